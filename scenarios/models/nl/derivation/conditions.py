"""The base year's whole picture: who has what, who dies of what; solved together, because each depends on the others.

Unknown at the start: direct rate ratios, excess mortality of diabetes beyond the other conditions, what patients die of
otherwise, and the ratios of smoking, weight and education on the mortality that remains. A few rounds settle them. What
needs the joint distribution is found at every third year of age and drawn straight between them.
"""

from .blood_pressure import blood_pressure
from .bmi import bmi_odds, bmi_prevalence
from .cancers import CANCERS, Cancer, fit_cancer
from .chain import BRANCHES, CORE_CONDITIONS, FACTORS, PLACES, SES
from .csv_tables import AGES, OPEN_AGE, SEXES, bounds
from .diabetes import Diabetes, diabetes_ratio
from .education import education_rows
from .education_gradient import EducationGradient
from .falls import HipFracture, fit_falls, fracture_rates, other_falls
from .income import Income
from .joint import extend, shares_of
from .lifestyle import lifestyle
from .published import START
from .ratios import Ratios
from .remaining import Node, Remaining
from .smoking import Smoking, base_rows, smoking_odds
from .staged import conditions_of, fit_deaths
from .vascular import VASCULAR, Course, fit

STAGED = ("dementia", "heart_failure", "copd", "anxiety", "depression", "osteoarthritis", "back_pain")
NODES = (*range(0, OPEN_AGE, 3), OPEN_AGE)
ROUNDS = 2


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
        smokers = base_rows(persons)
        self.smoking = {sex: Smoking(sex, smokers) for sex in SEXES}
        self.smoking_odds, self.bmi_odds = smoking_odds(), bmi_odds()
        self.bmi, self.bmi_curves = bmi_prevalence(persons)
        self.ratios = Ratios()
        self.courses = self.make_courses()
        self.lifestyle = lifestyle(persons, self.mortality, self.ratios)
        self.diabetes_ratio = diabetes_ratio(persons, {(s, a): self.courses["diabetes", s].prevalence[a] for s, a in persons})
        self.remaining = Remaining(self)
        self.gradient = EducationGradient(self)
        self.income = Income(self)
        self.nodes = {}
        self.starts = {(sex, age): self.to_bmi(sex, age) for sex in SEXES for age in NODES}
        for _ in range(ROUNDS):
            self.round()

    def make_courses(self):
        persons, mortality = self.persons, self.mortality
        rates = fracture_rates(persons)
        self.other_falls = other_falls(persons, rates)
        found = {("blood_pressure", sex): course for sex, course in blood_pressure(persons, mortality).items()}
        for sex in SEXES:
            found["diabetes", sex] = Diabetes(sex, persons)
            found["hip_fracture", sex] = HipFracture(sex, persons, mortality[sex], rates).fit()
            found.update(((disease, sex), Course(disease, sex, persons, mortality[sex])) for disease in VASCULAR)
        for cancer in CANCERS:
            found.update(((cancer, sex), Cancer(cancer, sex, persons, mortality[sex]).fit()) for sex in SEXES)
        for name in STAGED:
            found.update(((name, sex), course) for sex, course in conditions_of(name, persons, mortality).items())
        return found

    def of(self, name):
        """A condition's course in both sexes."""
        return {sex: self.courses[name, sex] for sex in SEXES}

    def fit_courses(self):
        for disease in VASCULAR:
            fit(list(self.of(disease).values()))
        for sex in SEXES:
            self.courses["blood_pressure", sex].fit()
            self.courses["hip_fracture", sex].fit()
        fit_falls(self.of("hip_fracture"))
        for cancer in CANCERS:
            fit_cancer(self.of(cancer))
        for name in STAGED:
            for sex in SEXES:
                self.courses[name, sex].fit()
            fit_deaths(self.of(name))

    def round(self):
        self.fit_courses()
        for sex in SEXES:
            nodes = self.nodes[sex] = [self.node(sex, age) for age in NODES]
            self.remaining.settle(sex, nodes)
            self.gradient.fit(sex)
            self.income.fit(sex)
            diabetes = self.courses["diabetes", sex]
            diabetes.settle(self.diabetes_ratio, self.mortality[sex], diabetes.background)

    def to_bmi(self, sex, age):
        """Cells of education, smoking and weight: these never change."""
        cells = [(share, (g,)) for g, share in enumerate(self.education[sex, age])]
        cells = extend(cells, self.smoking[sex].shares[age], lambda cell, k: self.smoking_odds[SES[cell[0]], age][k])
        return extend(cells, self.bmi[sex, age], lambda cell, k: self.bmi_odds[SES[cell[0]]][k])

    def loss(self, sex, age, shares=None):
        """What mortality above the average takes in a year: of the overweight or obese, of the obese."""
        overweight, obese = shares or self.bmi[sex, age]
        m = self.mortality[sex][age]
        over = [self.remaining.over[least, sex][age] for least in (1, 2)]
        return (overweight + obese) * (over[0] - m), obese * (over[1] - m)

    def product(self, condition, sex, age, cells):
        """Product of the direct rate ratios on a condition's onset, in each cell."""
        factors = [(PLACES[name], self.ratios.direct(condition, name, sex, age)) for name in FACTORS[condition]]
        found = []
        for _, cell in cells:
            value = 1.0
            for place, by_value in factors:
                value *= by_value[cell[place]]
            found.append(value)
        return found

    def set_mediated(self, condition, cells, sex, age):
        for name in sorted(FACTORS[condition], key=lambda name: -PLACES[name]):
            self.ratios.set_mediated(cells, condition, name, sex, age)

    def core(self, sex, age):
        """Cells of the core attributes."""
        pressure = self.courses["blood_pressure", sex]
        cells = self.starts[sex, age]
        odds = dict(zip((cell for _, cell in cells), self.product("blood_pressure", sex, age, cells)))
        margin = [pressure.prevalence[age] - pressure.later[age], pressure.later[age]]
        cells = extend(cells, margin, lambda cell, k: odds[cell])
        for name in CORE_CONDITIONS:
            self.set_mediated(name, cells, sex, age)
            shares = shares_of([p for p, _ in cells], self.product(name, sex, age, cells), self.courses[name, sex].prevalence[age])
            with_it = [(p * share, cell + (1,)) for (p, cell), share in zip(cells, shares) if share > 0]
            cells = [(p * (1 - share), cell + (0,)) for (p, cell), share in zip(cells, shares)] + with_it
        return cells

    def node(self, sex, age):
        """One sex and age: cells, the share of each branch in them, and the hazard of dying of each condition."""
        cells = self.core(sex, age)
        weights = [p for p, _ in cells]
        shares, parts = {}, {}
        for name in BRANCHES:
            self.set_mediated(name, cells, sex, age)
            course = self.courses[name, sex]
            shares[name] = shares_of(weights, self.product(name, sex, age, cells), course.prevalence[age])
            parts[name] = [share * course.mean_excess(age) for share in shares[name]]
        for name in CORE_CONDITIONS:
            parts[name] = self.core_hazard(name, cells, sex, age)
        falling = self.ratios.direct("serious_fall", "dementia", sex, age)
        times = [falling[cell[PLACES["dementia"]]] for _, cell in cells]
        fatal = self.courses["hip_fracture", sex].fatal(age) * sum(weights) / sum(p * value for p, value in zip(weights, times))
        parts["falls"] = [fatal * value for value in times]
        return Node(self, sex, age, cells, shares, parts)

    def core_hazard(self, name, cells, sex, age):
        """Of dying of a condition, by cell: of patients, and of the others at a fatal onset."""
        course, place = self.courses[name, sex], PLACES[name]
        if name not in VASCULAR:
            return [course.mean_excess(age) * cell[place] for _, cell in cells]
        product = self.product(name, sex, age, cells)
        healthy = sum(p for p, cell in cells if cell[place] == 0)
        average = sum(p * ratio for (p, cell), ratio in zip(cells, product) if cell[place] == 0) / healthy
        first, known = course.onset[age] * course.fatality(age) / average, course.mean_excess(age)
        return [known if cell[place] else first * ratio for (_, cell), ratio in zip(cells, product)]
