"""Smoking: prevalence, starting, quitting and relapse, rate ratios on mortality."""

import math

from .csv_tables import AGES, SEXES, band, bounds, by_age
from .methods import solve
from .published import assumption, published

START_BANDS = ((12, 15), (15, 20), (20, 25))  # piecewise constant starting hazards; nobody starts outside


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


def starting_hazards(ever):
    """Hazards of 12-14, 15-19 and 20-24 that give ever-smoking of 10-14, 15-19 and 25-29 (not 20-24: a check)."""
    starts = []
    for first in (10, 15, 25):
        starts.append(solve(lambda h: mean_ever_smoked([*starts, h], first, first + 5) - ever[first], 0.0, 1.0))
    return starts


def smoking(sex):
    """Prevalence rows and transition rows of one sex."""
    rows = published("smoking_2024")
    current, former = by_age(rows, sex, "current"), by_age(rows, sex, "former")
    ever = {age: current[age] + former[age] for age in AGES}
    starts = starting_hazards(ever)
    prevalence = [[sex, "0-9", 1.0, 0.0, 0.0]]
    for age in range(10, 25):
        first = age - age % 5
        band_mean = sum(ever_smoked(starts, first + k + 0.5) for k in range(5)) / 5
        here = ever[age] * ever_smoked(starts, age + 0.5) / band_mean
        quitters = here * former[age] / ever[age]
        prevalence.append([sex, str(age), 1 - here, here - quitters, quitters])
    for first in range(25, 91, 5):
        prevalence.append([sex, band(first, 90), 1 - ever[first], current[first], former[first]])
    return prevalence, smoking_transitions(sex, starts, current, former)


def smoking_transitions(sex, starts, current, former):
    """Rows of starting, quitting and relapse of one sex."""
    quit = quit_hazard()
    rows = [[sex, "0-11", 0.0, quit, relapse_hazard(0.0, 0.0)]]
    for first in (12, *range(15, 91, 5)):
        start = next((hazard for hazard, (low, _) in zip(starts, START_BANDS) if low == first), 0.0)
        name = "12-14" if first == 12 else band(first, 90)
        rows.append([sex, name, start, quit, relapse_hazard(current[first], former[first])])
    return rows


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


def smoking_ratios():
    rows = published("smoking_mortality_ratio")
    table = []
    for sex in SEXES:
        table.extend([sex, "0-34", state, 1.0] for state in ("never", "current", "former"))
        for row in rows:
            if row["sex"] == sex:
                values = (("never", 1.0), ("current", row["current"]), ("former", row["former"]))
                table.extend([sex, row["age"], state, ratio] for state, ratio in values)
    return table
