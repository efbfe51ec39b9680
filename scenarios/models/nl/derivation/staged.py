"""Conditions of one or two stages without episodes: prevalence by single age, and the onset and progress that keep it.

    none -> earlier stage -> later stage; remission, where there is any, back to none
"""

import math

from .csv_tables import AGES, SEXES, bounds
from .methods import moving_mean, pchip, solve
from .published import published

SMOOTH = 4  # years to each side
LAST_ONSET = 90
LEAST = 0.25  # least onset past its peak, as a share of it: where prevalence falls with age, generations differ


def pattern(rows, column):
    """Curve by single age through the middles of five-year groups, and the first age with any."""
    points = [(94.0 if str(row["age"]).endswith("+") else bounds(row["age"])[0] + 2.5, row[column]) for row in rows]
    curve = pchip(points)
    first = next(k for k, (_, value) in enumerate(points) if value > 0)
    return [curve(age + 0.5) for age in AGES], int(points[first][0] - 2.5) if first else 0


def course_of(condition):
    return next(row for row in published("condition_course") if row["condition"] == condition)


class Staged:
    """One condition in one sex, by age.

    `prevalence` of any stage, `later` of the later one; `onset`, `progress` and `excess` (of the earlier stage) per
    person-year. Mortality of patients from all else, by stage, is `background`.
    """

    def __init__(self, condition, sex, persons, mortality, registered, first, later_share):
        self.condition, self.sex, self.mortality = condition, sex, mortality
        self.persons = [persons[sex, age] for age in AGES]
        self.registered, self.first, self.later_share = registered, first, later_share
        self.target = sum(n * p for n, p in zip(self.persons, registered))
        self.later_excess, self.remission = 1.0, 0.0
        self.excess = [0.0 for _ in AGES]
        self.background = [list(mortality), list(mortality)]
        self.prevalence = list(registered)

    def mean_excess(self, age):
        """Of patients of either stage."""
        share = self.later_share[age]
        return self.excess[age] * (1 - share + share * self.later_excess)

    def more(self, age):
        """Mortality of patients - mortality of everyone, mean of both stages."""
        share = self.later_share[age]
        other = (1 - share) * self.background[0][age] + share * self.background[1][age]
        return other + self.mean_excess(age) - self.mortality[age]

    def fit(self):
        """Onset: what keeps the registered pattern, smoothed over ages, x the factor that keeps the number of patients."""
        more = [self.more(age) + self.remission for age in AGES]
        crude = []
        for age in AGES:
            p, low, high = self.registered[age], self.registered[max(age - 1, 0)], self.registered[min(age + 1, AGES[-1])]
            crude.append(((high - low) / 2 + p * more[age]) / (1 - p))
        top = max(crude[: LAST_ONSET - 5])  # beyond, few people say little
        logs = [math.log(max(value, LEAST * top if age > crude.index(top) else 1e-7)) for age, value in enumerate(crude)][self.first :]
        logs = moving_mean(moving_mean(logs, SMOOTH), SMOOTH)
        shape = [math.exp(logs[min(age, LAST_ONSET) - self.first]) if age >= self.first else 0.0 for age in AGES]
        factor = solve(lambda k: self.follow(shape, k, more) - self.target, 0.3, 3.0, 40)
        self.follow(shape, factor, more)
        self.split()

    def follow(self, shape, factor, more):
        """Prevalence from onset = shape x factor, at the middle of each year of age; returns the number of patients."""
        self.onset, self.prevalence, p = [factor * value for value in shape], [], 0.0
        for age in AGES:
            for step in range(8):
                p += ((1 - p) * self.onset[age] - p * more[age]) / 8
                if step == 3:
                    self.prevalence.append(p)
        return sum(n * share for n, share in zip(self.persons, self.prevalence))

    def split(self):
        """Later stage = its share of patients; progress is what keeps it so."""
        self.later = [p * share for p, share in zip(self.prevalence, self.later_share)]
        self.progress = []
        for age, (p, later) in enumerate(zip(self.prevalence, self.later)):
            rise = (self.later[min(age + 1, AGES[-1])] - self.later[max(age - 1, 0)]) / 2
            dying = self.background[1][age] + self.later_excess * self.excess[age] - self.mortality[age]
            need = rise + later * (dying + self.remission)
            self.progress.append(max(0.0, need) / (p - later) if p > later else 0.0)

    def patients(self):
        return sum(n * p for n, p in zip(self.persons, self.prevalence))

    def deaths(self):
        return sum(n * p * self.mean_excess(age) for age, (n, p) in enumerate(zip(self.persons, self.prevalence)))

    def new_cases(self):
        return sum(n * (1 - p) * onset for n, p, onset in zip(self.persons, self.prevalence, self.onset))


def registered(condition, persons):
    """Prevalence by (sex) and age: the pattern x the factor that gives the published total, and the first age."""
    rows = published("condition_prevalence")
    curves, firsts = {}, {}
    for sex in SEXES:
        curves[sex], firsts[sex] = pattern([row for row in rows if row["condition"] == condition and row["sex"] == sex], "prevalence")
    totals = {row["measure"]: row for row in published("condition_totals") if row["condition"] == condition}

    def count(sex, ages=AGES):
        return sum(persons[sex, age] * curves[sex][age] for age in ages)

    for sex in SEXES:
        if "per_1000_at_18_64" in totals:
            ages = range(18, 65)
            factor = totals["per_1000_at_18_64"][sex] / 1000 * sum(persons[sex, age] for age in ages) / count(sex, ages)
        elif totals["prevalent"][sex] != "":
            factor = totals["prevalent"][sex] / count(sex)
        else:
            continue
        curves[sex] = [factor * value for value in curves[sex]]
    if "prevalent" in totals and totals["prevalent"]["both"] != "":
        factor = totals["prevalent"]["both"] / sum(count(sex) for sex in SEXES)
        curves = {sex: [factor * value for value in curves[sex]] for sex in SEXES}
    return curves, firsts


def conditions_of(condition, persons, mortality):
    """Both sexes of a condition as published."""
    course = course_of(condition)
    curves, firsts = registered(condition, persons)
    found = {}
    for sex in SEXES:
        staged = Staged(condition, sex, persons, mortality[sex], curves[sex], firsts[sex], [course["later_share"]] * len(AGES))
        staged.later_excess, staged.remission = max(course["later_excess"], 1.0), course["remission"]
        if course["excess_doubling"] != "":
            start, doubling = course["excess_from"], course["excess_doubling"]
            staged.excess = [0.01 * 2 ** ((max(age, start) - start) / doubling) for age in AGES]
        found[sex] = staged
    if condition == "heart_failure":
        follow_registered_deaths(found)
    return found


def deaths_budget(condition):
    """Registered deaths by sex, or of both."""
    row = next((row for row in published("condition_totals") if row["condition"] == condition and row["measure"] == "deaths"), None)
    if row is None:
        return {}
    return {sex: row[sex] for sex in (*SEXES, "both") if row[sex] != ""}


def fit_deaths(courses):
    """Scales excess mortality such that it explains the registered deaths: by sex where those are known."""
    budget = deaths_budget(courses["female"].condition)
    for group in ([sex] if sex in SEXES else SEXES for sex in budget):
        key = group[0] if len(group) == 1 else "both"
        factor = budget[key] / sum(courses[sex].deaths() for sex in group)
        for sex in group:
            courses[sex].excess = [factor * value for value in courses[sex].excess]


def follow_registered_deaths(courses):
    """Excess mortality of heart failure: registered deaths by age over patients, log-linear between the groups' middles."""
    middles = {"45-54": 50.0, "55-64": 60.0, "65-74": 70.0, "75-84": 80.0, "85-94": 89.0, "95+": 97.0}
    for sex, course in courses.items():
        points = []
        for row in published("heart_failure_deaths_2021"):
            if row["sex"] == sex and row["age"] in middles:
                first, last = bounds(row["age"])
                first = 0 if first == 45 else first  # the younger stand with them
                patients = sum(course.persons[age] * course.registered[age] for age in range(first, last + 1))
                points.append((middles[row["age"]], math.log(row["deaths"] / patients)))
        curve = pchip(points)
        share = course.later_share[0]
        course.excess = [math.exp(curve(age + 0.5)) / (1 - share + share * course.later_excess) for age in AGES]


def stages(course):
    """Shares in the two stages by age."""
    if hasattr(course, "acute"):  # the year after an episode, or of treatment
        return lambda age: [course.acute[age], course.prevalence[age] - course.acute[age]]
    if hasattr(course, "later"):
        return lambda age: [course.prevalence[age] - course.later[age], course.later[age]]
    return lambda age: [course.prevalence[age] * (1 - course.share), course.prevalence[age] * course.share]
