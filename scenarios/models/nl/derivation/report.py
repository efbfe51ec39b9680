"""Holds what was derived against the published figures; misses come out as FAILED."""

from .backcast import check as check_backcast
from .cancers import CANCERS
from .conditions import STAGED
from .activities import ACTIVITIES, CATEGORIES, EURO, ZVW, unit_of, volumes, within
from .costs import in_year
from .csv_tables import AGES, OPEN_AGE, SEXES, bounds
from .chain import SES
from .falls import totals as fall_totals
from .income import check as check_income
from .methods import life_expectancy
from .published import START, annual, published
from .societal import check as check_work
from .settings import FITTED, MOVES, OLD, STATES, share_of
from .setting_targets import totals as wlz_totals
from .vascular import VASCULAR, published_episodes, totals


class Checks:
    """Prints one line per check; `passed` turns false when a difference is larger than its tolerance."""

    def __init__(self):
        self.passed = True

    def near(self, name, found, expected, tolerance):
        good = abs(found - expected) <= tolerance
        self.passed = self.passed and good
        print(f"{'ok' if good else 'FAILED':7}{name:72}{found:12.6g}  published {expected:g} (+-{tolerance:g})")

    def between(self, name, found, low, high):
        good = low <= found <= high
        self.passed = self.passed and good
        print(f"{'ok' if good else 'FAILED':7}{name:72}{found:12.6g}  within {low:g} .. {high:g}")

    @staticmethod
    def tell(name, found):
        print(f"{'':7}{name:72}{found:12.6g}")


def report(derivation):
    checks = Checks()
    check_mortality(checks, derivation.rates)
    check_fertility(checks, derivation.births)
    check_population(checks, derivation.persons)
    check_events(checks, derivation)
    check_smoking(checks, derivation)
    check_diabetes(checks, derivation)
    check_vascular(checks, derivation)
    check_staged(checks, derivation)
    check_pressure_and_falls(checks, derivation)
    check_explained(checks, derivation.conditions)
    check_education(checks, derivation.conditions)
    check_income(checks, derivation.conditions)
    check_settings(checks, derivation)
    check_laws(checks, derivation)
    check_costs(checks, derivation)
    check_units(checks, derivation)
    check_spending(checks, derivation.spending)
    check_work(checks, derivation.conditions)
    check_backcast(checks, derivation.backcast)
    return checks.passed


def check_mortality(checks, rates):
    for sex in SEXES:
        e0 = annual(f"life_expectancy_{sex}")
        worst = max(e0.keys() & {year for _, year in rates}, key=lambda y: abs(life_expectancy(rates[sex, y]) - e0[y]))
        for year in (2023, 2043, 2070, worst):
            name = f"life expectancy at birth, {sex}, {year}{' (largest difference)' if year == worst else ''}"
            checks.near(name, life_expectancy(rates[sex, year]), e0[year], 0.0005)


def check_fertility(checks, births):
    tfr = annual("total_fertility_rate")
    for year in (2023, 2043, 2070):
        checks.near(f"total fertility rate, {year}", sum(births[year].values()), tfr[year], 0.00005)


def check_population(checks, persons):
    for row in published("inhabitants_2023"):
        sex = row["sex"]
        mean = sum((age + 0.5) * persons[sex, age] for age in AGES) / row["persons"]
        checks.near(f"mean age, {sex} (not fitted)", mean, row["mean_age"], 0.2)


def check_events(checks, derivation):
    """Events of 2023 in the projection, and where it goes."""
    projection, events = derivation.projection, published("vital_events_2023")[0]
    for name in ("births", "deaths"):
        found = getattr(projection, name)[START]
        checks.near(f"{name} of 2023 (UN)", found, events[name], 0.025 * events[name])
        checks.near(f"{name} of 2023, thousand (CBS)", found / 1000, published("cbs_2023_2034")[0][name], 5)
    moved = published("migration_2023")[0]
    came = sum(n for (_, _, year), n in projection.immigrants.items() if year == START)
    checks.near("immigrants of 2023", came, moved["immigrants"], 0.03 * moved["immigrants"])
    checks.near("emigrants of 2023", projection.emigrants[START], moved["emigrants"], 0.03 * moved["emigrants"])
    for row in published("cbs_2023_2034"):
        found = sum(projection.persons[int(row["year"])].values()) / 1000
        checks.near(f"inhabitants on 1 January {row['year']:g}, thousand (CBS)", found, row["inhabitants"], 0.02 * row["inhabitants"])


def adults(derivation, share, sexes=SEXES):
    """Mean of share(sex, age) over those of 18 and over."""
    cells = [(sex, age) for sex in sexes for age in range(18, OPEN_AGE + 1)]
    return sum(derivation.persons[key] * share(*key) for key in cells) / sum(derivation.persons[key] for key in cells)


def check_smoking(checks, derivation):
    level = {row["state"]: row["share"] for row in published("lifestyle_level_2023")}
    shares = {sex: derivation.conditions.smoking[sex].shares for sex in SEXES}
    checks.near("adults who smoke", adults(derivation, lambda sex, age: shares[sex][age][0]), level["current"], 0.005)
    for sex in SEXES:
        starts = derivation.conditions.smoking[sex].starts
        mean = sum(h * n for h, n in zip(starts, (3, 5, 5))) / 13
        checks.tell(f"starting to smoke at 12-24, {sex}, mean hazard", mean)
    bmi = derivation.conditions.bmi
    checks.near("adults overweight, not obese", adults(derivation, lambda sex, age: bmi[sex, age][0]), level["overweight"], 0.01)
    checks.near("adults obese", adults(derivation, lambda sex, age: bmi[sex, age][1]), level["obese"], 0.005)
    drinking = derivation.conditions.lifestyle
    checks.near("adults who drink harmfully", adults(derivation, lambda sex, age: drinking["drinking", sex].prevalence[age]), level["harmful"], 0.003)


def check_diabetes(checks, derivation):
    persons, diabetes = derivation.persons, derivation.conditions.of("diabetes")
    for row in published("diabetes_totals"):
        sex = row["sex"]
        found = sum(persons[sex, age] * diabetes[sex].prevalence[age] for age in AGES)
        checks.near(f"people with diabetes, {sex}", found, row["prevalent_2020"], 10)
        new = sum(persons[sex, age] * (1 - diabetes[sex].prevalence[age]) * diabetes[sex].onset[age] for age in AGES)
        checks.near(f"new cases of diabetes, {sex} (not fitted; 2017)", new, row["new_cases_2017"], 0.1 * row["new_cases_2017"])
    deaths = sum(persons[sex, age] * diabetes[sex].prevalence[age] * diabetes[sex].excess[age] for sex, age in persons)
    registered = sum(row["registered_deaths_2020"] for row in published("diabetes_totals"))
    checks.between("deaths attributed to diabetes, directly (at least those registered)", deaths, registered, 12_000)


def check_vascular(checks, derivation):
    for disease in VASCULAR:
        courses = [derivation.conditions.courses[disease, sex] for sex in SEXES]
        for course in courses:
            found = sum(derivation.persons[course.sex, age] * course.prevalence[age] for age in AGES)
            checks.near(f"people with {disease}, {course.sex}", found, totals(disease, course.sex, "prevalent"), 100)
            checks.between(f"least hazard of a first episode from 40, {disease}, {course.sex}", min(course.onset[40:]), 1e-4, 1)
            checks.tell(f"episodes of {disease}, {course.sex}; admitted {totals(disease, course.sex, 'admissions'):g}", course.episodes())
        deaths = sum(sum(course.deaths()) for course in courses)
        checks.near(f"deaths attributed to {disease}", deaths, totals(disease, "both", "deaths"), 10)
        checks.tell(f"scale of fatality and excess mortality, {disease}", courses[0].scale)
        checks.tell(f"recurrence, {disease}", courses[0].recurrence)
    episodes = sum(derivation.conditions.courses["ihd", sex].episodes() for sex in SEXES)
    checks.near("episodes of ihd", episodes, published_episodes(), 200)


def check_staged(checks, derivation):
    """Patients, deaths and new cases of conditions in stages."""
    for row in published("condition_totals"):
        if row["condition"] in STAGED:
            courses = derivation.conditions.of(row["condition"])
            for key in ("female", "male", "both"):
                if row[key] != "":
                    check_total(checks, row, key, [courses[sex] for sex in (SEXES if key == "both" else [key])])
    for row in published("condition_totals"):
        if row["condition"] in CANCERS and row["measure"] == "deaths":
            courses = derivation.conditions.of(row["condition"])
            checks.near(f"deaths by {row['condition']}", sum(c.deaths() for c in courses.values()), row["both"] or row["female"], 10)
        elif row["condition"] in CANCERS:
            for sex, course in derivation.conditions.of(row["condition"]).items():
                found = course.patients() if row["measure"] == "prevalent" else course.new_cases()
                checks.near(f"{row['condition']}, {row['measure']}, {sex}", found, row[sex] or 0, 10)
    for name in CANCERS:
        for sex, course in derivation.conditions.of(name).items():
            checks.tell(f"{name}, {sex}: excess in the year of treatment and later at 70; hazard of leaving {course.leave:.3f}", course.excess(70)[0])
    for name in STAGED:
        for sex, course in derivation.conditions.of(name).items():
            checks.between(f"least hazard of {name} past 65, {sex}", min(course.onset[65:]), 1e-5, 1)
            checks.tell(f"new cases of {name}, {sex}", course.new_cases())


def check_total(checks, row, key, courses):
    name = f"{row['condition']}, {row['measure'].replace('_', ' ')}, {key}"
    if row["measure"] == "prevalent":
        checks.near(name, sum(course.patients() for course in courses), row[key], 10)
    elif row["measure"] == "deaths":
        checks.near(name, sum(course.deaths() for course in courses), row[key], 10)
    elif row["measure"] == "per_1000_at_18_64":
        n = sum(course.persons[age] for course in courses for age in range(18, 65))
        found = 1000 * sum(course.persons[age] * course.prevalence[age] for course in courses for age in range(18, 65)) / n
        checks.near(name, found, row[key], 0.05 * row[key])
    else:
        checks.tell(f"{name} (not fitted; {row[key]:g})", sum(course.new_cases() for course in courses))


def check_pressure_and_falls(checks, derivation):
    pressure = derivation.conditions.of("blood_pressure")
    treated = sum(n * later for course in pressure.values() for n, later in zip(course.persons, course.later))
    checks.near("treated for raised blood pressure", treated, published("blood_pressure_treated")[0]["persons"], 28_000)
    raised = [(n, p) for course in pressure.values() for n, p in list(zip(course.persons, course.prevalence))[30:70]]
    checks.tell("raised blood pressure at 30-69 (about a third)", sum(n * p for n, p in raised) / sum(n for n, _ in raised))
    falls = derivation.conditions.of("hip_fracture")
    checks.near("deaths by falls", sum(course.deaths() for course in falls.values()), fall_totals("deaths_65"), 10)
    checks.tell("hip fractures", sum(n * rate for course in falls.values() for n, rate in zip(course.persons, course.rates)))
    checks.tell("people who had a hip fracture", sum(n * p for course in falls.values() for n, p in zip(course.persons, course.prevalence)))
    others = sum(derivation.persons[sex, age] * derivation.conditions.other_falls[age] for sex in SEXES for age in AGES)
    checks.tell("other serious falls", others)
    checks.tell("cost of a serious fall without hip fracture, EUR", sum(derivation.use.fall.values()))


def check_explained(checks, conditions):
    found = conditions.remaining.share
    share = max(found, key=found.get)
    checks.between(f"largest share of a cell's mortality explained ({share[0]} {share[1]})", found[share], 0, 0.85)


def check_education(checks, conditions):
    for sex in SEXES:
        rates = conditions.gradient.rates(sex)
        seen = {row["ses"]: row for row in published("education_life_expectancy") if row["sex"] == sex}
        for ses in SES:
            if ses != "middle":
                gap = life_expectancy(rates[ses]) - life_expectancy(rates["middle"])
                checks.near(f"life expectancy, {sex}, {ses} against middle", gap, seen[ses]["life_expectancy"] - seen["middle"]["life_expectancy"], 0.05)
        gap = life_expectancy(rates["high"][65:]) - life_expectancy(rates["low"][65:])
        checks.tell(f"life expectancy at 65, {sex}, high against low", gap)


def check_settings(checks, derivation):
    """People by setting and self-reliance against what they were fitted to, deaths of clients (not fitted), and dementia."""
    settings, targets = derivation.settings, derivation.settings.targets
    for name in FITTED:
        for sex in SEXES:
            wanted = targets.count(settings.goal[name], [sex])
            checks.near(f"people who are or had: {name.replace('_', ' ')}, {sex}", settings.present(name, sex, AGES), wanted, 0.01 * wanted)
    users = {row["age"]: row for row in published("wlz_users_2019")}
    growth = targets.clients / wlz_totals()["clients", 2019]
    for group, first in (("65-79", 65), ("80+", 80)):
        last = 79 if first == 65 else OPEN_AGE
        for sex in SEXES:
            found = sum(derivation.persons[sex, age] * share_of(settings.at[sex, age][0], lambda state: state[3] >= 2) for age in range(first, last + 1))
            checks.tell(f"clients of long-term care, {sex}, {group} (2019 x growth: {users[group][sex] * growth:.0f})", found)
    checks.tell(f"deaths a year of elderly clients (not fitted; {settings.deaths_wanted():.0f} at the rate of 2020)", settings.deaths())
    for d, stage in ((1, "mild"), (2, "full_time_care")):
        there = settings.each_age(lambda sex, age, shares, rates: share_of(shares, lambda state: state[0] == d))
        inside = settings.each_age(lambda sex, age, shares, rates: share_of(shares, lambda state: state[0] == d and state[3] in OLD))
        checks.tell(f"dementia, {stage.replace('_', ' ')}: with Wlz, share", inside / there)
        for sex in SEXES:
            checks.tell(f"dementia, {stage.replace('_', ' ')}, {sex}: dying of all else at 85, by need of care", derivation.patients["dementia", sex].other[d - 1][85])
    for (name, sex), found in derivation.patients.items():
        checks.tell(f"{name}, {sex}: dying of all else at 85, by need of care", found.other[2][85])
    for name in ("indication", "nursing_home", "district_nursing"):
        checks.tell(f"who come to have in a year: {name.replace('_', ' ')}", derivation.settings.entering(name))


def check_laws(checks, derivation):
    """Spending by law; the prices that stand in long_term_care.yaml."""
    laws, lived = derivation.laws, derivation.lived
    for (name, price), k in zip(laws.net_prices().items(), laws.net):
        checks.tell(f"EUR per day that the law pays: {name} (clients: {laws.clients[k]:.0f})", price)
    checks.tell("EUR per hour of household help that the municipality pays", laws.price["household_help"] - laws.own_per_hour)
    checks.between("other spending under the Wlz, share", laws.wlz_rest / laws.spending["wlz"], 0.0, 0.12)
    for name in ("wmo_support", "youth_care"):
        spent = sum(n * in_year(laws.profile[name, sex], age) for (sex, age), n in lived.items())
        checks.tell(f"million EUR, {name}", spent / 1e6)


def check_costs(checks, derivation):
    lived, profile = derivation.lived, derivation.profile
    checks.between("inhabitants insured, share", derivation.insured, 0.965, 0.995)
    for row in published("zvw_cost_category_2023"):
        spent = sum(n * in_year(profile[name, sex], age) for (sex, age), n in lived.items() for name in within(row["category"]))
        checks.near(f"million EUR, {row['category']}", spent / 1e6, row["cost"] / 1e6, 0.02 * row["cost"] / 1e6)
    worst = max(((abs(found / cost - 1), key) for key, found, cost in per_insured(derivation)), key=lambda x: x[0])
    checks.near(f"cost per insured, largest relative difference ({worst[1][0]} {worst[1][1]})", worst[0], 0, 0.02)
    for activity in ACTIVITIES:
        left = {key: value for key, value in derivation.residual.items() if key[0] == activity}
        least = min(left, key=left.get)
        checks.between(f"least residual of a cell, {activity}, EUR ({least[1]} {least[2]})", left[least], 0, 1e9)


def check_units(checks, derivation):
    """Prices that stand in the pack's yaml, volumes, what conditions have of them, and figures nothing was fitted to."""
    found, lived, seen = derivation.volumes, derivation.lived, volumes()
    for name in ZVW:
        if unit_of(name) != EURO:
            units = sum(n * in_year(found.profile[name, sex], age) for (sex, age), n in lived.items()) / found.price[name]
            checks.tell(f"{name}, million {unit_of(name)}s a year; EUR each {found.price[name]:.4f}", units / 1e6)
    for category in CATEGORIES:
        for name in within(category):
            cells = [found.profile[name, sex][age] - 1e-9 for sex in SEXES for age in AGES]
            checks.between(f"least of a cell, {name}, EUR per inhabitant", min(cells) + 1e-9, 0, 1e9)
    where, least = derivation.use.least()
    checks.between(f"least that units leave ({' '.join(where)}), EUR", least, 0, 1e9)
    rides = sum(n * in_year(found.profile["patient_transport", sex], age) for (sex, age), n in lived.items()) / found.price["patient_transport"]
    checks.tell(f"rides (not fitted; ambulances {seen['ambulance_deployments']:.0f}, 2022)", rides)
    share = seen["rehabilitation_million_eur"] / (seen["rehabilitation_million_eur"] + seen["short_stay_million_eur"])
    checks.tell(f"days of geriatric rehabilitation (not fitted; {seen['rehabilitation_courses'] * seen['rehabilitation_stay']:.0f}, 2021)", share * found.total["rehabilitation"])
    for first, last, wanted in ((85, OPEN_AGE, seen["gp_contacts_85"]), (5, 17, seen["gp_contacts_5_17"])):
        cells = [(sex, age) for sex in SEXES for age in range(first, last + 1)]
        mean = sum(lived[key] * found.per_inhabitant("general_practice", *key) for key in cells) / sum(lived[key] for key in cells)
        checks.tell(f"contacts with GPs at {first}-{last} (not fitted; {wanted:g}, 2019)", mean)


def check_spending(checks, spending):
    for row in published("deductible_use"):
        group = row["group"]
        checks.near(f"share who pay no deductible, {group}", spending.share_none(group), row["none"], 0.001)
        fitted = "" if "+" in group or "-" in group else " (not fitted)"
        checks.near(f"share who pay all of the deductible, {group}{fitted}", spending.share_full(group), row["full"], 0.02)
    checks.near("deductible, million EUR", spending.paid() / 1e6, spending.published["million_eur"], 1)
    checks.tell("deductible, EUR per adult", spending.paid() / sum(spending.persons.values()))
    for row in published("spending_concentration_2016"):
        checks.tell(f"cost of the dearest {row['persons']:.0%} of adults, of what is drawn (2016, all insured, all Zvw care: {row['cost']:g})", spending.concentration(row["persons"]))


def per_insured(derivation):
    """(sex, group of age reached), found and published cost per insured person."""
    for row in published("zvw_cost_2023"):
        first, last = bounds(row["age"])
        ages = range(first - 1, last if last < OPEN_AGE else OPEN_AGE + 1)
        weights = [derivation.lived[row["sex"], age] for age in ages]
        costs = [sum(in_year(derivation.profile[name, row["sex"]], age) for name in ZVW) for age in ages]
        found = sum(n * cost for n, cost in zip(weights, costs)) / sum(weights) / derivation.insured
        yield (row["sex"], row["age"]), found, row["cost"]
