"""Inhabitants on 1 January by sex and single age: the country's, and the example region's whole persons."""

import math

from .csv_tables import AGES, OPEN_AGE, SEXES, bounds
from .methods import exposure, largest_remainder, solve, split_groups, survivors
from .published import BOYS_PER_GIRL, REGION_PERSONS, START, lexis, published


def insured_persons(sex, rates):
    """Insured persons by single age on 1 January, up to a common factor.

    The insurers' group `first-last` is read as the age reached in the year, so first-1 to last-1 on 1 January, and its
    person-years as persons x exposure(hazard). The group 0-4 also holds half a year of the year's newborns. From 84 on
    N(x) = c l(x) exp(-g (x - 84)), with c and g from the groups 85-89 and 90+.
    """
    years = {bounds(row["age"])[0]: row["person_years"] for row in published("insured_2023") if row["sex"] == sex}
    lived = [exposure(lexis(rates, age)) for age in AGES]
    years[0] -= newborns(sex) * insured_share() / 2
    edges = [0, *range(4, 85, 5)]
    groups = zip(range(0, 85, 5), edges, edges[1:])
    totals = [years[first] * (right - left) / sum(lived[left:right]) for first, left, right in groups]
    old = old_persons(rates, lived, years[85], years[90])
    single = split_groups(edges, totals, after=old[0])
    return single + old


def old_persons(rates, lived, years_85_89, years_90_up):
    alive = survivors(rates)

    def curve(growth):
        return [alive[age] * math.exp(-growth * (age - 84)) for age in range(84, OPEN_AGE + 1)]

    def person_years(growth):
        each = [persons * lived[84 + k] for k, persons in enumerate(curve(growth))]
        return sum(each[:5]), sum(each[5:])

    def ratio(growth):
        younger, older = person_years(growth)
        return older / younger - years_90_up / years_85_89

    growth = solve(ratio, -0.3, 0.3)
    factor = years_85_89 / person_years(growth)[0]
    return [factor * persons for persons in curve(growth)]


def newborns(sex):
    births = published("vital_events_2023")[0]["births"]
    return births * (BOYS_PER_GIRL if sex == "male" else 1) / (1 + BOYS_PER_GIRL)


def insured_share():
    insured = sum(row["person_years"] for row in published("insured_2023"))
    return insured / sum(row["persons"] for row in published("inhabitants_2023"))


def inhabitants(rates):
    """Inhabitants by (sex, age), scaled in turn to the published sexes and to the published shares of 0-19 and 65+."""
    persons = {}
    for sex in SEXES:
        persons.update(((sex, age), n) for age, n in enumerate(insured_persons(sex, rates[sex, START])))
    sexes = {row["sex"]: row["persons"] for row in published("inhabitants_2023")}
    pressure = {bounds(row["age"])[0]: row["pressure"] / 100 for row in published("demographic_pressure_2023")}
    working = sum(sexes.values()) / (1 + pressure[0] + pressure[65])
    broad = {0: pressure[0] * working, 20: working, 65: pressure[65] * working}
    for _ in range(100):
        scale(persons, lambda sex, age: 0 if age < 20 else 20 if age < 65 else 65, broad)
        scale(persons, lambda sex, age: sex, sexes)
    return persons


def scale(persons, group_of, targets):
    """One step of iterative proportional fitting to the margin `targets`."""
    sums = dict.fromkeys(targets, 0.0)
    for key, n in persons.items():
        sums[group_of(*key)] += n
    for key in persons:
        group = group_of(*key)
        persons[key] *= targets[group] / sums[group]


def region_population(persons):
    """Whole persons of the region: first the sexes, then the ages within each sex, by largest remainder."""
    of_sex = largest_remainder([sum(persons[sex, age] for age in AGES) for sex in SEXES], REGION_PERSONS)
    whole = {}
    for sex, total in zip(SEXES, of_sex):
        counts = largest_remainder([persons[sex, age] for age in AGES], total)
        whole.update(((sex, age), n) for age, n in enumerate(counts))
    return whole
