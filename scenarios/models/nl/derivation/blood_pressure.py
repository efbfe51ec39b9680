"""Blood pressure: normal, raised and not treated, raised and treated; a staged course whose patients die of what it causes."""

import math

from .csv_tables import AGES, SEXES
from .methods import linear, solve
from .published import published
from .staged import Staged, pattern

SHAPE = [(20.0, -2.0), (40.0, -1.0), (60.0, 0.0), (80.0, 1.0)]  # logit of the share treated, but for its level: assumed


def treated_share(level):
    return [1 / (1 + math.exp(-linear(SHAPE, age + 0.5) - level)) for age in AGES]


def blood_pressure(persons, mortality):
    """Both sexes; the level of treatment gives the published number of people known to their GP."""
    rows = published("blood_pressure")
    raised = {sex: pattern([row for row in rows if row["sex"] == sex], "raised") for sex in SEXES}
    target = published("blood_pressure_treated")[0]["persons"]

    def treated(level):
        share = treated_share(level)
        return sum(persons[sex, age] * raised[sex][0][age] * share[age] for sex, age in persons) - target

    share = treated_share(solve(treated, -4.0, 4.0))
    return {sex: Staged("blood_pressure", sex, persons, mortality[sex], *raised[sex], share) for sex in SEXES}
