"""The base year's whole picture: who has what, who dies of what; solved together, because each depends on the others.

Unknown at the start: direct rate ratios, excess mortality of diabetes beyond heart disease and stroke, what patients die
of otherwise, and the ratios of smoking, weight and education on the mortality that remains. A few rounds settle them.
"""

import math

from .bmi import bmi_odds, bmi_prevalence
from .csv_tables import AGES, SEXES, bounds
from .diabetes import Diabetes, diabetes_ratio
from .education import education_rows
from .joint import SES, extend, mean
from .methods import life_expectancy, linear, moving_mean, solve
from .published import START, published
from .ratios import Ratios
from .smoking import Smoking, smoking_odds, smoking_totals
from .vascular import VASCULAR, Course, fit

G, S, B, D, H, K = range(6)  # places in a cell: education, smoking, weight, diabetes, heart disease, stroke
PLACES = {"ses": G, "smoking": S, "bmi": B, "diabetes": D, "ihd": H, "stroke": K}
FACTORS = {
    "diabetes": (("ses", G), ("smoking", S), ("bmi", B)),
    "ihd": (("ses", G), ("smoking", S), ("bmi", B), ("diabetes", D)),
    "stroke": (("ses", G), ("smoking", S), ("bmi", B), ("diabetes", D), ("ihd", H)),
}
MEDIATORS = {"diabetes": (), "ihd": (("diabetes", D),), "stroke": (("diabetes", D), ("ihd", H))}
ROUNDS = 4


def by_single_age(rows):
    """(low, middle, high) by (sex, age) from the rows of the table, as the engine reads it."""
    found = {}
    for sex, key, *shares in rows:
        first, last = bounds(key)
        found.update(((sex, age), shares) for age in range(first, last + 1))
    return found


class Conditions:
    def __init__(self, persons, rates):
        self.persons = persons
        self.mortality = {sex: rates[sex, START] for sex in SEXES}
        self.education = by_single_age(education_rows(persons))
        self.smoking = {sex: Smoking(sex) for sex in SEXES}
        self.smoking_odds, self.bmi_odds = smoking_odds(), bmi_odds()
        self.bmi, self.bmi_curves = bmi_prevalence(persons)
        self.diabetes = {sex: Diabetes(sex, persons) for sex in SEXES}
        self.diabetes_ratio = diabetes_ratio(persons, {(s, a): self.diabetes[s].prevalence[a] for s, a in persons})
        self.diabetes_other = {}  # mortality of people with diabetes from all else
        self.ratios = Ratios()
        self.totals = smoking_totals()
        self.courses = {(d, s): Course(d, s, persons, self.mortality[s]) for d in VASCULAR for s in SEXES}
        self.residual = {(factor, *key): [1.0, 1.0, 1.0] for factor in ("smoking", "bmi") for key in persons}
        self.gradient = {(sex, ses): (0.0, 0.0) for sex in SEXES for ses in SES}
        self.explained_share = {}
        self.loss = dict.fromkeys(persons, (0.0, 0.0))
        self.starts = {key: self.to_bmi(*key) for key in persons}
        for _ in range(ROUNDS):
            self.round()

    def to_bmi(self, sex, age):
        """Cells of education, smoking and weight: these never change."""
        cells = [(share, (g,)) for g, share in enumerate(self.education[sex, age])]
        cells = extend(cells, self.smoking[sex].shares[age], lambda cell, k: self.smoking_odds[SES[cell[G]], age][k])
        return extend(cells, self.bmi[sex, age], lambda cell, k: self.bmi_odds[SES[cell[G]]][k])

    def set_direct(self, condition, cells, sex, age):
        for name, place in reversed(FACTORS[condition]):
            later = tuple((n, p) for n, p in MEDIATORS[condition] if p > place)
            self.ratios.direct[condition, name, sex, age] = self.ratios.mediated(cells, condition, name, place, later, sex, age)

    def product(self, condition, cell, sex, age):
        """Product of the direct rate ratios on a condition's onset."""
        found = 1.0
        for name, place in FACTORS[condition]:
            found *= self.ratios.direct[condition, name, sex, age][cell[place]]
        return found

    def cells(self, sex, age):
        cells = self.starts[sex, age]
        self.set_direct("diabetes", cells, sex, age)
        margin = [self.diabetes[sex].prevalence[age]]
        cells = extend(cells, margin, lambda cell, k: self.product("diabetes", cell, sex, age))
        for disease in VASCULAR:
            course = self.courses[disease, sex]
            self.set_direct(disease, cells, sex, age)
            chronic = course.prevalence[age] - course.acute[age]
            cells = extend(cells, [course.acute[age], chronic], lambda cell, k, d=disease: self.product(d, cell, sex, age))
        return cells

    def round(self):
        fit([self.courses["ihd", sex] for sex in SEXES])
        fit([self.courses["stroke", sex] for sex in SEXES])
        self.by_education = {}
        for sex, age in self.persons:
            self.settle(sex, age)
        for sex in SEXES:
            self.fit_gradient(sex)
            self.settle_diabetes(sex)

    def explained(self, cells, sex, age):
        """Hazard of dying of each condition by cell, as functions of the cell: diabetes, heart disease, stroke."""
        found = {"diabetes": lambda cell: self.diabetes[sex].excess[age] * (cell[D] > 0)}
        for disease in VASCULAR:
            found[disease] = self.vascular_hazard(disease, cells, sex, age)
        return found

    def vascular_hazard(self, disease, cells, sex, age):
        course, place = self.courses[disease, sex], PLACES[disease]
        fatal = course.fatality(age)
        average = mean(cells, lambda cell: self.product(disease, cell, sex, age), lambda cell: cell[place] == 0)
        first = course.onset[age] * fatal / average
        first_year, later = course.excess(age)
        known = (None, first_year, later + course.recurs(age) * fatal)
        return lambda cell: known[cell[place]] if cell[place] else first * self.product(disease, cell, sex, age)

    def remaining_ratio(self, sex, age):
        smoke, weight = self.residual["smoking", sex, age], self.residual["bmi", sex, age]
        ses = [math.exp(self.log_gradient(sex, name, age)) for name in SES]
        return lambda cell: ses[cell[G]] * smoke[cell[S]] * weight[cell[B]]

    def settle(self, sex, age):
        m = self.mortality[sex][age]
        cells = self.cells(sex, age)
        parts = self.explained(cells, sex, age)
        values = [(probability, cell, {name: part(cell) for name, part in parts.items()}) for probability, cell in cells]
        ratio = self.remaining_ratio(sex, age)
        total = sum(probability * sum(part.values()) for probability, _, part in values)
        level = (m - total) / mean(cells, ratio)
        self.explained_share[sex, age] = total / m
        lines = [(p, (cell, part, level * ratio(cell))) for p, cell, part in values]
        self.diabetes_other[sex, age] = mean(lines, lambda x: x[2] + x[1]["ihd"] + x[1]["stroke"], lambda x: x[0][D] > 0) or m
        for disease in VASCULAR:
            place = PLACES[disease]
            other = mean(lines, lambda x: x[2] + sum(v for n, v in x[1].items() if n != disease), lambda x: x[0][place] > 0)
            self.courses[disease, sex].background[age] = other or m
        self.settle_residual(lines, level, ratio, sex, age)

        def hazard(x):
            return x[2] + sum(x[1].values())

        over = [mean(lines, hazard, lambda x, k=k: x[0][B] >= k) for k in (1, 2)]
        overweight, obese = self.bmi[sex, age]
        self.loss[sex, age] = ((overweight + obese) * (over[0] - m) if over[0] else 0.0, obese * (over[1] - m) if over[1] else 0.0)
        self.by_education[sex, age] = [
            (mean(lines, lambda x: sum(x[1].values()), lambda x, g=g: x[0][G] == g),
             mean(lines, lambda x: x[2] / ratio_ses(self, sex, x[0], age), lambda x, g=g: x[0][G] == g), self.education[sex, age][g])
            for g in range(3)
        ]

    def settle_diabetes(self, sex):
        """Excess = mortality of patients as observed - what they die of otherwise, smoothed over ages, never negative.

        Then onset and prevalence, which follow from it.
        """
        course = self.diabetes[sex]
        crude = []
        for age in AGES:
            p, ratio, m = course.prevalence[age], self.diabetes_ratio[sex, age], self.mortality[sex][age]
            crude.append(max(0.0, ratio * m / (1 + p * (ratio - 1)) - self.diabetes_other[sex, age]))
        course.excess = moving_mean(crude, 5)
        course.fit([self.diabetes_other[sex, age] - self.mortality[sex][age] for age in AGES])

    def settle_residual(self, lines, level, ratio, sex, age):
        """Ratios of smoking and weight on the remaining mortality, such that the total ratio is the published one."""
        if age < 20:
            return
        for factor, place in (("smoking", S), ("bmi", B)):
            mine = self.residual[factor, sex, age]
            if factor == "smoking":
                target = (1.0, *self.totals[sex, age])
            else:
                target = [1.0] + [self.ratios.bmi["all_cause_mortality", sex, age, state] for state in ("overweight", "obese")]
            parts = [mean(lines, lambda x: sum(x[1].values()), lambda x, k=k: x[0][place] == k) for k in range(3)]
            base = level * mean(lines, lambda x: ratio(x[0]) / mine[x[0][place]])
            self.residual[factor, sex, age] = [1.0] + [
                max(1.0, (target[k] * (base + parts[0]) - parts[k]) / base) for k in (1, 2)
            ]

    def log_gradient(self, sex, ses, age):
        """Log ratio of an education on the remaining mortality: 0 up to 20, one value 30-60, another at 75, 0 from 100."""
        younger, older = self.gradient[sex, ses]
        return linear([(20.0, 0.0), (30.0, younger), (60.0, younger), (75.0, older), (100.0, 0.0)], age + 0.5)

    def education_rates(self, sex, changed=None):
        """Mortality by education and age, with the gradients as they stand or as given."""
        kept = {ses: self.gradient[sex, ses] for ses in SES}
        self.gradient.update({(sex, ses): value for ses, value in (changed or {}).items()})
        rates = {ses: [] for ses in SES}
        for age in AGES:
            rows = self.by_education[sex, age]
            factors = [math.exp(self.log_gradient(sex, ses, age)) for ses in SES]
            m = self.mortality[sex][age]
            part = sum(share * parts for parts, _, share in rows)
            level = (m - part) / sum(share * other * factor for (_, other, share), factor in zip(rows, factors))
            for ses, (parts, other, _), factor in zip(SES, rows, factors):
                rates[ses].append(parts + level * other * factor)
        self.gradient.update({(sex, ses): value for ses, value in kept.items()})
        return rates

    def fit_gradient(self, sex):
        """Low and high against middle: the published gaps at birth; what is left of both at 75: low against middle at 65."""
        seen = {row["ses"]: row for row in published("education_life_expectancy") if row["sex"] == sex}
        gap_65 = seen["low"]["life_expectancy_at_65"] - seen["middle"]["life_expectancy_at_65"]

        def found(older):
            for _ in range(3):
                for ses in ("low", "high"):
                    self.fit_one(sex, ses, older, seen[ses]["life_expectancy"] - seen["middle"]["life_expectancy"])
            rates = self.education_rates(sex)
            return life_expectancy(rates["low"][65:]) - life_expectancy(rates["middle"][65:]) - gap_65

        solve(found, 0.1, 1.5, 10)

    def fit_one(self, sex, ses, older, gap):
        def found(value):
            rates = self.education_rates(sex, {ses: (value, value * older)})
            return life_expectancy(rates[ses]) - life_expectancy(rates["middle"]) - gap

        value = solve(found, -2.0, 2.0, 20)
        self.gradient[sex, ses] = (value, value * older)


def ratio_ses(conditions, sex, cell, age):
    return math.exp(conditions.log_gradient(sex, SES[cell[G]], age))
