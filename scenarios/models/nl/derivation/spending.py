"""How adults' spending under the deductible differs from what is expected of them: who spends, and how unequally.

Published are the shares who pay nothing, by sex and for the young and the old; the shares of the young and the old who
pay all; and what all pay. What is expected of people of one sex and age differs by the conditions they have: at least what is expected
without any, and what is above it is lognormal, with the variance that conditions give it. With the activities in groups drawn independently, the share who spend nothing on group g is
none^weight of g; the weights are assumed. The coefficients of variation have an assumed proportion between groups; their
level, linear between three ages, meets the last three figures.
"""

import math
from statistics import NormalDist

from .activities import within
from .costs import ADULT, in_year
from .csv_tables import OPEN_AGE, SEXES
from .methods import linear, pchip, solve
from .published import START, published

GROUPS = {
    "specialist_care": (*within("hospital_care"), "rehabilitation", "patient_transport"),
    "pharmacy": ("pharmacy", "medical_devices"),
    "mental_health": ("mental_health_care",),
    "allied_care": ("paramedical_care", "dental_care", "other_care"),
}
ADULTS = range(ADULT, OPEN_AGE + 1)
POINTS = 1500  # of the quasi-random sequence that stands for people of one sex and age group
USE_COUNTED = 2018  # the year of published/deductible_use, taken to be
LEVEL_AGES = (25, 55, 80)


def first_of_group(age):
    """18-19, 20-24, … 90+: tables stay short, and people of one group alike."""
    return ADULT if age < 20 else min(90, age // 5 * 5)


FIRSTS = sorted({first_of_group(age) for age in ADULTS})


BELONGS = {
    "18-34": lambda _, age: age < 35,
    "75+": lambda _, age: age >= 75,
    "female": lambda sex, _: sex == "female",
    "male": lambda sex, _: sex == "male",
}


class Nonusers:
    """Share of adults who spend nothing under the deductible: logit = sex + a smooth curve over age, as published."""

    def __init__(self, lived):
        self.lived = lived
        self.target = {row["group"]: row["none"] for row in published("deductible_use")}
        self.sex = {sex: -1.4 for sex in SEXES}
        self.height = {"young": 0.6, "old": -1.8}
        for _ in range(30):
            for sex in SEXES:
                self.meet(self.target[sex], self.sex, sex, lambda s, a, of=sex: s == of)
            self.meet(self.target["18-34"], self.height, "young", BELONGS["18-34"])
            self.meet(self.target["75+"], self.height, "old", BELONGS["75+"])

    def meet(self, target, numbers, key, belongs):
        def off(number):
            numbers[key] = number
            return self.mean(belongs) - target

        numbers[key] = solve(off, -8.0, 8.0, 50)

    def share(self, sex, age):
        curve = pchip([(26.0, self.height["young"]), (55.0, 0.0), (82.0, self.height["old"])])
        first = first_of_group(age)
        middle = min(max((first + min(first + 4, OPEN_AGE)) / 2 + 0.5, 26.0), 86.0)
        return 1 / (1 + math.exp(-self.sex[sex] - curve(middle)))

    def mean(self, belongs):
        cells = [(sex, age) for sex in SEXES for age in ADULTS if belongs(sex, age)]
        share = {(sex, first): self.share(sex, first) for sex in SEXES for first in FIRSTS}
        weights = [self.lived[cell] for cell in cells]
        return sum(w * share[sex, first_of_group(age)] for w, (sex, age) in zip(weights, cells)) / sum(weights)


def sequence(dimensions):
    """Points of the unit cube that fill it evenly: multiples of powers of the root of x^(d+1) = x + 1 (Roberts 2018)."""
    root = solve(lambda x: x ** (dimensions + 1) - x - 1, 1.0, 2.0)
    return [[(0.5 + (i + 1) * root ** -(k + 1)) % 1 for k in range(dimensions)] for i in range(POINTS)]


class Spending:
    def __init__(self, lived, profile, variance, healthy):
        self.lived = lived
        self.nonusers = Nonusers(lived)
        self.shape = {row["group"]: row for row in published("spending_spread")}
        self.published = next(row for row in published("deductible_2023") if row["year"] == START)
        cost = {row["year"]: row["cost"] for row in published("zvw_cost_per_insured")}
        self.then_to_now = cost[USE_COUNTED] / cost[START]
        self.none = {(sex, first): self.nonusers.share(sex, first) for sex in SEXES for first in FIRSTS}
        self.persons, self.means = self.cells(profile)
        points = sequence(len(GROUPS) + 1)
        self.normals = self.users_of_points(points)
        self.expected = self.expectations(variance, healthy, [NormalDist().inv_cdf(point[-1]) for point in points])
        self.levels = [6.0, 6.0, 6.0]
        self.fit()

    def fit(self):
        """Level of variation at three ages: who pay all among the young and the old, then what all pay."""
        full = {row["group"]: row["full"] for row in published("deductible_use")}
        revenue = self.published["million_eur"] * 1e6

        def meet(k, off):
            def at(level):
                self.levels[k] = level
                return off()

            self.levels[k] = solve(at, 0.5, 19.0, 20)

        for _ in range(4):
            meet(0, lambda: self.share_full("18-34") - full["18-34"])
            meet(2, lambda: self.share_full("75+") - full["75+"])
            meet(1, lambda: self.paid() - revenue)

    def variation(self, first, group):
        level = linear(list(zip(LEVEL_AGES, self.levels)), first + 2)
        return level * self.shape[group]["variation"]

    def cells(self, profile):
        """Person-years by (sex, first age of the group), and what is expected of each by group of activities."""
        persons = {cell: 0.0 for cell in self.none}
        spent = {cell: {group: 0.0 for group in GROUPS} for cell in self.none}
        for sex in SEXES:
            for age in ADULTS:
                cell = sex, first_of_group(age)
                persons[cell] += self.lived[sex, age]
                for group, activities in GROUPS.items():
                    spent[cell][group] += self.lived[sex, age] * sum(in_year(profile[name, sex], age) for name in activities)
        return persons, {cell: {group: spent[cell][group] / persons[cell] for group in GROUPS} for cell in persons}

    def users_of_points(self, points):
        """Points that spend anything on a group of activities, and their normal deviate among those."""
        normal, all_of = NormalDist(), {}
        for cell in self.none:
            for k, group in enumerate(GROUPS):
                users = self.users(*cell, group)
                above = [(i, (point[k] - (1 - users)) / users) for i, point in enumerate(points)]
                all_of[cell, group] = [(i, normal.inv_cdf(min(share, 1 - 1e-9))) for i, share in above if share > 0]
        return all_of

    def expectations(self, variance, healthy, normals):
        """What is expected of each point against the mean of its cell; `variance` and what is expected of the `healthy` by
        sex and age."""

        def of_cell(values, cell, ages):
            rows = [values[cell[0], age] for age in range(OPEN_AGE + 1)]
            weights = [self.lived[cell[0], age] for age in ages]
            return sum(w * in_year(rows, age) for w, age in zip(weights, ages)) / sum(weights)

        found = {}
        for cell in self.none:
            ages = [age for age in ADULTS if first_of_group(age) == cell[1]]
            mean, least = sum(self.means[cell].values()), of_cell(healthy, cell, ages)
            s = math.sqrt(math.log1p(of_cell(variance, cell, ages) / (mean - least) ** 2))
            found[cell] = [(least + (mean - least) * math.exp(s * z - s * s / 2)) / mean for z in normals]
        return found

    def users(self, sex, first, group):
        row = self.shape[group]
        weight = linear([(18, row["weight_18"]), (55, row["weight_55"]), (80, row["weight_80"])], first)
        return 1 - self.none[sex, first] ** weight

    def drawn(self, cell, times=1.0):
        """Spending of the people of a cell, where `times` as much is expected of them."""
        sums, expected = [0.0] * POINTS, self.expected[cell]
        for group in GROUPS:
            s = math.sqrt(math.log1p(self.variation(cell[1], group) ** 2))
            mean = times * self.means[cell][group] / self.users(*cell, group)
            for i, z in self.normals[cell, group]:
                sums[i] += mean * expected[i] * math.exp(s * z - s * s / 2)
        return sums

    def paid(self):
        """What all adults pay a year, EUR."""
        amount = self.published["amount"]
        return sum(n * sum(min(x, amount) for x in self.drawn(cell)) / POINTS for cell, n in self.persons.items())

    def share(self, group, of_cell):
        cells = [cell for cell in self.persons if BELONGS[group](*cell)]
        return sum(self.persons[cell] * of_cell(cell) for cell in cells) / sum(self.persons[cell] for cell in cells)

    def share_full(self, group):
        """Share who pay the whole amount, at the level of spending of the year in which they were counted."""
        amount, times = self.published["amount"], self.then_to_now
        return self.share(group, lambda cell: sum(x >= amount for x in self.drawn(cell, times)) / POINTS)

    def share_none(self, group):
        return self.share(group, lambda cell: self.none[cell])

    def rows(self):
        """Rows of the table: users and variation by sex, age group and group of activities."""
        for sex in SEXES:
            for first in FIRSTS:
                age = f"{first}+" if first == 90 else f"{first}-{19 if first == ADULT else first + 4}"
                users = [round(self.users(sex, first, group), 4) for group in GROUPS]
                yield [sex, age, *users, *(round(self.variation(first, group), 3) for group in GROUPS)]

    def concentration(self, share):
        """Share of all drawn spending that goes to the dearest `share` of adults."""
        people = [(x, n / POINTS) for cell, n in self.persons.items() for x in self.drawn(cell)]
        people.sort(reverse=True)
        left, cost = share * sum(n for _, n in people), 0.0
        for spent, n in people:
            cost += spent * min(n, left)
            left -= min(n, left)
        return cost / sum(spent * n for spent, n in people)
