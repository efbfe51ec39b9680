"""Rate ratios on the onset of conditions: total effects as published, turned to direct ones beside their mediators."""

import math

from .csv_tables import AGES, SEXES, bounds
from .chain import BLOOD_PRESSURE, BMI, LIFESTYLE, PLACES, SES, SMOKING, STATES, mediators
from .joint import mean
from .methods import linear, pchip
from .published import published

FIRST_AGE = 25  # ratios hold from here; between 20 and 30 they grow from 1
VALUES = {"ses": SES, "smoking": SMOKING, "bmi": BMI, "blood_pressure": BLOOD_PRESSURE,
          **{name: STATES[name] for name in LIFESTYLE}}


def smooth(points):
    """Curve over exact age of a ratio given at the middles of age groups: log-linear between, 1 up to age 20."""
    curve = pchip([(20.0, 0.0), *[(at, math.log(ratio)) for at, ratio in points]])
    return lambda age: math.exp(curve(age))


def by_sex(table, states):
    """Ratio by (outcome, sex, age, state), total effect, of a table by sex and age group."""
    points = {}
    for row in published(table):
        first, last = bounds(row["age"])
        at = 90.0 if first == 85 else (first + last + 1) / 2
        for state in states:
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
    """Rate ratios of each factor on the onset of each condition: over the factor's values in a cell, at each sex and age.

    direct = total x (mean ratio of the mediators without the factor) / (mean with it). The second part is found at some
    ages and drawn straight between them.
    """

    def __init__(self):
        self.bmi = by_sex("bmi_rate_ratios", BMI[1:])
        self.tables = {"bmi": self.bmi, "smoking": by_sex("smoking_rate_ratios", SMOKING[1:])}
        self.other, self.effect = others()
        self.through = {}  # (condition, factor, sex) -> points (age, what mediators take off, by value)

    def base(self, condition, factor, sex, age):
        """Ratios as published, by value of the factor."""
        if self.in_table(condition, factor, sex):
            return [1.0] + [self.tables[factor][condition, sex, age, state] for state in VALUES[factor][1:]]
        return [self.other.get((condition, factor, state, age), 1.0) for state in VALUES.get(factor, ("none", "any"))]

    def in_table(self, condition, factor, sex):
        return factor in self.tables and (condition, sex, 0, VALUES[factor][-1]) in self.tables[factor]

    def total(self, condition, factor, sex):
        """Is the published ratio that of all ways together?"""
        return self.in_table(condition, factor, sex) or self.effect.get((condition, factor)) == "total"

    def direct(self, condition, factor, sex, age):
        base = self.base(condition, factor, sex, age)
        points = self.through.get((condition, factor, sex))
        if not points:
            return base
        return [ratio * linear([(at, taken[k]) for at, taken in points], age) for k, ratio in enumerate(base)]

    def set_mediated(self, cells, condition, factor, sex, age):
        """What mediators take off at one age, given the joint distribution of the factor and the mediators."""
        names = mediators(condition, factor)
        if not names or not self.total(condition, factor, sex):
            return
        place = PLACES[factor]
        ratios = [(PLACES[name], self.direct(condition, name, sex, age)) for name in names]

        def through(cell):
            product = 1.0
            for at, by_value in ratios:
                product *= by_value[cell[at]]
            return product

        means = [mean(cells, through, lambda cell, k=k: cell[place] == k) for k in range(len(self.base(condition, factor, sex, age)))]
        points = dict(self.through.get((condition, factor, sex), []))
        points[age] = [means[0] / at if at > 0 else 1.0 for at in means]
        self.through[condition, factor, sex] = sorted(points.items())
