"""Mental-health problems of the young (8-22): shares as published, onset that keeps them; at 23 they are no longer counted as youth's."""

import math

from .csv_tables import AGES, SEXES, bounds
from .methods import pchip, solve
from .published import assumption, published

FIRST, LAST = 8, 22
LEAVE = 12.0  # hazard from 23: within weeks


class Youth:
    def __init__(self, persons):
        self.persons = persons
        self.remission = assumption("youth_mental_remission_per_year")
        self.goal = self.goals()
        self.onset, self.prevalence = {}, {}
        for sex in SEXES:
            self.follow(sex)

    def goals(self):
        """Shares by exact age at the middles of the groups, both sexes; odds of girls and women against boys and men."""
        rows = published("youth_mental")
        middles = [(sum(bounds(row["age"])) + 1) / 2 for row in rows]
        share, odds = (pchip(list(zip(middles, [row[column] for row in rows]))) for column in ("share", "odds"))
        found = {}
        for age in range(FIRST, LAST + 1):
            p, ratio = share(age + 0.5), odds(age + 0.5)
            women = self.persons["female", age] / (self.persons["female", age] + self.persons["male", age])
            low, high = 0.0, 1.0
            for _ in range(50):
                man = (low + high) / 2
                woman = ratio * man / (1 - man + ratio * man)
                low, high = (man, high) if women * woman + (1 - women) * man < p else (low, man)
            found["male", age], found["female", age] = man, woman
        return found

    def follow(self, sex):
        """Onset by the age reached in a year, with which the share of that age is reached at its end; in the year of the 23rd birthday it stays."""
        onset, before = [0.0] * len(AGES), 0.0
        for age in range(FIRST, LAST + 2):
            goal = self.goal[sex, min(age, LAST)]
            onset[age] = solve(lambda hazard: self.after_a_year(before, hazard) - goal, 0.0, 5.0, 50)
            before = goal
        self.onset[sex] = onset
        self.prevalence[sex] = [self.goal.get((sex, age), 0.0) for age in AGES]

    def after_a_year(self, share, onset):
        whole = onset + self.remission
        return onset / whole + (share - onset / whole) * math.exp(-whole)
