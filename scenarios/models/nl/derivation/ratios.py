"""Rate ratios on the onset of conditions: total effects as published, turned to direct ones beside their mediators."""

import math

from .csv_tables import AGES, SEXES, bounds
from .joint import BMI, SES, SMOKING, mean
from .methods import pchip
from .published import published

FIRST_AGE = 25  # ratios hold from here; between 20 and 30 they grow from 1
CONDITIONS = ("diabetes", "ihd", "stroke")


def smooth(points):
    """Curve over exact age of a ratio given at the middles of age groups: log-linear between, 1 up to age 20."""
    curve = pchip([(20.0, 0.0), *[(at, math.log(ratio)) for at, ratio in points]])
    return lambda age: math.exp(curve(age))


def bmi_totals():
    """Ratio by (outcome, sex, age, state) of overweight and obesity, total effect."""
    points = {}
    for row in published("bmi_rate_ratios"):
        first, last = bounds(row["age"])
        at = 90.0 if first == 85 else (first + last + 1) / 2
        for state in BMI[1:]:
            points.setdefault((row["outcome"], row["sex"], state), []).append((at, row[state]))
    return {(outcome, sex, age, state): smooth(found)(age + 0.5) for (outcome, sex, state), found in points.items()
            for age in AGES}


def others():
    """Ratio by (outcome, by, state, age) from rate_ratios.csv, and the effect (total or direct) of (outcome, by)."""
    rows, ratio, effect = {}, {}, {}
    for row in published("rate_ratios"):
        rows.setdefault((row["outcome"], row["by"], row["state"]), []).append((row["from_age"], row["ratio"]))
        effect[row["outcome"], row["by"]] = row["effect"]
    for key, steps in rows.items():
        for age in AGES:
            ratio[(*key, age)] = stepped(sorted(steps), age)
    return ratio, effect


def stepped(steps, age):
    """Value from the last step at or below the age; a second step is reached over ten years, the first over 20-30."""
    if steps[0][0] == 0:
        return steps[0][1]
    points = [(20.0, 0.0), (30.0, math.log(steps[0][1]))]
    for at, value in steps[1:]:
        points += [(at - 5, points[-1][1]), (at + 5, math.log(value))]
    return math.exp(pchip(points)(age + 0.5))


class Ratios:
    """Direct rate ratios by condition: factor -> list over the factor's states, at each sex and age.

    direct = total x (mean ratio of the mediators without the factor) / (mean with it).
    """

    def __init__(self):
        self.bmi = bmi_totals()
        self.other, self.effect = others()
        self.direct = {}  # (condition, factor, sex, age) -> ratios by state

    def base(self, condition, factor, sex, age):
        """Ratios as published, by state of the factor."""
        if factor == "bmi":
            return [1.0] + [self.bmi[condition, sex, age, state] for state in BMI[1:]]
        states = {"ses": SES, "smoking": SMOKING, "diabetes": ("none", "diabetes"), "ihd": ("none", "any", "any")}[factor]
        return [self.other.get((condition, factor, state, age), 1.0) for state in states]

    def mediated(self, cells, condition, factor, place, mediators, sex, age):
        """Direct ratios, given the joint distribution of the factor and the mediators."""
        ratios = self.base(condition, factor, sex, age)
        if factor != "bmi" and self.effect[condition, factor] == "direct" or not mediators:
            return ratios

        def through(cell):
            product = 1.0
            for name, at in mediators:
                product *= self.direct[condition, name, sex, age][cell[at]]
            return product

        means = [mean(cells, through, lambda cell, k=k: cell[place] == k) for k in range(len(ratios))]
        return [ratio * means[0] / at if at > 0 else ratio for ratio, at in zip(ratios, means)]
