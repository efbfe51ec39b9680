"""Tables of smoking and weight."""

from .bmi import bmi_transitions
from .csv_tables import AGES, SEXES, age_key
from .chain import BMI, SES, SMOKING
from .published import START as BASE
from .published import assumption
from .smoking import quit_hazard, relapse_hazard, smoking_by_education, start_hazard
from .sources import CBS_EDUCATION_LIFESTYLE, DYNAMO, LIFESTYLE_SERIES, SMOKING as SMOKING_SOURCE, head


def by_sex_age(value):
    return [[sex, age_key(age), *value(sex, age)] for sex in SEXES for age in AGES]


def years_of_trends():
    """Year and its key; from the last on trends are over."""
    last = BASE + int(assumption("years_until_trends_fade"))
    return [(year, f"{year}+" if year == last else str(year)) for year in range(BASE, last + 1)]


def start_rows(conditions, trends):
    """Starting by sex, age from 12 to 24, year."""
    return [[sex, str(age), key, start_hazard(conditions.smoking[sex].starts, age) * trends.later_start(year)]
            for sex in SEXES for age in range(12, 25) for year, key in years_of_trends()]


def trend_rows(ratio, years):
    """Ratio of each trend, by `ratio(name, year)`: weight and drinking from 18 on."""
    rows = []
    for age in ("0-17", "18+"):
        for year, key in years:
            adult = [ratio(name, year) if age == "18+" else 1.0 for name in ("gain", "gain_more", "drinking")]
            rows.append([age, key, ratio("quit", year), *adult])
    return rows


def lifestyle_tables(conditions, trends):
    education = smoking_by_education()

    def stop(sex, age):
        current, former = conditions.smoking[sex].shares[age]
        return [quit_hazard(), relapse_hazard(current, former)]

    moves = bmi_transitions(conditions.bmi_curves, conditions.loss)
    odds = conditions.smoking_odds
    return {
        "smoking_prevalence": (PREVALENCE, ["sex", "age", *SMOKING[1:]], by_sex_age(lambda s, a: conditions.smoking[s].shares[a])),
        "smoking_odds": (
            ODDS, ["age", "ses", "current", "former"],
            [[age_key(age), ses, *odds[ses, age]] for age in AGES for ses in SES],
        ),
        "smoking_start": (START, ["sex", "age", "year", "start"], start_rows(conditions, trends)),
        "trends": (TRENDS, ["age", "year", "quit", "gain", "gain_more", "drinking"], trend_rows(trends.ratio, years_of_trends())),
        "smoking_stop": (STOP, ["sex", "age", "quit", "relapse"], by_sex_age(stop)),
        "smoking_education": (
            EDUCATION, ["ses", "start", "quit"],
            [["low", *education["low"]], ["middle", 1.0, 1.0], ["high", *education["high"]]],
        ),
        "bmi_prevalence": (WEIGHT, ["sex", "age", *BMI[1:]], by_sex_age(lambda s, a: conditions.bmi[s, a])),
        "bmi_odds": (WEIGHT_ODDS, ["ses", "overweight", "obese", "gain", "gain_more"], weight_odds(conditions.bmi_odds)),
        "bmi_transitions": (
            MOVES, ["sex", "age", "gain", "gain_more", "lose", "lose_more"], by_sex_age(lambda s, a: moves[s, a]),
        ),
    }


def weight_odds(odds):
    """Odds in the base year, and the ratios on gaining weight that go with them: each step's own odds."""
    return [[ses, *odds[ses], odds[ses][0], odds[ses][1] / odds[ses][0]] for ses in SES]


PREVALENCE = head(
    "Smoking in the base year", "1", [SMOKING_SOURCE], "assumed",
    ["published/smoking_2024.csv: monotone cubics through the middles of its groups; up to 25 ever-smoking follows the fitted starting hazards",
     "current x one factor: 19 % of adults, 2023 (published/lifestyle_level_2023.csv)"],
    ["current is derived, former is assumed; nobody under 12 smokes"],
)
ODDS = head(
    "Odds of smoking and of having smoked, against never, by education", "1", [CBS_EDUCATION_LIFESTYLE], "derived",
    ["odds at 25-44, 45-64 and 65+, both sexes, against middle education; log-linear (monotone cubic) between 35, 55 and 75"],
)
START = head(
    "Starting to smoke", "1/year", [SMOKING_SOURCE], "derived",
    [
        "constant in 12-14, 15-19 and 20-24, fitted to ever-smoking at 10-14, 15-19 and at 25",
        "falls as fitted to the series of 2014 to 2023 (tables_2013/smoking_start.csv), ever more slowly, until 2033: assumed",
    ],
    ["per never smoker, all educations together"],
)
STOP = head(
    "Quitting and relapse", "1/year", [SMOKING_SOURCE], "assumed",
    [
        "quit: -ln(1 - 0.04): assumed, net of relapse within the year",
        "relapse: -ln(0.9) in the first year after quitting, -ln(0.98) in years 2-10, none later, mixed by "
        "time since quitting as if the number of former smokers stood still: assumed",
    ],
)
TRENDS = head(
    "Trends in smoking, weight and drinking from 2023", "1", [LIFESTYLE_SERIES], "assumed",
    [
        "1 in 2023; the ratio from which it starts is fitted: quit as tables_2013/trends.csv; the others such that shares of adults change as they do in 2023 in the "
        "projection from 2013 (derivation/trends.py)",
        "its logarithm goes on a straight line to 2033: to that with which shares of adults change no more, quitting to nothing: assumed",
    ],
    ["quit: current to former; gain: normal to overweight, gain_more: overweight to obese, drinking: moderate to harmful, these from 18"],
)
EDUCATION = head(
    "Ratios of starting and quitting by education", "1", [CBS_EDUCATION_LIFESTYLE], "derived",
    [
        "start: ratio of -ln(never) at 25-44; quit: geometric mean at 25-44 and 45-64 of the ratios of -ln(current / ever)",
    ],
    ["against middle education"],
)
WEIGHT = head(
    "Normal weight, overweight, obesity in the base year", "1", [SMOKING_SOURCE], "derived",
    ["published/bmi_2024.csv and bmi_children_2013.csv: monotone cubics through the middles of the groups, adults at the level of 2023 "
     "(published/lifestyle_level_2023.csv)"],
    ["split of adults over the sexes assumed; from none at birth: assumed; children by their own cut-off points, level of 2013"],
)
WEIGHT_ODDS = head(
    "Odds of overweight and obesity against normal weight by education, and ratios of gaining weight", "1", [CBS_EDUCATION_LIFESTYLE], "derived",
    ["25 and over, 2021, not standardised for age; gain = odds of overweight, gain_more = odds of obesity over those of overweight"],
)
MOVES = head(
    "Gaining and losing weight", "1/year", [SMOKING_SOURCE, DYNAMO], "assumed",
    [
        "gain: normal to overweight, gain_more: overweight to obese; what keeps prevalence by age as it is, given ways back "
        "and the deaths that weight costs: derived",
        "lose, lose_more: -ln(1 - 0.02), more where prevalence falls faster: assumed",
    ],
)
