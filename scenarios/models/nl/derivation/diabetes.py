"""Diabetes: prevalence, onset, excess mortality with the background that remains, and its part of Zvw cost."""

from .csv_tables import AGES, OPEN_AGE, SEXES, bounds, by_age
from .methods import linear, log_linear, solve
from .published import START, assumption, published


def diabetes_prevalence(persons):
    """GP-registered prevalence of 2017 by (sex, age) x one factor per sex that gives the registered total of 2020."""
    rows = published("diabetes_prevalence_2017")
    prevalence = {}
    for row in published("diabetes_totals"):
        sex = row["sex"]
        pattern = by_age(rows, sex, "prevalence")
        factor = row["prevalent_2020"] / sum(pattern[age] * persons[sex, age] for age in AGES)
        prevalence.update(((sex, age), factor * pattern[age]) for age in AGES)
    return prevalence


def type_1_level(persons, prevalence):
    """Prevalence of type 1, taken as min(all diabetes, one level at every age), that gives its published share."""
    types = {int(row["type"]): row["prevalent"] for row in published("diabetes_types_2019")}
    target = types[1] / (types[1] + types[2]) * sum(persons[key] * prevalence[key] for key in persons)
    return solve(lambda level: sum(n * min(prevalence[key], level) for key, n in persons.items()) - target, 0.0, 0.1)


def diabetes_ratio(persons, prevalence):
    """Mortality of people with against without diabetes by (sex, age): the two types' ratios, mixed by their shares.

    Log-linear between the middles of the published groups; constant below 47.5 and above 97.5.
    """
    level = type_1_level(persons, prevalence)
    rows = published("diabetes_mortality_ratio")
    ratio = {}
    for sex in SEXES:
        points = {
            kind: [(bounds(row["age"])[0] + 2.5, row[kind]) for row in rows if row["sex"] == sex]
            for kind in ("type_1", "type_2")
        }
        for age in AGES:
            share = min(1.0, level / prevalence[sex, age])
            one, two = (log_linear(points[kind], age + 0.5) for kind in ("type_1", "type_2"))
            ratio[sex, age] = share * one + (1 - share) * two
    return ratio


def diabetes_mortality(rates, prevalence, ratio):
    """Excess and background hazards by (sex, year, age).

    background m0 = m / (1 + p (R - 1)),  excess = (R - 1) m0,  so that m0 + p excess = m with the base year's p.
    """
    excess, background = {}, {}
    for (sex, year), all_cause in rates.items():
        for age, m in enumerate(all_cause):
            more = ratio[sex, age] - 1
            background[sex, year, age] = m / (1 + prevalence[sex, age] * more)
            excess[sex, year, age] = more * background[sex, year, age]
    return excess, background


def steady_incidence(prevalence, excess, sex):
    """Onset hazard that keeps p(age) as it is: i = (dp/da + p (1 - p) excess) / (1 - p), never below 0."""
    middles = [(first + 2.5, prevalence[sex, first]) for first in range(0, 85, 5)] + [(88.0, prevalence[sex, 85])]
    hazards = []
    for age in AGES:
        p = linear(middles, age + 0.5)
        slope = linear(middles, age + 1) - linear(middles, age)
        hazards.append(max(0.0, (slope + p * (1 - p) * excess[sex, START, age]) / (1 - p)))
    return hazards


def diabetes_incidence(persons, prevalence, excess):
    """Onset hazard by (sex, first age of band): steady state x one factor that gives the new cases of 2019."""
    hazard, cases = {}, 0.0
    for sex in SEXES:
        steady = steady_incidence(prevalence, excess, sex)
        for first in range(0, 90, 5):
            ages = range(first, first + 5 if first < 85 else OPEN_AGE + 1)
            at_risk = [persons[sex, age] * (1 - prevalence[sex, age]) for age in ages]
            new = sum(n * steady[age] for n, age in zip(at_risk, ages))
            hazard[sex, first] = new / sum(at_risk)
            cases += new
    factor = sum(row["new_cases"] for row in published("diabetes_types_2019")) / cases
    return {key: factor * value for key, value in hazard.items()}


def zvw_costs(prevalence):
    """Published mean = without_diabetes + p x extra, with extra = spending per case x marginal share at every age."""
    extra = assumption("spending_per_case_eur_2023") * assumption("diabetes_marginal_share")
    return [
        [row["sex"], row["age"], row["cost"] - prevalence[row["sex"], bounds(row["age"])[0]] * extra, extra]
        for row in published("zvw_cost_2023")
    ]
