"""International and domestic migration, and the projection of the population they belong to."""

import math

from .csv_tables import AGES, OPEN_AGE, SEXES, bounds
from .methods import linear, split_groups
from .published import BOYS_PER_GIRL, LAST_FERTILITY, START, assumption, lexis, mortality_years, published

LAST_MIGRATION = 2070  # written as 2070+
OLDEST_MOVER = 90  # nobody is taken to move from this age on: what is seen there is into institutions and death abroad


def moves(column):
    """Hazard by age of 2017: per cent of the mean population of persons who reach an age in the year -> rows by age.

    Constant from the last age read (73) to 85, then falling to nothing at OLDEST_MOVER: assumed.
    """
    seen = {int(row["age"]): row[column] / 100 for row in published("moves_2017")}
    last = max(seen)
    points = [(age, rate) for age, rate in seen.items()] + [(85, seen[last]), (OLDEST_MOVER, 0.0)]
    return [linear(points, age + 0.5) for age in AGES]


def emigration(persons, year=START):
    """Emigration hazard by age: pattern of 2017 x one factor that gives the emigrants of a year."""
    pattern = moves("emigration")
    leaving = sum(n * lexis(pattern, age) for (_, age), n in persons.items())
    factor = published(f"migration_{year}")[0]["emigrants"] / leaving
    return [factor * rate for rate in pattern]


def domestic():
    """Hazard of leaving for another region of the country: moves between municipalities x the share that go beyond."""
    share = assumption("moves_between_municipalities_that_leave_the_region")
    return [share * rate for rate in moves("between_municipalities")]


def net_migration(year):
    """Net migrants of a year by (sex, age on 31 December): the five-year pattern, scaled to the annual total."""
    groups = {}
    for row in published("migration_net_5y"):
        groups.setdefault((row["sex"], bounds(row["age"])[0]), []).append((row["year"], row["net_thousand"] * 200))
    firsts = sorted({first for _, first in groups})
    single = {}
    for sex in SEXES:
        totals = [linear(sorted(groups[sex, first]), year) for first in firsts]
        floor = min(0.0, min(totals)) - 1.0  # shifted above zero for the interpolation of group totals
        years = split_groups([*firsts, OPEN_AGE + 1], [total - 5 * floor for total in totals[:-1]]
                             + [totals[-1] - (OPEN_AGE + 1 - firsts[-1]) * floor])
        single.update(((sex, age), value + floor) for age, value in enumerate(years))
    annual = linear(sorted((row["year"], row["net_thousand"] * 1000) for row in published("migration_net_annual")), year)
    excess = (annual - sum(single.values())) / sum(abs(value) for value in single.values())
    return {key: value + excess * abs(value) for key, value in single.items()}


class Projection:
    """Cohort-component projection of the country on 1 January of each year, and the immigrants it needs.

    Immigrants of a year = net migrants + emigrants, by sex and age reached in the year. They arrive half-way and share in
    the deaths and departures of the rest of the year.
    """

    def __init__(self, persons, rates, births, years=mortality_years(), emigrants_of=START):
        self.persons = {years[0]: dict(persons)}
        self.leaving = emigration(persons, emigrants_of)
        self.immigrants, self.emigrants, self.births, self.deaths = {}, {}, {}, {}
        for year in years:
            self.step(year, rates, births[min(year, LAST_FERTILITY)])

    def step(self, year, rates, births):
        here, net = self.persons[year], net_migration(min(year, LAST_MIGRATION))
        self.births[year] = self.newborns(here, net, births)
        self.deaths[year] = self.emigrants[year] = 0.0
        self.persons[year + 1] = dict.fromkeys(here, 0.0)
        for sex in SEXES:
            boys = BOYS_PER_GIRL if sex == "male" else 1
            newborns = self.births[year] * boys / (1 + BOYS_PER_GIRL)
            self.live(year, sex, 0, newborns, rates[sex, year][0], self.leaving[0], 0.5, net[sex, 0])
            for age in AGES:
                death, leave = lexis(rates[sex, year], age), lexis(self.leaving, age)
                coming = net[sex, age + 1] if age < OPEN_AGE else 0.0
                self.live(year, sex, min(age + 1, OPEN_AGE), here[sex, age], death, leave, 1.0, coming)

    def live(self, year, sex, reached, persons, death, leave, time, net):
        """One cohort's year, or what the newborn have of it; `net` migrants among them."""
        gone = persons * -math.expm1(-(death + leave) * time) * leave / (death + leave)
        arrived = max(0.0, (net + gone) / (1 - leave * time / 2))
        self.immigrants[sex, reached, year] = self.immigrants.get((sex, reached, year), 0.0) + arrived
        self.persons[year + 1][sex, reached] += self.stay(year, persons, death, leave, time)
        self.persons[year + 1][sex, reached] += self.stay(year, arrived, death, leave, time / 2)

    def stay(self, year, persons, death, leave, time):
        """Those of `persons` still here after `time`; the others are booked as deaths and emigrants of the year."""
        lost = persons * -math.expm1(-(death + leave) * time)
        self.deaths[year] += lost * death / (death + leave)
        self.emigrants[year] += lost * leave / (death + leave)
        return persons - lost

    def moving(self, hazard):
        """Movers by (sex, age reached, year): a hazard by age x the projected population; half a year of the newborn."""
        found = {}
        for year in mortality_years():
            for sex in SEXES:
                found[sex, 0, year] = self.persons[year + 1][sex, 0] * hazard[0] / 2
                for age in AGES[:-1]:
                    found[sex, age + 1, year] = self.persons[year][sex, age] * lexis(hazard, age)
        return found

    @staticmethod
    def newborns(here, net, births):
        """Women of the middle of the year x births: half of the year's net migrants count."""
        return sum(
            (here["female", age] + net["female", age + 1] / 2) * (births.get(age, 0) + births.get(age + 1, 0)) / 2
            for age in range(14, 50)
        )
