"""Fifths of standardised household income: who is in which, and what they do to mortality and perceived health beside education.

Fifths are for life. At every sex and age each is a fifth of everyone; assumed odds by education spread them. They act on the
mortality that conditions leave, so that the gap in life expectancy between highest and lowest is the published one, and on
perceived health, so that the differences from the middle fifth in years in good health are. Education keeps what it does in all:
what passes through income is taken off its own ratio.
"""

import math

from .chain import SES
from .csv_tables import AGES, SEXES
from .joint import spread
from .methods import life_expectancy, linear, solve
from .published import assumption, published

FIFTHS = ("lowest", "second", "third", "fourth", "highest")
MIDDLE = 2
FEELS_FROM, FEELS_FULLY = 15.0, 25.0  # exact ages between which perceived health comes to depend on income


def shape(age):
    """Of the log ratio on mortality over age: none up to 20, whole at 30-80, none from 100."""
    return linear([(20.0, 0.0), (30.0, 1.0), (80.0, 1.0), (100.0, 0.0)], age + 0.5)


class Income:
    def __init__(self, conditions):
        self.conditions = conditions
        rows = {row["ses"]: row for row in published("income_education")}
        middle = rows["middle"]
        self.odds = {ses: [rows[ses][name] / rows[ses]["lowest"] * middle["lowest"] / middle[name] for name in FIFTHS[1:]] for ses in SES}
        self.step = dict.fromkeys(SEXES, 0.2)  # log ratio of a fifth against the next higher one
        self.shares = {}
        self.feels = {sex: [0.0] * len(FIFTHS) for sex in SEXES}  # log factors on perceived health

    def at(self, sex, age):
        """Shares of the fifths, by education."""
        weights = tuple(self.conditions.education[sex, age])
        if weights not in self.shares:
            parents = [(weight, SES[k]) for k, weight in enumerate(weights)]
            later = spread(parents, [1 / len(FIFTHS)] * (len(FIFTHS) - 1), lambda ses, k: self.odds[ses][k])
            self.shares[weights] = [[1 - sum(mine), *mine] for mine in later]
        return self.shares[weights]

    def ratios(self, sex, age, step=None):
        """On the remaining mortality, by fifth."""
        step = self.step[sex] if step is None else step
        return [math.exp(step * (MIDDLE - k) * shape(age)) for k in range(len(FIFTHS))]

    def mean_ratio(self, sex, age):
        """By education."""
        ratios = self.ratios(sex, age)
        return [sum(share * ratio for share, ratio in zip(mine, ratios)) for mine in self.at(sex, age)]

    def rates(self, sex, k, step=None):
        """Mortality by age of a fifth: education's, of which the remaining part times the fifth's ratio."""
        found = []
        split = self.conditions.gradient.split(sex)
        for age in AGES:
            ratios = self.ratios(sex, age, step)
            total = people = 0.0
            for weight, mine, ses in zip(self.conditions.education[sex, age], self.at(sex, age), SES):
                parts, rest = split[ses][age]
                mean = sum(share * ratio for share, ratio in zip(mine, ratios))
                total += weight * mine[k] * (parts + rest * ratios[k] / mean)
                people += weight * mine[k]
            found.append(total / people)
        return found

    def gap(self, sex, step=None):
        """Life expectancy at birth, highest against lowest."""
        return life_expectancy(self.rates(sex, len(FIFTHS) - 1, step)) - life_expectancy(self.rates(sex, 0, step))

    def fit(self, sex):
        self.step[sex] = solve(lambda step: self.gap(sex, step) - gap_wanted(sex), 0.0, 1.0, 30)

    def share_feeling_well(self, norm, sex, age, k, logs):
        """Of a fifth, given the share by (sex, age, education) and log factors of the fifths."""
        ramp = feeling(age)
        factors = [math.exp(value * ramp) for value in logs]
        total = people = 0.0
        for weight, mine, ses in zip(self.conditions.education[sex, age], self.at(sex, age), SES):
            mean = sum(share * factor for share, factor in zip(mine, factors))
            total += weight * mine[k] * norm[sex, age, ses] * factors[k] / mean
            people += weight * mine[k]
        return total / people

    def fit_feeling(self, sex, norm, healthy_years):
        """Log factors with which years in good perceived health differ from the middle fifth's as published."""
        seen = [row["years"] for row in published("healthy_life_expectancy_income") if row["sex"] == sex]
        rates = [self.rates(sex, k) for k in range(len(FIFTHS))]
        logs = [0.0] * len(FIFTHS)

        def years(k, logs):
            return healthy_years(rates[k], lambda age: self.share_feeling_well(norm, sex, age, k, logs))

        for _ in range(12):
            middle = years(MIDDLE, logs)
            for k in range(len(FIFTHS)):
                if k != MIDDLE:
                    off = years(k, logs) - middle - (seen[k] - seen[MIDDLE])
                    logs[k] -= off / middle
        self.feels[sex] = logs
        self.years = getattr(self, "years", {}) | {(sex, k): years(k, logs) for k in range(len(FIFTHS))}


def gap_wanted(sex):
    """The published gap, less what a run has beyond it: people differ in more than education, and the frail are in care."""
    seen = next(row["difference"] for row in published("income_life_expectancy") if row["sex"] == sex)
    return seen / assumption(f"income_gap_in_a_run_against_derived_{sex}")


def feeling(age):
    """Of the log factor on perceived health over age."""
    return linear([(FEELS_FROM, 0.0), (FEELS_FULLY, 1.0)], age + 0.5)


def check(checks, conditions):
    seen = {(row["sex"], int(row["quintile"]) - 1): row["years"] for row in published("healthy_life_expectancy_income")}
    income = conditions.income
    for sex in SEXES:
        checks.near(f"life expectancy, highest against lowest fifth of incomes, less what a run adds, {sex}", income.gap(sex), gap_wanted(sex), 0.1)
        checks.tell(f"log ratio of a fifth on the remaining mortality against the next, {sex}", income.step[sex])
        for k, name in enumerate(FIFTHS):
            checks.near(f"years in good health, {name} against the middle fifth, {sex}", income.years[sex, k] - income.years[sex, MIDDLE],
                        seen[sex, k] - seen[sex, MIDDLE], 0.1)
            checks.tell(f"factor on perceived health, {name} fifth, {sex}", math.exp(income.feels[sex][k]))
