"""Cost per inhabitant by category and law, and what of it follows conditions."""

from .activities import ACTIVITIES, CATEGORIES
from .chain import STATES
from .csv_tables import AGES, OPEN_AGE, SEXES, bounds
from .methods import pchip
from .published import START, assumption, lexis, published
from .staged import stages

ADULT = 18  # the law divides dental care (insured below) and mental health care (Zvw from here)
MARGINAL = {activity: assumption("marginal_share") for activity in ACTIVITIES} | {"district_nursing": assumption("marginal_share_district_nursing")}
REHABILITATED = ("stroke", "hip_fracture")  # what these use of nursing is rehabilitation; other nursing follows care settings


def person_years(persons, projection):
    """Person-years of the base year by (sex, age on 1 January), with half of the year's migrants; -1: born in the year."""
    following = projection.persons[START + 1]
    lived = {}
    for (sex, age), n in persons.items():
        lived[sex, age] = (n + following[sex, age + 1]) / 2 if age < OPEN_AGE - 1 else n
    for sex in SEXES:
        lived[sex, -1] = following[sex, 0] / 2
    return lived


def in_year(rows, age):
    """What is lived in a year by those aged `age` on 1 January: the mean of two rows, row 0 in the year of birth."""
    return lexis(rows, age) if age >= 0 else rows[0]


class Profile:
    """Rows by age such that the mean of the rows age and age + 1, lived in a year, meets a group's mean cost.

    The insurers' group first-last is of the age reached: first - 1 to last - 1 on 1 January. Smooth between the groups'
    middles; where the law divides at 18 the two sides are drawn apart.
    """

    def __init__(self, sex, costs, lived, legal=None):
        self.sex, self.costs, self.lived, self.legal = sex, costs, lived, legal
        self.heights = dict(costs)
        for _ in range(40):
            self.draw()
            for first in costs:
                found = self.mean(first)
                if costs[first] > 0 and found > 0:
                    self.heights[first] *= (costs[first] / found) ** 0.7

    def middle(self, first):
        return 94.0 if first == 90 else first + 2.0

    def draw(self):
        below = [(self.middle(f), h) for f, h in self.heights.items() if f < ADULT]
        above = [(self.middle(f), h) for f, h in self.heights.items() if f >= ADULT]
        if self.legal == "child":  # insured below 18; 15-19 holds three years of it
            curves = pchip(below), pchip(above)
        elif self.legal == "adult":  # insured from 18; 15-19 holds the first years of it
            curves = (lambda x: 0.0), pchip([(19.0, self.heights[15]), *above])
        else:
            whole = pchip(below + above)
            curves = whole, whole
        self.rows = [max(0.0, curves[age >= ADULT](age + 0.5)) for age in AGES]

    def mean(self, first):
        ages = range(first - 1, first + 4 if first < 90 else OPEN_AGE + 1)
        weights = [self.lived[self.sex, age] for age in ages]
        return sum(w * in_year(self.rows, age) for w, age in zip(weights, ages)) / sum(weights)


def zvw_profile(lived):
    """EUR per inhabitant by (sex, age) and category: per insured person as published x the share of inhabitants insured.

    The share is one number: the cost of all must be the published total.
    """
    total = sum(row["cost"] for row in published("zvw_cost_category_2023"))
    rows = published("zvw_cost_category_age_2023")
    margins = {(row["sex"], row["age"]): row["cost"] for row in published("zvw_cost_2023")}
    profile = {}
    for category in CATEGORIES:
        legal = {"dental_care": "child", "mental_health_care": "adult"}.get(category)
        for sex in SEXES:
            costs = {}
            for row in rows:
                if row["sex"] == sex:  # rounded cells, held against the published total of their row
                    whole = margins[sex, row["age"]] / sum(row[name] for name in CATEGORIES)
                    costs[bounds(row["age"])[0]] = row[category] * whole
            if legal == "adult":
                costs.update({first: 0.0 for first in (0, 5, 10)})
            profile[category, sex] = Profile(sex, costs, lived, legal).rows
    spent = sum(n * in_year(profile[category, sex], age) for (sex, age), n in lived.items() for category in CATEGORIES)
    insured = total / spent
    return {key: [insured * value for value in row] for key, row in profile.items()}, insured


def condition_costs(conditions):
    """EUR of 2023 a year by (condition, state) and category: average attributed spending per person, the dear state so many
    times the other; where the average says too little, as stated by stage."""
    cost = {}
    for row in published("condition_spending"):
        name, dear, times = row["condition"], row["dear_state"], row["times"]
        states = STATES[name][1:]
        persons = dict(zip(states, patients(conditions, name)))
        weight = {state: times if state == dear else 1.0 for state in states}
        level = row["spending_per_person"] * sum(persons.values()) / sum(persons[state] * weight[state] for state in states)
        for state in states:
            cost[name, state] = {key: level * weight[state] * share for key, share in row.items() if share and of_condition(name, key)}
    for row in published("stage_spending"):
        cost.setdefault((row["condition"], row["state"]), {})[row["category"]] = row["eur"]
    return cost


def of_condition(name, category):
    """Does it follow the condition itself? Long-term care and nursing at home follow the care setting."""
    return category in CATEGORIES and (category != "nursing_care" or name in REHABILITATED)


def patients(conditions, name):
    """Persons in each state of a condition."""
    found = [0.0] * (len(STATES[name]) - 1)
    for sex, course in conditions.of(name).items():
        shares = stages(course)
        for age in AGES:
            for k, share in enumerate(shares(age)[: len(found)]):
                found[k] += conditions.persons[sex, age] * share
    return found


def fall_cost(conditions, cost):
    """EUR of 2023 of a serious fall without hip fracture, by category: the mean of all less what the year after a fracture costs."""
    row = published("fall_spending")[0]
    visits = fractures = 0.0
    for sex, course in conditions.of("hip_fracture").items():
        for age in range(65, AGES[-1] + 1):
            n = conditions.persons[sex, age]
            fractures += n * course.rates[age]
            visits += n * (course.rates[age] + conditions.other_falls[age])
    each = (visits * row["eur_per_visit"] - fractures * sum(cost["hip_fracture", "acute"].values())) / (visits - fractures)
    return {key: each * share for key, share in row.items() if key in CATEGORIES}


def variance_of_expected(conditions, cost, activities):
    """Variance between people of one (sex, age) of what is expected of them in some activities, EUR^2, as if conditions were
    independent of each other."""
    found = {}
    for sex in SEXES:
        for age in AGES:
            variance = 0.0
            for name in {name for name, _ in cost}:
                shares = stages(conditions.courses[name, sex])(age)
                euros = [sum(MARGINAL[key] * eur for key, eur in cost.get((name, state), {}).items() if by_law(key, age) in activities)
                         for state in STATES[name][1:]]
                mean = sum(share * eur for share, eur in zip(shares, euros))
                variance += sum(share * eur**2 for share, eur in zip(shares, euros)) - mean**2
            found[sex, age] = variance
    return found


def by_law(activity, age):
    """Mental health care of the young is youth care."""
    return "youth_care" if activity == "mental_health_care" and age < ADULT else activity


def residual(conditions, profile, use, laws):
    """What is left per inhabitant by (activity, sex, age), EUR, beside the marginal share of what conditions, falls, care settings and dying cost."""
    left = {(activity, sex, age): rows[age] for (activity, sex), rows in profile.items() for age in AGES}
    names = {name for name, _ in use.cost}
    for sex in SEXES:
        for name in names:
            shares = stages(conditions.courses[name, sex])
            for age in AGES:
                for state, share in zip(STATES[name][1:], shares(age)):
                    for activity, eur in use.cost.get((name, state), {}).items():
                        left[by_law(activity, age), sex, age] -= MARGINAL[activity] * share * eur
        for age in AGES:
            for activity, eur in laws.follows(sex, age).items():
                left[activity, sex, age] -= MARGINAL[activity] * eur
            for activity, rows in use.dying.items():
                left[activity, sex, age] -= MARGINAL[activity] * conditions.mortality[sex][age] * rows[age]
            for activity, eur in use.fall.items():
                left[activity, sex, age] -= MARGINAL[activity] * conditions.other_falls[age] * eur
    return left
