"""Tables of tables_2013/: what a run from 1 January 2013 reads instead of the base year's."""

from .backcast import FROM, NOT_FOUND, TO, YEARS
from .chain import BMI, SES, SMOKING
from .csv_tables import AGES, SEXES, age_key
from .fertility import recently
from .migration import OLDEST_MOVER
from .smoking import quit_hazard, relapse_hazard, start_hazard
from .sources import CBS_MOVES, DYNAMO, EDUCATION as EDUCATION_SOURCES, LIFESTYLE_SERIES, SMOKING as BASE_SMOKING, WPP, head
from .tables_lifestyle import by_sex_age, trend_rows

WPP_2019 = "United Nations: World Population Prospects 2019, Netherlands (R package wpp2019; CC BY 3.0 IGO)"
CBS = "Statistics Netherlands (CBS): StatLine 37296ned and 85496NED Bevolking; kerncijfers, 2000 to 2018 (CC BY 4.0)"
CBS_MIGRATION_2015 = "Statistics Netherlands (CBS): StatLine 84484NED Immi- en emigratie, 2015 (CC BY 4.0)"
LIFESTYLE = "Statistics Netherlands (CBS): StatLine 81175ned Leefstijl, 2013; 83021NED, 2014-2021 (CC BY 4.0)"
MONITOR = "Leefstijlmonitor (CBS, RIVM, Trimbos-instituut), 2014 and 2015; partly in the press (secondary)"
CBS_DEATHS = "Statistics Netherlands (CBS): Trends in Nederland 2016, deaths by cause 2014; falls: in the press (NOS 2019, secondary)"


def year_key(year):
    return f"{year}+" if year == TO else str(year)


def backcast_tables(backcast):
    return {f"tables_2013/{name}": table for name, table in {**population(backcast), **lifestyle(backcast)}.items()}


def population(backcast):
    projection, births = backcast.projection, backcast.births
    everyone = sum(backcast.persons.values())
    return {
        "inhabitants": (INHABITANTS, ["sex", "age", "persons"],
                        [[sex, age_key(age), round(backcast.persons[sex, age], 1)] for sex in SEXES for age in AGES]),
        "education": (EDUCATION, ["sex", "age", *SES], backcast.education),
        "mortality": (MORTALITY, ["sex", "age", "year", "hazard"],
                      [[sex, age_key(age), year_key(year), backcast.rates[sex, year][age]]
                       for sex in SEXES for age in AGES for year in YEARS]),
        "fertility": (FERTILITY, ["age", "year", "births_per_able_woman_year"],
                      [[str(age), year_key(year), births[year][age] / (1 - recently(births, year, age))]
                       for age in range(15, 50) for year in YEARS]),
        "childbearing_prevalence": (CHILDBEARING, ["sex", "age", "pause"],
                                    by_sex_age(lambda s, a: [recently(births, FROM, a) if s == "female" else 0])),
        "immigration": (IMMIGRATION, ["sex", "age_reached", "year", "persons"],
                        [[sex, str(age), year_key(year), projection.immigrants[sex, age, year] / everyone]
                         for sex in SEXES for age in range(OLDEST_MOVER) for year in YEARS]),
        "departures": (DEPARTURES, ["age", "abroad"], [[age_key(age), projection.leaving[age]] for age in AGES]),
        "deaths": (DEATHS, ["all", *backcast.deaths], [["2014", *map(float, backcast.deaths.values())]]),
    }


def lifestyle(backcast):
    smoking, trends = backcast.smoking, backcast.trends
    shares, onset, remission = backcast.drinking
    constant = {"quit": trends.quitting, "gain": trends.gain, "gain_more": trends.gain_more}

    def ratio(name, year):
        return trends.drinking_ratio(year) if name == "drinking" else constant[name]

    def stop(sex, age):
        return [quit_hazard(), relapse_hazard(*smoking[sex].shares[age])]

    return {
        "smoking_prevalence": (SMOKERS, ["sex", "age", *SMOKING[1:]], by_sex_age(lambda s, a: smoking[s].shares[a])),
        "smoking_start": (START, ["sex", "age", "year", "start"],
                          [[sex, str(age), year_key(year), start_hazard(smoking[sex].starts, age) * trends.starting(year)]
                           for sex in SEXES for age in range(12, 25) for year in YEARS]),
        "smoking_stop": (STOP, ["sex", "age", "quit", "relapse"], by_sex_age(stop)),
        "bmi_prevalence": (WEIGHT, ["sex", "age", *BMI[1:]], by_sex_age(lambda s, a: backcast.bmi[s, a])),
        "bmi_transitions": (MOVES, ["sex", "age", "gain", "gain_more", "lose", "lose_more"],
                            by_sex_age(lambda s, a: backcast.weight_moves[s, a])),
        "drinking_prevalence": (DRINKERS, ["sex", "age", "harmful"], by_sex_age(lambda s, a: [shares[s, a]])),
        "drinking_course": (DRINKING, ["sex", "age", "onset", "remission"], by_sex_age(lambda s, a: [onset[s, a], remission])),
        "trends": (TRENDS, ["age", "year", "quit", "gain", "gain_more", "drinking"], trend_rows(ratio, [(year, year_key(year)) for year in YEARS])),
    }


OLD_SURVEY = "the survey changed in 2014; ages are those of the old one, the level that of the new one"
INHABITANTS = head(
    "Inhabitants of the Netherlands, 1 January 2013", "persons", [WPP_2019, CBS, WPP], "derived",
    [
        "birth cohorts half-way between mid-2010 and mid-2015: geometric mean, corrected for mortality that rises with age",
        "scaled to the total (CBS 2010 and 2015, births, deaths and migration in between), to broad ages (straight lines from CBS "
        "2010 to 2015) and to the sexes (straight line from CBS 2000 to 2018)",
    ],
    ["nothing of it is from later than 2019, of ages nothing from later than 2015; 105+: counts as 105"],
)
EDUCATION = head(
    "Highest education attained, Netherlands, 1 January 2013", "1", [*EDUCATION_SOURCES], "derived",
    ["tables/education.csv by birth cohort, ten years earlier"],
    ["that people of low education die sooner in between is left out; the young: what they will attain, assumed"],
)
MORTALITY = head(
    "All-cause mortality, Netherlands, 2013 to 2023", "1/year", [WPP], "derived",
    ["as tables/mortality.csv: periods of five years x one factor per sex and year, so that life expectancy is the annual one"],
    ["observed, also in the years of COVID-19 (2020 to 2022): their ages are those of 2020-2025, their level that of each year"],
)
FERTILITY = head(
    "Fertility, Netherlands, 2013 to 2023", "1/year", [WPP], "derived",
    ["as tables/fertility.csv; ages of mothers before 2018 are those of 2015-2020"],
    ["births per woman who had none in the year before"],
)
CHILDBEARING = head(
    "Women who gave birth in the year before, Netherlands, 1 January 2013", "1", [WPP], "derived",
    ["births per woman at their age and the age before, halves"], ["no second birth within a year, twins are one: assumed"],
)
IMMIGRATION = head(
    "Immigrants a year per inhabitant of 2013, Netherlands", "persons per inhabitant per year", [WPP, CBS_MIGRATION_2015, CBS_MOVES], "derived",
    ["as tables/immigration.csv: net migrants of each year (observed) + emigrants of a projection from 2013"],
    ["ages of net migrants are those of 2020-2025 in every year: assumed"],
)
DEPARTURES = head(
    "Hazard of leaving for abroad, 2013 to 2023", "1/year", [CBS_MOVES, CBS_MIGRATION_2015], "derived",
    ["age pattern of 2017 x one factor that gives the emigrants of 2015 among the inhabitants of 2013"], ["both sexes alike: assumed"],
)
DEATHS = head(
    "Deaths by cause about 2013", "deaths per year", [CBS_DEATHS], "derived",
    [
        "registered in 2014",
        f"{' and '.join(NOT_FOUND)}: not found; the base year's deaths x people of 2013 with the base year's prevalence and excess, "
        "which follows all-cause mortality of their sex and age",
    ],
    ["one year after the start; all but the two are published"],
)
SMOKERS = head(
    "Smoking in 2013", "1", [LIFESTYLE, MONITOR, BASE_SMOKING], "assumed",
    ["current: ages of 2013, both sexes alike but for one ratio (2019), x one factor, fitted with the trends to the series from 2014 on: derived",
     "former: assumed curve of tables/smoking_prevalence.csv x one factor, fitted likewise"],
    [OLD_SURVEY],
)
START = head(
    "Starting to smoke, 2013 to 2023", "1/year", [LIFESTYLE, MONITOR, LIFESTYLE_SERIES], "derived",
    ["as tables/smoking_start.csv, from smoking in 2013", "falls by one share a year, fitted to smoking from 2014 to 2023 (derivation/trends.py)"],
)
STOP = head(
    "Quitting and relapse from 2013", "1/year", [BASE_SMOKING], "assumed",
    ["as tables/smoking_stop.csv; relapse mixed by time since quitting with the former smokers of 2013"],
)
WEIGHT = head(
    "Normal weight, overweight, obesity in 2013", "1", [LIFESTYLE, MONITOR, BASE_SMOKING], "derived",
    ["as tables/bmi_prevalence.csv: ages of 2013, adults at the level that is fitted with the trends to the series from 2014 on"],
    [OLD_SURVEY, "split of adults over the sexes: that of the base year, assumed"],
)
MOVES = head(
    "Gaining and losing weight from 2013", "1/year", [LIFESTYLE, DYNAMO], "assumed",
    ["as tables/bmi_transitions.csv: what keeps prevalence by age as it was in 2013, given ways back of 2 % a year"],
    ["without the trend: tables_2013/trends.csv"],
)
DRINKERS = head(
    "Harmful drinking in 2013", "1", [LIFESTYLE], "assumed",
    ["tables/drinking_prevalence.csv, whose ages are those of 2013, x one factor, fitted with the trend to the levels of 2013 to 2024"], ["split over the sexes: assumed"],
)
DRINKING = head(
    "Harmful drinking from 2013: moves", "1/year", [LIFESTYLE], "assumed",
    ["onset that keeps the shares of 2013, given the base year's remission"], ["without the trend: tables_2013/trends.csv"],
)
TRENDS = head(
    "Trends in smoking, weight and drinking, 2013 to 2023", "1", [LIFESTYLE_SERIES], "derived",
    ["fitted by least squares to the published series, with the levels at the start, in a projection of each habit (derivation/trends.py)",
     "quit, gain, gain_more: one ratio for all years; drinking: falls by one share a year"],
    ["quit: current to former; gain: normal to overweight, gain_more: overweight to obese, drinking: moderate to harmful, these from 18"],
)
