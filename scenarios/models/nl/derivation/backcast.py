"""The country of 1 January 2013, from which a run to 2023 is held against what was found since.

What is of 2013, or of the years to 2023, is derived anew with the methods of the base year: inhabitants, education,
mortality, births, migration, smoking, weight, drinking. All else keeps the base year's figures. Nothing here is read from the
inhabitants of 2023.
"""

import math

from .bmi import bmi_prevalence, bmi_transitions
from .csv_tables import AGES, OPEN_AGE, SEXES, bounds
from .education import ADULT, bands, education
from .fertility import fertility
from .methods import linear, split_groups
from .migration import Projection
from .mortality import mortality
from .population import scale
from .published import START, annual, assumption, published
from .smoking import Smoking
from .trends import Fit, Trends
from .trends import check as check_trends

FROM, TO = 2013, 2023
YEARS = range(FROM, TO + 1)
PROJECTED = range(FROM, TO + 2)  # trends are fitted to a year more
LATER = START - FROM  # years from the start of the backcast to the base year
AGES_2013 = {10: "12-15", 15: "16-19", 20: "20-29", 25: "20-29", 30: "30-39", 35: "30-39", 40: "40-49", 45: "40-49", 50: "50-54",
             55: "55-64", 60: "55-64", 65: "65-74", 70: "65-74", 75: "75+", 80: "75+", 85: "75+", 90: "75+"}
BROAD = ("0-19", "20-39", "40-64", "65-79", "80+")
OECD_BOYS = (468_700 + 463_513.5) / 2  # Historical population data, OECD.Stat, downloaded 2016
NOT_FOUND = ("ihd", "diabetes")  # causes whose registered deaths of 2013 or 2014 were not found


class Backcast:
    """Everything that tables_2013/ is made of."""

    def __init__(self, conditions, persons_of_base, projection_of_base):
        self.rates = mortality(PROJECTED)
        self.births = fertility(range(FROM - 1, TO + 2))
        self.persons = inhabitants(self.rates)
        self.projection = Projection(self.persons, self.rates, self.births, PROJECTED, emigrants_of=2015)
        self.education = education_rows(self.persons, education(persons_of_base))
        self.trends = self.fit_trends(conditions, projection_of_base)
        self.smoking = self.trends.smoking
        self.bmi, self.weight_moves = self.trends.weight, self.trends.weight_moves
        self.drinking = self.trends.drinking
        self.deaths = deaths(self, conditions, persons_of_base)

    def fit_trends(self, conditions, projection_of_base):
        trends, persons, ratios = Trends(self.projection, self.rates), self.persons, conditions.ratios.bmi
        trends.fit_smoking(lambda current, former: smoking(persons, current, former))
        trends.fit_weight(lambda overweight, obese: weight(persons, conditions, {"overweight": overweight, "obese": obese}), ratios)
        trends.fit_drinking(lambda level: drinking(conditions, persons, level))
        on = range(START, START + int(assumption("years_until_trends_fade")) + 11)
        base = Fit(projection_of_base, mortality(on), on)
        moves = bmi_transitions(conditions.bmi_curves, conditions.loss)
        courses = {sex: conditions.lifestyle["drinking", sex] for sex in SEXES}
        onset = {(sex, age): courses[sex].onset[age] for sex in SEXES for age in AGES}
        shares = {(sex, age): courses[sex].prevalence[age] for sex in SEXES for age in AGES}
        trends.carry_on(base, (conditions.bmi, moves, ratios), (shares, onset, courses["male"].remission))
        return trends


def total():
    """Inhabitants on 1 January 2013: those of 2010, and births, deaths and migrants since; what is amiss by 2015 spread evenly."""
    counted = {int(row["year"]): row["persons"] for row in published("inhabitants_annual")}
    net = {int(row["year"]): row["net_thousand"] for row in published("migration_net_annual")}
    grown = {int(row["year"]): 1000 * (row["births_thousand"] - row["deaths_thousand"] + net[int(row["year"])])
             for row in published("vital_events_annual")}
    amiss = counted[2015] - counted[2010] - sum(grown[year] for year in range(2010, 2015))
    return counted[2010] + sum(grown[year] for year in range(2010, FROM)) + amiss * (FROM - 2010) / 5


def inhabitants(rates):
    """By (sex, age): the birth cohorts of mid-2010 and mid-2015, half-way between which 1 January 2013 lies.

    Geometric mean of the two, corrected for mortality that rises with age; those born in between from what is left of
    them in mid-2015. Then scaled in turn to the sexes and to broad ages.
    """
    persons = {}
    for sex in SEXES:
        early, late = (single_ages(sex, column) for column in ("mid_2010", "mid_2015"))
        lost = cumulative(rates[sex, FROM])
        for age in AGES:
            at = max(age, 3)  # whose cohort was born by mid-2010
            change = math.log(between(late, at + 2.5) / between(early, at - 2.5)) / 2
            bend = (lost(at + 3.0) - 2 * lost(at + 0.5) + lost(at - 2.0)) / 2
            persons[sex, age] = between(late, age + 2.5) * math.exp(-change + (bend if age == at else 0.0))
        persons[sex, OPEN_AGE] = late[OPEN_AGE]
    sexes, ages = margins()
    for _ in range(100):
        scale(persons, lambda sex, age: max(first for first in ages if first <= age), ages)
        scale(persons, lambda sex, age: sex, sexes)
    return persons


def margins():
    """{sex: persons} and {first age: persons}, both adding up to the total: on straight lines between counts by CBS."""
    counted = {int(row["year"]): row for row in published("inhabitants_annual")}
    sexes = {int(row["year"]): row["female"] / (row["female"] + row["male"]) for row in published("inhabitants_by_sex")}
    women = linear([(2000, sexes[2000]), (2018, sexes[2018])], FROM)
    broad = {bounds(band)[0]: linear([(year, counted[year][band]) for year in (2010, 2015)], FROM) for band in BROAD}
    factor = total() / sum(broad.values())
    return {"female": women * total(), "male": (1 - women) * total()}, {first: factor * n for first, n in broad.items()}


def single_ages(sex, column):
    groups = [(bounds(row["age"])[0], 1000 * row[column]) for row in published("inhabitants_2010_2015") if row["sex"] == sex]
    edges = [first for first, _ in groups] + [OPEN_AGE + 1]
    return split_groups(edges, [persons for _, persons in groups], after=0.0)


def between(single, first):
    """Persons in the year of age that starts at an exact age."""
    age = min(first, OPEN_AGE - 1.0)
    low, part = int(age), age - int(age)
    return (1 - part) * single[low] + part * single[low + 1]


def cumulative(rates):
    """Cumulative hazard to an exact age."""
    sums = [0.0]
    for rate in [*rates, *rates[-1:] * 4]:
        sums.append(sums[-1] + rate)

    def to(age):
        low = int(age)
        return sums[low] + (age - low) * (sums[low + 1] - sums[low])

    return to


def education_rows(persons, shares):
    """Shares of each band, as the birth cohorts have them in the base year; the young have those of the youngest adults."""
    rows = []
    for sex in SEXES:
        for first, last, key in bands():
            ages = range(first, last + 1)
            n = sum(persons[sex, age] for age in ages)
            low, _, high = (
                sum(persons[sex, a] * shares[sex, min(max(a + LATER, ADULT), OPEN_AGE)][k] for a in ages) / n for k in range(3)
            )
            rows.append([sex, key, round(low, 4), round(1 - round(low, 4) - round(high, 4), 4), round(high, 4)])
    return rows


def smoking(persons, current, former):
    """One Smoking a sex: pattern of 2013, sexes as in 2019; shares of adults who smoke and of those from 12 who did as given."""
    seen = {row["age"]: row["current"] / 100 for row in published("smoking_2013")}
    told = {row["sex"]: row["current"] for row in published("smoking_annual") if row["age"] == "12+" and row["year"] == 2019}
    men = told["male"] / told["female"]
    split = {"female": 2 / (1 + men), "male": 2 * men / (1 + men)}
    base = [dict(row) for row in published("smoking_2024")]
    for row in base:
        first = bounds(row["age"])[0]
        row["current"] = split[row["sex"]] * seen[AGES_2013[first]] if first >= 10 else 0.0
    for _ in range(8):
        found = {sex: Smoking(sex, base) for sex in SEXES}
        for k, (column, from_age, level) in enumerate((("current", 18, current), ("former", 12, former))):
            own = {key: n for key, n in persons.items() if key[1] >= from_age}
            mean = sum(n * found[sex].shares[age][k] for (sex, age), n in own.items()) / sum(own.values())
            for row in base:
                row[column] *= level / mean
    return found


def weight(persons, conditions, level):
    """Shares and moves: pattern of 2013, sexes as in the base year (assumed), adults at the level given."""
    seen = {row["age"]: row for row in published("bmi_2013")}
    rows = [dict(row) for row in published("bmi_2024")]
    both = {(row["age"], state): sum(other[state] for other in rows if other["age"] == row["age"]) / 2
            for row in rows for state in ("overweight", "obese")}
    for row in rows:
        for state in ("overweight", "obese"):
            row[state] *= seen[row["age"]][state] / 100 / both[row["age"], state]
    shares, curves = bmi_prevalence(persons, rows, level)
    return shares, bmi_transitions(curves, lambda sex, age: conditions.loss(sex, age, shares[sex, age]))


def drinking(conditions, persons, level):
    """Shares, onset and remission: the base year's pattern, which is that of 2013, at the level of adults given, and the onset that keeps it."""
    courses = {sex: conditions.lifestyle["drinking", sex] for sex in SEXES}
    adults = {key: n for key, n in persons.items() if key[1] >= 18}
    factor = level / (sum(n * courses[sex].prevalence[age] for (sex, age), n in adults.items()) / sum(adults.values()))
    shares, onset = {}, {}
    for sex, course in courses.items():
        for age in AGES:
            share = course.prevalence[age]
            shares[sex, age] = factor * share
            onset[sex, age] = course.onset[age] * factor * (1 - share) / (1 - factor * share)
    return shares, onset, courses["male"].remission


def deaths(backcast, conditions, persons_of_base):
    """By cause: registered in 2014; those not found: the base year's x people of 2013 with its prevalence and their mortality."""
    found = {row["cause"]: (row["both"] or 0) + (row["female"] or 0) + (row["male"] or 0) for row in published("deaths_2014")}
    budget = {"ihd": sum(row["deaths"] or 0 for row in published("vascular_totals") if row["disease"] == "ihd"),
              "diabetes": sum(n * share_dying(conditions, "diabetes", *key) for key, n in persons_of_base.items())}
    for cause in NOT_FOUND:
        then = sum(n * share_dying(conditions, cause, *key) * backcast.rates[key[0], FROM][key[1]] / conditions.mortality[key[0]][key[1]]
                   for key, n in backcast.persons.items())
        now = sum(n * share_dying(conditions, cause, *key) for key, n in persons_of_base.items())
        found[cause] = budget[cause] * then / now
    return {cause: round(float(n)) for cause, n in found.items()}


def share_dying(conditions, cause, sex, age):
    course = conditions.courses[cause, sex]
    return course.prevalence[age] * course.mean_excess(age)


def check(checks, backcast):
    """Against what was counted, and fitted to nothing here."""
    check_trends(checks, backcast.trends)
    boys = sum(backcast.persons["male", age] for age in range(5))
    checks.near("boys of 0-4, 1 January 2013 (OECD: mean of mid-2012 and mid-2013)", boys, OECD_BOYS, 0.015 * OECD_BOYS)
    events = {int(row["year"]): row for row in published("vital_events_annual")}
    for year in (2013, 2016, 2019, 2022):
        for name in ("births", "deaths"):
            expected = 1000 * events[year][f"{name}_thousand"]
            checks.near(f"{name} of {year}, projected from {FROM} (UN)", getattr(backcast.projection, name)[year], expected, 0.025 * expected)
    for sex in SEXES:
        checks.tell(f"inhabitants, {sex}, {TO}, projected from {FROM}", sum(backcast.projection.persons[TO][sex, age] for age in AGES))
    for cause in NOT_FOUND:
        checks.tell(f"deaths of {cause}, {FROM}, derived", backcast.deaths[cause])
