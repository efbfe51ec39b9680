"""Physical activity, drinking, household and loneliness: slow moves that keep the shares of each sex and age."""

from .chain import LIFESTYLE, SES
from .csv_tables import AGES, SEXES
from .joint import shares_of
from .published import published
from .staged import Staged, pattern

UNEXPLAINED = 0.6  # share of mortality that conditions leave, about 40-90
COLUMNS = {"activity": "inactive", "drinking": "drinking", "household": "alone", "loneliness": "lonely"}


def lifestyle(persons, mortality, ratios):
    """Course by (attribute, sex): onset keeps the shares, given how fast people leave and what more they die of."""
    rows, leave = published("lifestyle_shares"), {row["attribute"]: row["leave"] for row in published("lifestyle_moves")}
    level = next(row["share"] for row in published("lifestyle_level_2023") if row["state"] == "harmful")
    found = {}
    for name in LIFESTYLE:
        for sex in SEXES:
            mine = [row for row in rows if row["sex"] == sex]
            factor = level / adults(persons, rows, COLUMNS[name]) if name == "drinking" else 1.0
            later = pattern(mine, "severe")[0] if name == "loneliness" else [0.0 for _ in AGES]
            shares, first = pattern(mine, COLUMNS[name])
            course = Staged(name, sex, persons, mortality[sex], [factor * share for share in shares], first, later)
            course.remission = leave[name]
            course.background = dying(course, ratios)
            course.fit()
            found[name, sex] = course
    return found


def adults(persons, rows, column):
    """Mean of a pattern over the adults."""
    curves = {sex: pattern([row for row in rows if row["sex"] == sex], column)[0] for sex in SEXES}
    of = {key: n for key, n in persons.items() if key[1] >= 18}
    return sum(n * curves[sex][age] for (sex, age), n in of.items()) / sum(of.values())


def dying(course, ratios):
    """Mortality in the two stages: the ratios act on what conditions leave of it."""
    rates = []
    for age in AGES:
        m, share, later = course.mortality[age], course.registered[age], course.later_share[age]
        _, first, *more = ratios.direct("mortality", course.condition, course.sex, age)
        last = more[0] if more else first
        mean = 1 + share * ((1 - later) * first + later * last - 1)
        rates.append([m * (1 + UNEXPLAINED * (ratio - mean) / mean) for ratio in (first, last)])
    return [[rate[k] for rate in rates] for k in (0, 1)]


def mortality_by_education(conditions, sex, age):
    """Mean ratio of drinking and loneliness on the remaining mortality, by education."""
    weights, means = conditions.education[sex, age], [1.0, 1.0, 1.0]
    for name in ("drinking", "loneliness"):
        course, ratios = conditions.lifestyle[name, sex], conditions.ratios
        odds = ratios.direct(name, "ses", sex, age)
        shares = shares_of(weights, odds, course.prevalence[age])
        first, *rest = ratios.direct("mortality", name, sex, age)[1:]
        later = course.later_share[age] if rest else 0.0
        mean = first + later * (rest[0] - first) if rest else first
        means = [value * (1 + share * (mean - 1)) for value, share in zip(means, shares)]
    return dict(zip(SES, means))
