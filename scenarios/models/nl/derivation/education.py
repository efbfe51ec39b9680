"""Education by sex and age on 1 January 2023: low, middle, high; the pack's SES.

Published are the shares at 25-64 in 2020 and of all of 25 and over in 2023. A birth cohort keeps its shares, so those
of 2020 are read at the cohort's age of 2023: straight lines, on the scale of the logit, between the middles of the age
groups; constant below the youngest. The generations older than the last group follow straight lines in birth year,
with slopes that give the published totals of 2023: of `low` one slope per sex, of `high` among the others one for both.
"""

import math

from .csv_tables import AGES, SEXES, bounds
from .methods import linear, solve
from .published import published

ADULT = 25  # below it, shares are those the youngest adults have
LATER = 3  # years from the table by age (2020) to the base year
FIRST, OPEN = 25, 85  # five-year bands of the table; 0-24 is one


def logit(share):
    return math.log(share / (1 - share))


def share(value):
    return 1 / (1 + math.exp(-value))


def points(sex, part):
    """(age in 2023, logit of a share) at the middle of each published age group."""
    rows = [row for row in published("education_2020") if row["sex"] == sex and bounds(row["age"])[0] >= ADULT]
    return [(bounds(row["age"])[0] + 5 + LATER, logit(part(row))) for row in rows]


def at(line, slope, age):
    """Value at the middle of a year of age: the line, and beyond its last point a straight line with `slope`."""
    last, value = line[-1]
    middle = age + 0.5
    return share(linear(line, middle) if middle <= last else value + slope * (middle - last))


def education(persons):
    """Shares (low, middle, high) by sex and single age; `persons` are the country's by sex and age."""
    low_line = {sex: points(sex, lambda row: row["low"] / (row["low"] + row["middle"] + row["high"])) for sex in SEXES}
    high_line = {sex: points(sex, lambda row: row["high"] / (row["middle"] + row["high"])) for sex in SEXES}
    total = {row["group"]: row["percent"] / 100 for row in published("education_2023")}
    known = total["low_both"] + total["middle_both"] + total["high_both"]
    adults = [age for age in AGES if age >= ADULT]

    def mean(value, of):
        weight = [(persons[sex, age], value(sex, age)) for sex in of for age in adults]
        return sum(n * v for n, v in weight) / sum(n for n, _ in weight)

    low_slope = {}
    for sex in SEXES:
        target = total[f"low_{sex}"] / known
        low_slope[sex] = solve(lambda slope: mean(lambda s, a: at(low_line[s], slope, a), [sex]) - target, -0.2, 0.2)

    def low(sex, age):
        return at(low_line[sex], low_slope[sex], age)

    def high(slope):
        return lambda sex, age: (1 - low(sex, age)) * at(high_line[sex], slope, age)

    slope = solve(lambda slope: mean(high(slope), SEXES) - total["high_both"] / known, -0.2, 0.2)
    shares = {}
    for sex in SEXES:
        for age in AGES:
            of = low(sex, max(age, ADULT)), high(slope)(sex, max(age, ADULT))
            shares[sex, age] = (of[0], 1 - of[0] - of[1], of[1])
    return shares


def bands():
    """First and last age, and key, of each band of the table."""
    yield 0, ADULT - 1, f"0-{ADULT - 1}"
    for first in range(FIRST, OPEN, 5):
        yield first, first + 4, f"{first}-{first + 4}"
    yield OPEN, AGES[-1], f"{OPEN}+"


def education_rows(persons):
    """Shares of each band, to four decimals that add up to 1."""
    shares = education(persons)
    rows = []
    for sex in SEXES:
        for first, last, key in bands():
            ages = range(first, last + 1)
            total = sum(persons[sex, age] for age in ages)
            low, _, high = (sum(persons[sex, a] * shares[sex, a][k] for a in ages) / total for k in range(3))
            rows.append([sex, key, round(low, 4), round(1 - round(low, 4) - round(high, 4), 4), round(high, 4)])
    return rows
