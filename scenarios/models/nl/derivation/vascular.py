"""Ischaemic heart disease and stroke: episodes, fatality, excess mortality, and the prevalence that follows from them."""

import math

from .csv_tables import AGES, OPEN_AGE, SEXES, bounds
from .methods import pchip, solve
from .published import assumption, published

VASCULAR = ("ihd", "stroke")
FIRST_AGE = 15
FLOOR = 0.05  # least excess mortality after an episode, as a share of all-cause mortality


def totals(disease, sex, column):
    row = next(row for row in published("vascular_totals") if row["disease"] == disease and row["sex"] == sex)
    return row[column]


def admission_rates(disease, sex, persons):
    """Admissions per inhabitant by age: a log curve through the age groups that keeps the number in each."""
    rows = [row for row in published("vascular_admissions_2022") if row["disease"] == disease and row["sex"] == sex]
    groups = []
    for row in rows:
        first, last = bounds(row["age"])
        first = max(first, FIRST_AGE)
        groups.append((first, last, 25.0 if first == FIRST_AGE else 93.0 if first == 90 else first + 5.0, row["admissions"]))
    heights = [math.log(count / sum(persons[sex, age] for age in range(first, last + 1))) for first, last, _, count in groups]
    for _ in range(200):
        curve = pchip([(FIRST_AGE - 5.0, heights[0] - 2.5)] + [(at, h) for (_, _, at, _), h in zip(groups, heights)])
        for k, (first, last, _, count) in enumerate(groups):
            found = sum(persons[sex, age] * math.exp(curve(age + 0.5)) for age in range(first, last + 1))
            heights[k] += math.log(count / found)
    return [math.exp(curve(age + 0.5)) if age >= FIRST_AGE else 0.0 for age in AGES]


def prognosis(disease, sex, mortality):
    """(30-day fatality, excess in the rest of the first year, excess later) by age, from the follow-up of admissions.

    Fatality is net of general mortality. Excess = hazard between two moments - general mortality at the age reached,
    as a ratio to general mortality, log-linear between the middles of the age groups.
    """
    fatal, excess = [], ([], [])
    rows = [row for row in published("vascular_prognosis_2022") if row["disease"] == disease and row["sex"] == sex]
    for row, at in zip(rows, (40.0, 50.0, 60.0, 70.0, 80.0, 89.0, 97.0)):
        alive = [1 - row[column] for column in ("within_30_days", "within_1_year", "within_5_years")]
        general = [mortality[min(OPEN_AGE, int(at + years))] for years in (0, 0.5, 3)]
        fatal.append((at, math.log(max(row["within_30_days"] - general[0] * 30 / 365, 0.001))))
        for k, years in ((1, 335 / 365), (2, 4.0)):
            ratio = -math.log(alive[k] / alive[k - 1]) / years / general[k] - 1
            excess[k - 1].append((at, math.log(max(ratio, FLOOR))))
    curve, lines = pchip(fatal), [straight(points) for points in excess]
    return [(math.exp(curve(age + 0.5)), *(math.exp(line(age + 0.5)) * mortality[age] for line in lines)) for age in AGES]


def straight(points):
    """Least-squares line through (x, y), constant below the first x."""
    mx, my = (sum(point[k] for point in points) / len(points) for k in (0, 1))
    slope = sum((x - mx) * (y - my) for x, y in points) / sum((x - mx) ** 2 for x, _ in points)
    return lambda x: my + slope * (max(x, points[0][0]) - mx)


def published_episodes():
    """New episodes of ischaemic heart disease known to GPs, a year, both sexes."""
    return sum(totals("ihd", sex, "infarctions") for sex in SEXES) + totals("ihd", "both", "angina_and_other")


class Course:
    """The course of one disease in one sex: all by age, hazards per person-year.

    `episodes` per inhabitant = first ones + recurrence x chronic patients. Given recurrence and the mortality of patients,
    prevalence follows from FIRST_AGE up: dp/da = episodes that begin in a person without it and are survived
    - p (mortality of patients - mortality of all), which is the steady state of an open population.
    """

    def __init__(self, disease, sex, persons, mortality):
        self.disease, self.sex, self.persons, self.mortality = disease, sex, persons, mortality
        self.rates = admission_rates(disease, sex, persons)
        top = max(self.rates)
        self.decline = [rate / top if age > self.rates.index(top) else 1.0 for age, rate in enumerate(self.rates)]
        self.course = prognosis(disease, sex, mortality)
        self.scale = 1.0  # of fatality and excess: what brings attributable deaths to those registered
        self.background = list(mortality)  # of patients, from all other causes
        self.factor, self.recurrence = 1.0, 0.0

    def fatality(self, age):
        """Share of episodes that are fatal: of those admitted as published, the others not."""
        return min(0.9, self.scale * self.course[age][0] / self.factor)

    def recurs(self, age):
        """Hazard of another episode of chronic patients; past the age where admissions are most frequent it falls as they do."""
        return self.recurrence * self.decline[age]

    def excess(self, age):
        """Excess mortality in the year after an episode, and later."""
        return tuple(self.scale * value for value in self.course[age][1:])

    def mean_excess(self, age):
        """Of patients, over both states, with what they die of at another episode."""
        p, acute = self.prevalence[age], self.acute[age]
        first_year, later = self.excess(age)
        known = acute * first_year + (p - acute) * (later + self.recurs(age) * self.fatality(age))
        return known / p if p > 0 else 0.0

    def fit(self, recurrence):
        """Episodes per admission such that the total prevalence is the published one; the same at every age."""
        target = totals(self.disease, self.sex, "prevalent")
        self.recurrence = recurrence
        self.factor = solve(lambda factor: self.patients(factor) - target, 0.3, 6.0, 40)
        self.patients(self.factor)

    def episodes(self):
        return sum(self.persons[self.sex, age] * rate * self.factor for age, rate in zip(AGES, self.rates))

    def patients(self, factor):
        self.factor = factor
        self.prevalence, self.acute, self.onset = [], [], []
        p = 0.0
        for age in AGES:
            episodes = self.rates[age] * factor
            half = self.step(age, p, episodes, 0.5)
            self.prevalence.append(half)
            acute = min(half, episodes * (1 - self.fatality(age)) * math.exp(-self.mortality[age] / 2))
            self.acute.append(acute)
            self.onset.append((episodes - self.recurs(age) * (half - acute)) / (1 - half))
            p = self.step(age, half, episodes, 0.5)
        return sum(self.persons[self.sex, age] * p for age, p in zip(AGES, self.prevalence))

    def step(self, age, p, episodes, time):
        """Prevalence after `time`, four small steps."""
        fatal = self.fatality(age)
        first_year, later = self.excess(age)
        for _ in range(4):
            acute = min(p, episodes * (1 - fatal))
            chronic = p - acute
            first = max(0.0, episodes - self.recurs(age) * chronic)
            more = p * (self.background[age] - self.mortality[age]) + acute * first_year
            more += chronic * (later + self.recurs(age) * fatal)
            p = min(0.95, max(0.0, p + (first * (1 - fatal) - more) * time / 4))
        return p

    def deaths(self):
        """Attributable deaths a year: at onset, in the year after, later."""
        at, after, later = 0.0, 0.0, 0.0
        for age in AGES:
            n = self.persons[self.sex, age]
            at += n * self.rates[age] * self.factor * self.fatality(age)
            after += n * self.acute[age] * self.excess(age)[0]
            later += n * (self.prevalence[age] - self.acute[age]) * self.excess(age)[1]
        return at, after, later


def fit(courses):
    """Both sexes of one disease: recurrence, the same in both, and the scale of fatality and excess mortality.

    Heart disease: recurrence such that all episodes are those known to GPs; stroke: assumed. Scale: attributable deaths
    are those registered.
    """
    disease = courses[0].disease
    budget = totals(disease, "both", "deaths")
    for _ in range(3):
        if disease == "ihd":
            solve(lambda r: sum(episodes_with(course, r) for course in courses) - published_episodes(), 0.0, 0.3, 14)
        else:
            for course in courses:
                course.fit(-math.log(1 - assumption("stroke_recurrence_probability_per_year")))
        scale = budget / sum(sum(course.deaths()) for course in courses)
        for course in courses:
            course.scale *= scale


def episodes_with(course, recurrence):
    course.fit(recurrence)
    return course.episodes()
