"""Diabetes: prevalence by single age, mortality against people without it, onset and progress that keep prevalence."""

import math

from .csv_tables import AGES, SEXES, bounds
from .methods import log_linear, moving_mean, pchip, solve
from .published import published
from .staged import course_of

SMOOTH = 4  # years to each side
LAST_ONSET = 85


class Diabetes:
    """One sex, by age: prevalence, onset, excess mortality beyond heart disease and stroke.

    Start: the GP-registered pattern of 2017 through the groups' middles, x one factor that gives the registered total of
    2020 in the population of the base year. Then onset is what keeps it, smoothed over ages and constant from LAST_ONSET,
    x one factor that keeps the total; prevalence follows from onset.
    """

    def __init__(self, sex, persons):
        rows = published("diabetes_prevalence_2017")
        self.sex = sex
        self.persons = [persons[sex, age] for age in AGES]
        self.target = next(row["prevalent_2020"] for row in published("diabetes_totals") if row["sex"] == sex)
        points = [(bounds(row["age"])[0], row["prevalence"]) for row in rows if row["sex"] == sex]
        curve = pchip([(0.0, points[0][1] / 4)] + [(88.0 if first == 85 else first + 2.5, share) for first, share in points])
        factor = self.target / sum(n * curve(age + 0.5) for age, n in zip(AGES, self.persons))
        self.registered = [factor * curve(age + 0.5) for age in AGES]
        self.prevalence = list(self.registered)
        self.excess = [0.0 for _ in AGES]  # mean of both stages
        self.share, self.times = (course_of("diabetes")[column] for column in ("later_share", "later_excess"))

    def mean_excess(self, age):
        return self.excess[age]

    def excess_by_stage(self, age):
        first = self.excess[age] / (1 - self.share + self.share * self.times)
        return first, first * self.times

    def settle(self, ratio, mortality, other):
        """Excess = mortality of patients as observed - what they die of otherwise, smoothed over ages, never negative.

        Then onset and prevalence, which follow from it, and how fast complications come.
        """
        crude = []
        for age in AGES:
            p, times, m = self.prevalence[age], ratio[self.sex, age], mortality[age]
            crude.append(max(0.0, times * m / (1 + p * (times - 1)) - other[age]))
        self.excess = moving_mean(crude, 5)
        self.fit([other[age] - mortality[age] for age in AGES])
        self.progress = []
        for age, p in enumerate(self.prevalence):
            rise = (self.prevalence[min(age + 1, AGES[-1])] - self.prevalence[max(age - 1, 0)]) / 2
            dying = other[age] + self.excess_by_stage(age)[1] - mortality[age]
            self.progress.append(max(0.0, self.share * (rise + p * dying)) / ((1 - self.share) * p))

    def fit(self, other):
        """`other`: mortality of patients from all else - mortality of everyone."""
        more = [a + b for a, b in zip(other, self.excess)]
        crude = []
        for age in AGES:
            p, low, high = self.registered[age], self.registered[max(age - 1, 0)], self.registered[min(age + 1, AGES[-1])]
            crude.append(max(1e-5, ((high - low) / 2 + p * more[age]) / (1 - p)))
        logs = moving_mean(moving_mean([math.log(value) for value in crude], SMOOTH), SMOOTH)
        shape = [math.exp(logs[min(age, LAST_ONSET)]) for age in AGES]
        factor = solve(lambda k: self.follow(shape, k, more) - self.target, 0.5, 2.0, 40)
        self.follow(shape, factor, more)

    def follow(self, shape, factor, more):
        """Prevalence from onset = shape x factor; returns the number of patients."""
        self.onset, self.prevalence, p = [factor * value for value in shape], [], 0.0
        for age in AGES:
            for half in (0, 1):
                p += ((1 - p) * self.onset[age] - p * more[age]) / 2
                if half == 0:
                    self.prevalence.append(p)
        return sum(n * share for n, share in zip(self.persons, self.prevalence))


def type_1_level(persons, prevalence):
    """Prevalence of type 1, taken as min(all diabetes, one level at every age), that gives its published share."""
    types = {int(row["type"]): row["prevalent"] for row in published("diabetes_types_2019")}
    target = types[1] / (types[1] + types[2]) * sum(persons[key] * prevalence[key] for key in persons)
    return solve(lambda level: sum(n * min(prevalence[key], level) for key, n in persons.items()) - target, 0.0, 0.1)


def diabetes_ratio(persons, prevalence):
    """Mortality of people with against without diabetes by (sex, age): the two types' ratios, mixed by their shares.

    Log-linear between the middles of the published groups; constant below 47.5 and above 97.5.
    """
    level = type_1_level(persons, prevalence)
    rows = published("diabetes_mortality_ratio")
    ratio = {}
    for sex in SEXES:
        points = {
            kind: [(bounds(row["age"])[0] + 2.5, row[kind]) for row in rows if row["sex"] == sex]
            for kind in ("type_1", "type_2")
        }
        for age in AGES:
            share = min(1.0, level / prevalence[sex, age])
            one, two = (log_linear(points[kind], age + 0.5) for kind in ("type_1", "type_2"))
            ratio[sex, age] = share * one + (1 - share) * two
    return ratio
