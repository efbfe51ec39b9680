"""The mortality that conditions leave to all other causes: who bears it, and what each patient group dies of otherwise."""

import math

from .chain import BRANCHES, CORE_CONDITIONS, PLACES, SES
from .csv_tables import AGES, SEXES
from .lifestyle import mortality_by_education
from .methods import linear
from .published import assumption, published
from .smoking import smoking_totals

G, S, B, P = (PLACES[name] for name in ("ses", "smoking", "bmi", "blood_pressure"))
IN_PROJECTION = {  # what raises each, or is raised, in the projection of care settings too (derivation/patients.py)
    "dementia": ("diabetes", "stroke", "hip_fracture"),
    **{name: ("dementia",) for name in ("diabetes", "ihd", "stroke", "heart_failure", "copd", "hip_fracture", "osteoarthritis")},
}
FIRST_RATIO = 20  # age from which smoking and weight have ratios


class Node:
    """One sex and age: cells and, in each, mortality by cause."""

    def __init__(self, conditions, sex, age, cells, shares, parts):
        self.sex, self.age, self.cells, self.shares, self.parts = sex, age, cells, shares, parts
        self.mortality = conditions.mortality[sex][age]
        self.explained = [sum(values) for values in zip(*parts.values())]
        self.ratios = conditions.remaining.ratios_in(sex, age, cells, shares)
        weights = [p for p, _ in cells]
        total = sum(p * value for p, value in zip(weights, self.explained))
        self.share = total / self.mortality
        self.level = (self.mortality - total) / sum(p * ratio for p, ratio in zip(weights, self.ratios))
        self.all = [value + self.level * ratio for value, ratio in zip(self.explained, self.ratios)]

    def mean(self, values, weight):
        """Mean over cells, each cell's persons x weight(place in the list, cell); none: no such persons."""
        total = persons = 0.0
        for k, (p, cell) in enumerate(self.cells):
            w = p * weight(k, cell)
            persons += w
            total += w * values[k]
        return total / persons if persons > 0 else None

    def other(self, name):
        """Mortality of a condition's patients from all else."""
        rest = [value - part for value, part in zip(self.all, self.parts[name])]
        if name in CORE_CONDITIONS:
            place = PLACES[name]
            return self.mean(rest, lambda k, cell: cell[place])
        if name == "depression":  # the ratio on mortality is theirs
            times, share = assumption("depression_mortality_ratio"), self.shares[name]
            rest = [all_ + self.level * ratio * (times / (1 + s * (times - 1)) - 1)
                    for all_, ratio, s in zip(self.all, self.ratios, share)]
        return self.mean(rest, lambda k, cell: self.shares[name][k])


    def present(self, name):
        """Share who have a condition, by cell."""
        return [cell[PLACES[name]] for _, cell in self.cells] if name in CORE_CONDITIONS else self.shares[name]

    def against_all(self, name, values):
        """Mean of values by cell over a condition's patients, against everyone's."""
        there = self.present(name)
        patients = self.mean(values, lambda k, cell: there[k])
        return patients / self.mean(values, lambda k, cell: 1.0) if patients else 1.0

    def other_against_all(self, name, without):
        """Mortality of a condition's patients against everyone's, from all but some conditions."""
        return self.against_all(name, [value - sum(self.parts[part][k] for part in without) for k, value in enumerate(self.all)])

    def raised_against_all(self, name, ratios):
        """Mean product of the ratios of other conditions, {condition: ratio}, over a condition's patients, against everyone's."""
        product = [1.0] * len(self.cells)
        for other, ratio in ratios.items():
            product = [value * (1 + share * (ratio - 1)) for value, share in zip(product, self.present(other))]
        return self.against_all(name, product)


class Remaining:
    """Ratios of smoking and weight on the remaining mortality, such that the total ratio is the published one; and, against
    all-cause mortality, what patients, the overweight and those with raised blood pressure die of."""

    def __init__(self, conditions):
        self.conditions = conditions
        self.totals = smoking_totals()
        self.points = {("smoking", sex): [(0, [1.0] * 3)] for sex in SEXES} | {("bmi", sex): [(0, [1.0] * 3)] for sex in SEXES}
        self.other, self.over, self.by_education, self.share = {}, {}, {}, {}
        self.alike = {}  # by (condition, sex): other mortality of patients against everyone's, but from what the projection of care settings has
        self.care = {}  # by (condition, sex): what needing care does to the other mortality of patients, by stage and of both

    def ratio(self, factor, sex, age):
        """By value of smoking or weight."""
        points = self.points[factor, sex]
        return [linear([(at, values[k]) for at, values in points], age) for k in range(3)]

    def explained(self, sex, age):
        """Share of all mortality that conditions explain: straight lines between the nodes."""
        return linear(sorted((at, share) for (of, at), share in self.share.items() if of == sex), age)

    def ratios_in(self, sex, age, cells, shares):
        smoke, weight = self.ratio("smoking", sex, age), self.ratio("bmi", sex, age)
        habits = mortality_by_education(self.conditions, sex, age)
        ses = [math.exp(self.conditions.gradient.log(sex, name, age)) * habits[name] for name in SES]
        times = assumption("depression_mortality_ratio") - 1
        return [ses[cell[G]] * smoke[cell[S]] * weight[cell[B]] * (1 + depressed * times)
                for (_, cell), depressed in zip(cells, shares["depression"])]

    def settle(self, sex, nodes):
        for name in (*CORE_CONDITIONS, *BRANCHES):
            self.other[name, sex] = self.drawn(sex, nodes, lambda node, name=name: node.other(name))
            course = self.conditions.courses[name, sex]
            course.background = [self.other[name, sex]] * 2 if hasattr(course, "later_share") else self.other[name, sex]
        for name, without in IN_PROJECTION.items():
            points = [(node.age, node.other_against_all(name, {name, *without})) for node in nodes]
            self.alike[name, sex] = [linear(points, age) for age in AGES]
        self.settle_care(sex)
        pressure = self.conditions.courses["blood_pressure", sex]
        pressure.background = [self.drawn(sex, nodes, lambda node, v=v: node.mean(node.all, lambda k, cell: cell[P] == v)) for v in (1, 2)]
        for least in (1, 2):
            self.over[least, sex] = self.drawn(sex, nodes, lambda node, v=least: node.mean(node.all, lambda k, cell: cell[B] >= v))
        self.share.update({(sex, node.age): node.share for node in nodes})
        self.settle_education(sex, nodes)
        for factor in ("smoking", "bmi"):
            self.points[factor, sex] = [(node.age, self.settled(node, factor)) for node in nodes]

    def settle_care(self, sex):
        """Patients who need more care die more often of all else, those in a later stage above all (derivation/patients.py)."""
        for (name, of), found in self.care.items():
            if of == sex:
                course, free = self.conditions.courses[name, sex], self.other[name, sex]
                by_stage = [[times * rate for times, rate in zip(values, free)] for values in found]
                course.background = by_stage[:2] if hasattr(course, "later_share") else by_stage[2]

    def drawn(self, sex, nodes, value):
        """Mortality at every age from that at the nodes: straight lines of its ratio to all-cause mortality."""
        found = [(node.age, value(node)) for node in nodes]
        points = [(age, rate / self.conditions.mortality[sex][age] if rate else 1.0) for age, rate in found]
        return [linear(points, age) * self.conditions.mortality[sex][age] for age in AGES]

    def settle_education(self, sex, nodes):
        """By education: mortality from conditions, and from all else without its own ratio."""
        bare = {}
        for node in nodes:
            ses = [math.exp(self.conditions.gradient.log(sex, name, node.age)) for name in SES]
            bare[node.age] = [node.level * ratio / ses[cell[G]] for ratio, (_, cell) in zip(node.ratios, node.cells)]
        for g, name in enumerate(SES):
            parts = self.drawn(sex, nodes, lambda node, g=g: node.mean(node.explained, lambda k, cell: cell[G] == g) or 1e-12)
            rest = self.drawn(sex, nodes, lambda node, g=g: node.mean(bare[node.age], lambda k, cell: cell[G] == g))
            self.by_education[sex, name] = (parts, rest)

    def settled(self, node, factor):
        if node.age < FIRST_RATIO:
            return [1.0] * 3
        place = PLACES[factor]
        mine = self.ratio(factor, node.sex, node.age)
        if factor == "smoking":
            target = (1.0, *self.totals[node.sex, node.age])
        else:
            weight = self.conditions.ratios.bmi
            target = [1.0] + [weight["all_cause_mortality", node.sex, node.age, state] for state in ("overweight", "obese")]
        parts = [node.mean(node.explained, lambda k, cell, v=v: cell[place] == v) for v in range(3)]
        rest = [node.level * node.mean([r / mine[cell[place]] for r, (_, cell) in zip(node.ratios, node.cells)],
                                       lambda k, cell, v=v: cell[place] == v) for v in range(3)]
        whole = rest[0] + parts[0]
        return [1.0] + [max(1.0, (target[k] * whole - parts[k]) / rest[k]) for k in (1, 2)]
