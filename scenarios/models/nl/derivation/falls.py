"""Hip fractures, other serious falls, and who dies of a fall."""

import math

from .csv_tables import AGES, SEXES, bounds
from .methods import linear, pchip
from .published import assumption, published

MIDDLES = {"0-49": 35.0, "50-64": 57.5, "65-74": 70.0, "75-84": 80.0, "85+": 90.0}


def totals(measure):
    return next(row["both"] for row in published("condition_totals") if row["condition"] == "falls" and row["measure"] == measure)


def fracture_rates(persons):
    """Hip fractures per inhabitant by (sex, age): a log curve through the age groups that keeps the rate of each, both sexes.

    Women have so many times the rate of men of their age, from 50; below as many.
    """
    rows = published("hip_fracture")
    times = assumption("hip_fracture_women_against_men")
    ratio = {"female": lambda age: math.exp(math.log(times) * linear([(45.0, 0.0), (55.0, 1.0)], age)), "male": lambda age: 1.0}
    heights = {row["age"]: math.log(row["per_100000"] / 1e5) for row in rows}
    for _ in range(100):
        curve = pchip([(0.0, heights["0-49"] - 1)] + [(MIDDLES[key], height) for key, height in heights.items()] + [(100.0, heights["85+"] + 0.3)])
        rates = {(sex, age): math.exp(curve(age + 0.5)) * ratio[sex](age + 0.5) for sex, age in persons}
        for row in rows:
            first, last = bounds(row["age"])
            group = [(sex, age) for sex in SEXES for age in range(first, last + 1)]
            found = sum(persons[key] * rates[key] for key in group) / sum(persons[key] for key in group)
            heights[row["age"]] += math.log(row["per_100000"] / 1e5 / found)
    return rates


class HipFracture:
    """One sex, by age: the year after a fracture, and later.

    Fractures per inhabitant are known; who had one has so many times the rate of others. Excess mortality is a multiple of
    general mortality in the year after, a smaller one later. Prevalence follows, as of heart disease.
    """

    def __init__(self, sex, persons, mortality, rates):
        self.sex, self.mortality = sex, mortality
        self.persons = [persons[sex, age] for age in AGES]
        self.rates = [rates[sex, age] for age in AGES]
        self.background = list(mortality)
        self.again = assumption("hip_fracture_again_ratio")
        self.scale = 1.0

    def excess(self, age):
        """(in the year after, later); the ratio falls with age."""
        fall = linear([(60.0, 2.0), (90.0, 1.0)], age + 0.5)
        first = assumption("hip_fracture_excess_first_year") * fall
        return self.scale * first * self.mortality[age], self.scale * assumption("hip_fracture_excess_later") * self.mortality[age]

    def fatal(self, age):
        """Hazard of dying of another fall."""
        return self.scale * assumption("fatal_falls_share") * self.mortality[age] * linear([(55.0, 0.0), (70.0, 1.0)], age + 0.5)

    def mean_excess(self, age):
        p, acute = self.prevalence[age], self.acute[age]
        first, later = self.excess(age)
        return (acute * first + (p - acute) * later) / p if p > 0 else 0.0

    def fit(self):
        self.prevalence, self.acute, self.onset, p = [], [], [], 0.0
        for age in AGES:
            rate, (first, later) = self.rates[age], self.excess(age)
            for step in range(8):
                acute = min(p, rate * math.exp(-(self.mortality[age] + first) / 2))
                onset = rate / (1 - p + self.again * (p - acute))
                more = p * (self.background[age] - self.mortality[age]) + acute * first + (p - acute) * later
                p += (onset * (1 - p) - more) / 8
                if step == 3:
                    self.prevalence.append(p)
                    self.acute.append(min(p, acute))
                    self.onset.append(onset)
        return self

    def deaths(self):
        return sum(n * (p * self.mean_excess(age) + self.fatal(age)) for age, (n, p) in enumerate(zip(self.persons, self.prevalence)))


def fit_falls(courses):
    """Scale of excess mortality and fatal falls: deaths by falls are those registered at 65 and over (younger ones are few)."""
    factor = totals("deaths_65") / sum(course.deaths() for course in courses.values())
    for course in courses.values():
        course.scale *= factor


def other_falls(persons, rates):
    """Serious falls without a hip fracture per inhabitant by age, from 60: as many visits to an emergency department of those of
    65 and over as published, less their hip fractures; they double in so many years of age, up to 90."""
    doubling = assumption("serious_falls_doubling_years")
    shape = [2 ** ((min(age + 0.5, 90.0) - 65) / doubling) * linear([(55.0, 0.0), (65.0, 1.0)], age + 0.5) for age in AGES]
    old = [(sex, age) for sex in SEXES for age in AGES if age >= 65]
    visits = totals("emergency_visits_65_per_100000") / 1e5 * sum(persons[key] for key in old)
    fractures = sum(persons[key] * rates[key] for key in old)
    level = (visits - fractures) / sum(persons[sex, age] * shape[age] for sex, age in old)
    return [level * value for value in shape]
