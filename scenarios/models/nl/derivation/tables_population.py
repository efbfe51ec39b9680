"""Tables of population: mortality, fertility, migration."""

from .chain import SES
from .csv_tables import AGES, SEXES, age_key
from .education import education_rows
from .fertility import recently
from .migration import LAST_MIGRATION, OLDEST_MOVER, domestic
from .published import LAST_FERTILITY, LAST_MORTALITY, START, lexis, mortality_years
from .sources import CBS_2023, CBS_MIGRATION, CBS_MOVES, EDUCATION as EDUCATION_SOURCES, WPP, head

PROJECTED = (2023, 2024, 2028, 2033, 2034, 2043, 2048, 2049, 2053)
MIGRATION_YEARS = range(2023, LAST_MIGRATION + 1)


def year_key(year, last):
    return f"{year}+" if year == last else str(year)


def by_sex_age_year(value):
    return [
        [sex, age_key(age), year_key(year, LAST_MORTALITY), value(sex, year, age)]
        for sex in SEXES for age in AGES for year in mortality_years()
    ]


def movers(persons, inhabitants):
    """Rows by sex, age reached below OLDEST_MOVER, year: per inhabitant of the base year."""
    return [
        [sex, str(age), year_key(year, LAST_MIGRATION), persons[sex, age, year] / inhabitants]
        for sex in SEXES for age in range(OLDEST_MOVER) for year in MIGRATION_YEARS
    ]


def population_tables(persons, rates, births, projection):
    total = sum(persons.values())
    leaving = domestic()
    return {
        "mortality": (MORTALITY, ["sex", "age", "year", "hazard"], by_sex_age_year(lambda s, y, a: rates[s, y][a])),
        "fertility": (
            FERTILITY, ["age", "year", "births_per_woman_year", "births_per_able_woman_year"],
            [[str(age), year_key(year, LAST_FERTILITY), births[year][age], births[year][age] / (1 - recently(births, year, age))]
             for age in range(15, 50) for year in births],
        ),
        "childbearing_prevalence": (
            CHILDBEARING, ["sex", "age", "pause"],
            [[sex, age_key(age), recently(births, START, age) if sex == "female" else 0] for sex in SEXES for age in AGES],
        ),
        "education": (EDUCATION, ["sex", "age", *SES], education_rows(persons)),
        "immigration": (IMMIGRATION, ["sex", "age_reached", "year", "persons"], movers(projection.immigrants, total)),
        "domestic_arrivals": (DOMESTIC_ARRIVALS, ["sex", "age_reached", "year", "persons"], movers(projection.moving(leaving), total)),
        "projection": (
            PROJECTION, ["sex", "age", "year", "persons"],
            [[sex, age_key(age), str(year), float(round(projection.persons[year][sex, age]))]
             for sex in SEXES for age in AGES for year in PROJECTED],
        ),
        "departures": (
            DEPARTURES, ["age", "abroad", "elsewhere"],
            [[age_key(age), projection.leaving[age], leaving[age]] for age in AGES],
        ),
    }


MORTALITY = head(
    "All-cause mortality, Netherlands", "1/year", [WPP], "derived",
    [
        "central death rates; five-year periods and ages to single years, log-linear in both; logistic above age 97",
        "all ages of a sex and year x one factor, so that life expectancy is the annual one",
    ],
    [
        "life expectancy with a constant hazard within each year of age and within 105+",
        "2071-2073: life expectancy goes on with the mean yearly gain of 2065-2070; afterwards it stays",
    ],
)
FERTILITY = head(
    "Fertility, Netherlands", "1/year", [WPP], "derived",
    [
        "share of each five-year age group, linear between periods, split to single ages by pycnophylactic "
        "interpolation; scaled to the annual total fertility rate",
    ],
    [
        "live births per woman and year, and per woman who had none in the year before; zero below 15 and above 49; 2070 is kept afterwards",
    ],
)
CHILDBEARING = head(
    "Women who gave birth in the year before, Netherlands, 1 January 2023", "1", [WPP], "derived",
    ["births per woman at their age and the age before, halves (fertility.csv)"],
    ["no second birth within a year, twins are one: assumed"],
)
EDUCATION = head(
    "Highest education attained, Netherlands, 1 January 2023", "1", [*EDUCATION_SOURCES, CBS_2023], "derived",
    [
        "25-64: shares of 2020 among those with known education, each birth cohort three years on, linear in the "
        "logit between the middles of the age groups",
        "older: linear in the logit by birth year, with slopes that give the shares of all of 25 and over in 2023",
    ],
    [
        "0-24: those of 25; what they will attain: assumed",
        "28 and younger in 2020: without those still in education; above 67 the course over age is assumed, "
        "only the totals are published",
    ],
)
IMMIGRATION = head(
    "Immigrants a year per inhabitant of the base year, Netherlands", "persons per inhabitant per year", [WPP, CBS_MIGRATION, CBS_MOVES, CBS_2023],
    "derived",
    [
        "immigrants = net migrants (UN, five-year ages split to single ones, scaled to the annual total) + emigrants "
        "(departures x the projected population); 2023: 344 thousand (CBS counted 336), 201 thousand leave (CBS 198)",
    ],
    ["persons of one sex and age reached in the year, per inhabitant of all sexes and ages; nobody of 90 or more; 2070 is kept afterwards"],
)
DOMESTIC_ARRIVALS = head(
    "Arrivals from elsewhere in the country a year per inhabitant of the base year", "persons per inhabitant per year", [CBS_MOVES, WPP, CBS_2023],
    "derived",
    ["departures to elsewhere x the projected population of the country, so that over the country they balance"],
    ["for a region with the country's ages; persons of one sex and age reached in the year, per inhabitant of all sexes and ages; 2070 is kept afterwards"],
)
PROJECTION = head(
    "Inhabitants of the Netherlands on 1 January", "persons", [WPP, CBS_2023, CBS_MIGRATION], "derived",
    ["cohort-component projection from the country's population of 2023, and the mortality, fertility and migration of these tables"],
    ["what the simulation is held against; read by no model. CBS (Kernprognose 2022-2070) expects 19 million in 2034"],
)
DEPARTURES = head(
    "Hazard of leaving: abroad, and elsewhere in the country", "1/year", [CBS_MOVES, CBS_MIGRATION], "derived",
    [
        "age pattern of 2017; abroad: x one factor that gives the emigrants of 2023; elsewhere: moves between "
        "municipalities x 0.7, the share that leave a region of several municipalities: assumed",
    ],
    ["both sexes alike; above 73 as at 73, from 85 to 90 falling to none: assumed"],
)
