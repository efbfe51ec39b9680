"""Weight: normal, overweight, obese. Prevalence by sex and single age, and moves between neighbours that keep it."""

import math

from .csv_tables import AGES, SEXES, bounds
from .methods import pchip
from .published import assumption, published


def bmi_prevalence(persons, adults_rows=None, level=None):
    """(overweight, obese) by (sex, age), and curves over exact age: monotone cubics through the groups' middles.

    Adults' points x one factor for each state: the level of adults, in the base year 34.57 and 15.43 %.
    """
    adults_rows = adults_rows or published("bmi_2024")
    factors = {"overweight": 1.0, "obese": 1.0}
    level = level or {row["state"]: row["share"] for row in published("lifestyle_level_2023")}
    for _ in range(20):
        curves = {(sex, state): bmi_curve(sex, state, factor, adults_rows) for state, factor in factors.items() for sex in SEXES}
        for state in factors:
            adults = [(n, curves[sex, state](age + 0.5)) for (sex, age), n in persons.items() if age >= 18]
            factors[state] *= level[state] * sum(n for n, _ in adults) / sum(n * share for n, share in adults)
    return {(sex, age): tuple(curves[sex, state](age + 0.5) for state in factors) for sex, age in persons}, curves


def bmi_curve(sex, state, factor, rows):
    children, adults = published("bmi_children_2013"), [row for row in rows if row["sex"] == sex]
    points = [(0.0, 0.0)] + [(middle(row["age"]), row[state] / 100) for row in children]
    return pchip(points + [(middle(row["age"]), factor * row[state]) for row in adults])


def middle(age):
    first, last = bounds(age)
    return 80.0 if age == "75+" else (first + last + 1) / 2


def bmi_odds():
    """Odds ratios against normal weight, by education (not standardised for age), middle education = 1."""
    rows = {row["ses"]: row for row in published("bmi_education_2021")}

    def odds(ses):
        normal = 100 - rows[ses]["overweight_and_obese"]
        return (rows[ses]["overweight_and_obese"] - rows[ses]["obese"]) / normal, rows[ses]["obese"] / normal

    reference = odds("middle")
    return {ses: tuple(o / r for o, r in zip(odds(ses), reference)) for ses in rows}


def bmi_transitions(curves, loss):
    """Hazards by (sex, age): gain (normal>overweight), gain_more (overweight>obese) and the two ways back.

    Ways back have an assumed hazard; the ways up are what keeps each share at its cross-section, with `loss(sex, age)` =
    the share of the overweight-or-obese, and of the obese, that mortality above the average takes in a year. Where a
    share falls faster than the assumed way back, that way is widened instead.
    """
    back = -math.log(1 - assumption("weight_loss_probability_per_year"))
    hazards = {}
    for sex in SEXES:
        over, obese = curves[sex, "overweight"], curves[sex, "obese"]
        for age in AGES:
            x, (loss_any, loss_obese) = age + 0.5, loss(sex, age)
            normal = 1 - over(x) - obese(x)
            net_any = over(x + 0.5) + obese(x + 0.5) - over(x - 0.5) - obese(x - 0.5) + loss_any
            net_obese = obese(x + 0.5) - obese(x - 0.5) + loss_obese
            gain, lose = flows(net_any, normal, over(x), back)
            gain_more, lose_more = flows(net_obese, over(x), obese(x), back)
            hazards[sex, age] = (gain, gain_more, lose, lose_more)
    return hazards


def flows(net, below, above, back):
    """Hazards up (per person below) and back (per person above) with the given net flow."""
    flow = net + back * above
    if flow >= 0 or above == 0:
        return max(flow, 0.0) / below if below > 0 else 0.0, back if above > 0 else 0.0
    return 0.0, -net / above
