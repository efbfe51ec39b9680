"""Lung, breast and colorectal cancer: the year of treatment, then follow-up until ten years after diagnosis."""

import math

from .csv_tables import AGES, SEXES
from .methods import solve
from .published import published
from .staged import course_of, pattern

CANCERS = ("lung_cancer", "breast_cancer", "colorectal_cancer")


def totals(cancer):
    """Published numbers by measure and sex; nobody where none is published."""
    rows = {row["measure"]: row for row in published("condition_totals") if row["condition"] == cancer}
    return {measure: {key: row[key] or 0.0 for key in (*SEXES, "both")} for measure, row in rows.items()}


class Cancer:
    """One sex, by age. New cases per inhabitant are the pattern x the factor that gives the published number.

    Excess mortality rises with age, and is a multiple of itself in follow-up. Who is in follow-up leaves it at one hazard,
    that which gives the published number of those diagnosed in ten years; prevalence follows, as of heart disease.
    """

    def __init__(self, cancer, sex, persons, mortality):
        self.cancer, self.sex, self.mortality = cancer, sex, mortality
        self.persons = [persons[sex, age] for age in AGES]
        self.background = list(mortality)
        rows = [row for row in published("cancer_incidence_2005") if row["condition"] == cancer and row["sex"] == sex]
        shape = pattern(rows, "new")[0] if rows else [0.0 for _ in AGES]
        published_totals = totals(cancer)
        self.target = published_totals["prevalent"][sex]
        new = sum(n * rate for n, rate in zip(self.persons, shape))
        self.rates = [rate * published_totals["new_cases"][sex] / new if new else 0.0 for rate in shape]
        course = course_of(cancer)
        self.times, self.scale, self.leave = course["later_excess"], 0.1, 0.0
        self.shape = [2 ** ((max(age, course["excess_from"]) - course["excess_from"]) / course["excess_doubling"]) for age in AGES]

    def excess(self, age):
        """(in the year of treatment, later)."""
        first = self.scale * self.shape[age]
        return first, first * self.times

    def mean_excess(self, age):
        p, acute = self.prevalence[age], self.acute[age]
        first, later = self.excess(age)
        return (acute * first + (p - acute) * later) / p if p > 0 else 0.0

    def since(self, age):
        """Up to how long ago, evenly, those in the year of treatment were diagnosed: twice the mean of those still alive."""
        gone = self.mortality[age] + self.excess(age)[0]
        return 2 * (1 / gone - 1 / math.expm1(gone))

    def fit(self):
        enough = self.target and self.follow(0.0) > self.target  # not before excess mortality has its scale
        self.leave = solve(lambda leave: self.follow(leave) - self.target, 0.0, 2.0, 30) if enough else 0.0
        self.follow(self.leave)
        return self

    def follow(self, leave):
        """Prevalence at the middle of each year of age; returns the number of patients."""
        self.prevalence, self.acute, self.onset, p = [], [], [], 0.0
        for age in AGES:
            rate, (first, later) = self.rates[age], self.excess(age)
            for step in range(8):
                acute = min(p, rate * -math.expm1(-(self.mortality[age] + first)) / (self.mortality[age] + first))
                other = p * (self.background[age] - self.mortality[age])
                p += (rate - other - acute * first - (p - acute) * (later + leave)) / 8
                if step == 3:
                    self.prevalence.append(p)
                    self.acute.append(min(p, acute))
                    self.onset.append(rate / (1 - p))
        return sum(n * p for n, p in zip(self.persons, self.prevalence))

    def patients(self):
        return sum(n * p for n, p in zip(self.persons, self.prevalence))

    def deaths(self):
        return sum(n * p * self.mean_excess(age) for age, (n, p) in enumerate(zip(self.persons, self.prevalence)))

    def new_cases(self):
        return sum(n * rate for n, rate in zip(self.persons, self.rates))


def fit_cancer(courses):
    """One scale of excess mortality for both sexes: the published deaths."""
    cancer = courses["female"].cancer
    budget = sum(totals(cancer)["deaths"].values())
    for _ in range(4):
        for course in courses.values():
            course.fit()
        factor = budget / sum(course.deaths() for course in courses.values())
        for course in courses.values():
            course.scale *= factor
    for course in courses.values():
        course.fit()
