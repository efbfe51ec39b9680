"""Smoking: prevalence by single age and education, starting, quitting and relapse, rate ratios on mortality."""

import math

from .csv_tables import AGES, SEXES, by_age
from .methods import linear, pchip, solve
from .published import assumption, published

START_BANDS = ((12, 15), (15, 20), (20, 25))  # piecewise constant starting hazards; nobody starts outside
EDUCATION_AGES = {"25-44": 35.0, "45-64": 55.0, "65+": 75.0}


def base_rows(persons):
    """Published groups with current smokers brought to the adults' level of the base year."""
    level = next(row["share"] for row in published("lifestyle_level_2023") if row["state"] == "current")
    rows = [dict(row) for row in published("smoking_2024")]
    for _ in range(8):
        found = {sex: Smoking(sex, rows) for sex in SEXES}
        adults = [(n, found[sex].shares[age][0]) for (sex, age), n in persons.items() if age >= 18]
        factor = level * sum(n for n, _ in adults) / sum(n * share for n, share in adults)
        for row in rows:
            row["current"] *= factor
    return rows


def ever_smoked(starts, age):
    """1 - exp(-cumulative starting hazard) at an exact age."""
    cumulative = sum(
        hazard * min(max(age - first, 0), last - first) for hazard, (first, last) in zip(starts, START_BANDS)
    )
    return -math.expm1(-cumulative)


def mean_ever_smoked(starts, first, last):
    """Mean over the exact ages first to last, by the middles of hundredths of a year."""
    steps = (last - first) * 100
    return sum(ever_smoked(starts, first + (k + 0.5) / 100) for k in range(steps)) / steps


class Smoking:
    """One sex: shares (current, former) by age and the starting hazards.

    Up to 25, ever-smoking follows the starting hazards (12-14, 15-19, 20-24), fitted to the groups 10-14 and 15-19 and
    to the curve at 25. From 25 the shares are monotone cubics through the middles of the groups as published.
    """

    def __init__(self, sex, rows=None):
        rows = rows or published("smoking_2024")
        current, former = by_age(rows, sex, "current"), by_age(rows, sex, "former")
        now = pchip([(at, current[int(at)]) for at in (22.5, 35.0, 45.0, 52.5, 60.0, 70.0, 80.0)])
        past = pchip([(15.0, 0.0)] + [(93.0 if first == 90 else first + 2.5, former[first]) for first in range(20, 91, 5)])
        self.starts = []
        for first in (10, 15):
            target = current[first] + former[first]
            self.starts.append(solve(lambda h: mean_ever_smoked([*self.starts, h], first, first + 5) - target, 0.0, 1.0))
        self.starts.append(solve(lambda h: ever_smoked([*self.starts, h], 25) - now(25.0) - past(25.0), 0.0, 1.0))
        self.shares = []
        for age in AGES:
            x = age + 0.5
            here = ever_smoked(self.starts, x) if age < 25 else now(x) + past(x)
            self.shares.append((here - past(x), past(x)))


def smoking_odds():
    """Odds ratios (current, former; against never) by (education, age), middle education = 1: CBS 2016/2017."""
    found = {}
    for row in published("smoking_education_2016"):
        found[row["age"], row["ses"]] = (row["current"] / row["never"], row["former"] / row["never"])
    curves = {}
    for ses in ("low", "middle", "high"):
        for k in (0, 1):
            points = [(at, math.log(found[age, ses][k] / found[age, "middle"][k])) for age, at in EDUCATION_AGES.items()]
            curves[ses, k] = pchip(points)
    return {(ses, age): tuple(math.exp(curves[ses, k](age + 0.5)) for k in (0, 1))
            for ses in ("low", "middle", "high") for age in AGES}


def smoking_by_education():
    """Ratios of starting and quitting by education, middle = 1, from ever and former smoking at 25-44 and 45-64.

    Starting: cumulative hazard -ln(never) at 25-44. Quitting: mean over both groups of -ln(current / ever).
    """
    rows = {(row["age"], row["ses"]): row for row in published("smoking_education_2016")}

    def start(ses):
        return -math.log(rows["25-44", ses]["never"] / 100)

    def quit_(ses, age):
        row = rows[age, ses]
        return -math.log(row["current"] / (row["current"] + row["former"]))

    ratio = {}
    for ses in ("low", "high"):
        stops = [quit_(ses, age) / quit_("middle", age) for age in ("25-44", "45-64")]
        ratio[ses] = (start(ses) / start("middle"), math.sqrt(stops[0] * stops[1]))
    return ratio


def start_hazard(starts, age):
    return next((hazard for hazard, (low, high) in zip(starts, START_BANDS) if low <= age < high), 0.0)


def quit_hazard():
    return -math.log(1 - assumption("quit_probability_per_year"))


def relapse_hazard(current, former):
    """Mean hazard of former smokers, mixed by time since quitting as if their number stood still.

    quit x current / former of them quit within the last year and relapse most; as many in each later year up to the
    last one with any relapse. Where there are no former smokers yet, all are in their first year.
    """
    first_year = -math.log(1 - assumption("relapse_probability_first_year"))
    later = -math.log(1 - assumption("relapse_probability_later_years"))
    quitters = quit_hazard() * current / former if former else 1.0
    recent = min(1.0, quitters)
    some_years = min(1.0 - recent, quitters * (assumption("years_until_relapse_ends") - 1))
    return recent * first_year + some_years * later


def smoking_totals():
    """Rate ratios on all-cause mortality by (sex, age): (current, former); 1 up to 30, as published from 40."""
    ratio = {}
    for sex in SEXES:
        row = next(row for row in published("smoking_mortality_ratio") if row["sex"] == sex)
        for age in AGES:
            full = linear([(30.0, 0.0), (40.0, 1.0)], age + 0.5)
            ratio[sex, age] = tuple(math.exp(full * math.log(row[state])) for state in ("current", "former"))
    return ratio
