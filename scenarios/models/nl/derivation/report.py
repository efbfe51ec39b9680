"""Reads the written tables back and holds them against the published figures."""

from .csv_tables import AGES, OPEN_AGE, SEXES, bounds, by_age, read
from .methods import exposure, life_expectancy
from .population import inhabitants
from .published import REGION_PERSONS, START, annual, lexis, published


class Checks:
    """Prints one line per check; `passed` turns false when a difference is larger than its tolerance."""

    def __init__(self):
        self.passed = True

    def near(self, name, found, expected, tolerance):
        good = abs(found - expected) <= tolerance
        self.passed = self.passed and good
        print(f"{'ok' if good else 'FAILED':7}{name:64}{found:12.6g}  published {expected:g} (+-{tolerance:g})")

    def between(self, name, found, low, high):
        good = low <= found <= high
        self.passed = self.passed and good
        print(f"{'ok' if good else 'FAILED':7}{name:64}{found:12.6g}  within {low:g} .. {high:g}")


def report(tables, region):
    checks = Checks()
    rates = hazards(tables / "mortality.csv")
    check_mortality(checks, rates)
    check_fertility(checks, read(tables / "fertility.csv"))
    persons = inhabitants({(sex, START): rates[sex, START] for sex in SEXES})
    check_population(checks, persons, read(region / "population.csv"))
    check_events(checks, persons, rates, read(tables / "fertility.csv"))
    check_smoking(checks, read(tables / "smoking_prevalence.csv"), persons)
    check_diabetes(checks, tables, persons, rates)
    check_costs(checks, tables, persons)
    return checks.passed


def hazards(path):
    """Hazards by (sex, year) as lists over age; `2073+` counts as 2073."""
    found = {}
    for row in read(path):
        found.setdefault((row["sex"], int(str(row["year"])[:4])), []).append(row["hazard"])
    return found


def check_mortality(checks, rates):
    for sex in SEXES:
        e0 = annual(f"life_expectancy_{sex}")
        worst = max(e0.keys() & {year for _, year in rates}, key=lambda y: abs(life_expectancy(rates[sex, y]) - e0[y]))
        for year in (2023, 2043, 2070, worst):
            name = f"life expectancy at birth, {sex}, {year}{' (largest difference)' if year == worst else ''}"
            checks.near(name, life_expectancy(rates[sex, year]), e0[year], 0.0005)


def check_fertility(checks, rows):
    tfr = annual("total_fertility_rate")
    for year in (2023, 2043, 2070):
        total = sum(row["births_per_woman_year"] for row in rows if int(str(row["year"])[:4]) == year)
        checks.near(f"total fertility rate, {year}", total, tfr[year], 0.00005)


def check_population(checks, persons, region):
    checks.near("inhabitants of the region", sum(row["persons"] for row in region), REGION_PERSONS, 0)
    for row in published("inhabitants_2023"):
        sex = row["sex"]
        mean = sum((age + 0.5) * persons[sex, age] for age in AGES) / row["persons"]
        checks.near(f"mean age, {sex} (not fitted)", mean, row["mean_age"], 0.2)
    parts = {"0-19": (0, 19), "20-64": (20, 64), "65+": (65, OPEN_AGE), "80+": (80, OPEN_AGE)}
    for name, (first, last) in parts.items():
        count = sum(row["persons"] for row in region if first <= bounds(row["age"])[0] <= last)
        print(f"{'':7}{'region: inhabitants aged ' + name:64}{count:12g}")


def check_events(checks, persons, rates, fertility):
    """Expected events of 2023 on the population of 1 January: closed, so without the year's migrants and newborns."""
    national = sum(persons.values())
    deaths = sum(
        n * lexis(rates[sex, START], age) * exposure(lexis(rates[sex, START], age)) for (sex, age), n in persons.items()
    )
    at = {int(row["age"]): row["births_per_woman_year"] for row in fertility if row["year"] == START}
    births = sum(
        persons["female", age] * (at.get(age, 0) + at.get(age + 1, 0)) / 2 for age in range(14, 50)
    )
    events = published("vital_events_2023")[0]
    checks.near("births per 100,000 in 2023", births / national * 1e5, events["births"] / national * 1e5, 30)
    checks.near("deaths per 100,000 in 2023", deaths / national * 1e5, events["deaths"] / national * 1e5, 30)


def check_smoking(checks, rows, persons):
    for row in rows:
        checks.passed = checks.passed and abs(row["never"] + row["current"] + row["former"] - 1) < 2e-6
    for sex in SEXES:
        current, former = by_age(rows, sex, "current"), by_age(rows, sex, "former")
        adults = sum(persons[sex, age] for age in range(18, OPEN_AGE + 1))
        now = sum(persons[sex, age] * current[age] for age in range(18, OPEN_AGE + 1)) / adults
        ever = sum(persons[sex, age] * (current[age] + former[age]) for age in range(18, OPEN_AGE + 1)) / adults
        print(f"{'':7}{f'adults, {sex}: current smokers, ever smokers':64}{now:12.4f} {ever:.4f}")


def check_diabetes(checks, tables, persons, rates):
    prevalence = table_by_key(tables / "diabetes_prevalence.csv", "diabetes")
    onset = table_by_key(tables / "diabetes_incidence.csv", "hazard")
    excess = hazards(tables / "diabetes_excess_mortality.csv")
    background = hazards(tables / "mortality_background.csv")
    for row in published("diabetes_totals"):
        total = sum(persons[row["sex"], age] * prevalence[row["sex"], age] for age in AGES)
        checks.near(f"people with diabetes, {row['sex']}", total, row["prevalent_2020"], 10)
    at_risk = {key: n * (1 - prevalence[key]) for key, n in persons.items()}
    new = sum(n * onset[key] for key, n in at_risk.items())
    types = published("diabetes_types_2019")
    cases = sum(row["new_cases"] for row in types)
    checks.near("new cases a year", new, cases, 10)
    age = sum((key[1] + 0.5) * n * onset[key] for key, n in at_risk.items()) / new
    seen = sum(row["new_cases"] * row["mean_age_at_diagnosis"] for row in types) / cases
    checks.near("mean age at onset (not fitted)", age, seen, 4)
    check_diabetes_deaths(checks, persons, prevalence, rates, excess, background)


def check_diabetes_deaths(checks, persons, prevalence, rates, excess, background):
    lived = {(sex, age): n * exposure(rates[sex, START][age]) for (sex, age), n in persons.items()}
    attributable = sum(n * prevalence[key] * excess[key[0], START][key[1]] for key, n in lived.items())
    of_patients = sum(
        n * prevalence[key] * (background[key[0], START][key[1]] + excess[key[0], START][key[1]])
        for key, n in lived.items()
    )
    registered = sum(row["registered_deaths_2020"] for row in published("diabetes_totals"))
    checks.near("deaths a year of people with diabetes (registered / 7 %)", of_patients, registered / 0.07, 3000)
    checks.between("attributable deaths a year (at least those registered)", attributable, registered, 20000)
    cells = [(sex, year, age) for sex, year in rates for age in AGES]
    share = max(prevalence[s, a] * excess[s, y][a] / rates[s, y][a] for s, y, a in cells)
    checks.between("largest share of a cell's mortality that diabetes explains", share, 0, 0.2)
    gap = max(abs((background[s, y][a] + prevalence[s, a] * excess[s, y][a]) / rates[s, y][a] - 1) for s, y, a in cells)
    checks.near("background + prevalence x excess against all-cause (relative)", gap, 0, 2e-5)
    checks.between("smallest background hazard", min(background[s, y][a] for s, y, a in cells), 1e-9, 1)
    old = {sex: by_age(published("diabetes_incidence_2005"), sex, "excess") for sex in SEXES}
    explained = sum(n * prevalence[sex, age] * old[sex][age] for (sex, age), n in lived.items())
    print(f"{'':7}{'(not used: deaths that the excess of 2005 would explain)':64}{explained:12.0f}")


def check_costs(checks, tables, persons):
    prevalence = table_by_key(tables / "diabetes_prevalence.csv", "diabetes")
    without = table_by_key(tables / "zvw_cost.csv", "without_diabetes")
    extra = table_by_key(tables / "zvw_cost.csv", "with_diabetes_extra")
    cost = {(row["sex"], bounds(row["age"])[0]): row["cost"] for row in published("zvw_cost_2023")}
    gap = max(abs(without[key] + prevalence[key] * extra[key] - value) for key, value in cost.items())
    checks.near("mean cost by sex and age (largest difference, EUR)", gap, 0, 0.06)
    insured = {(row["sex"], bounds(row["age"])[0]): row["person_years"] for row in published("insured_2023")}
    mean = sum(insured[key] * value for key, value in cost.items()) / sum(insured.values())
    profile = {key: without[key] + prevalence[key] * extra[key] for key in persons}
    by_sex = {sex: [profile[sex, age] for age in AGES] for sex in SEXES}
    here = sum(n * lexis(by_sex[sex], age) for (sex, age), n in persons.items()) / sum(persons.values())
    checks.near("mean cost per inhabitant against mean per insured, EUR", here, mean, 50)


def table_by_key(path, column):
    rows = read(path)
    return {(sex, age): value for sex in SEXES for age, value in by_age(rows, sex, column).items()}
