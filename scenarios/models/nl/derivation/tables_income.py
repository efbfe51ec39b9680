"""Tables of income: odds and shares by education, ratios on the remaining mortality, factors on perceived health."""

import math

from .chain import SES
from .csv_tables import SEXES
from .income import FIFTHS, FEELS_FROM, FEELS_FULLY, feeling
from .sources import CBS_INCOME, CBS_INCOME_LE, head
from .tables_conditions import BANDS, short

NEWBORN = "newborn"


def feeling_ages():
    """Key and age of each step over which perceived health comes to depend on income."""
    first, last = int(FEELS_FROM), int(FEELS_FULLY)
    return [(f"0-{first - 1}", 0), *((str(age), age) for age in range(first, last)), (f"{last}+", last)]


def income_tables(conditions):
    """After perceived_health(): it fits the factors."""
    income = conditions.income
    at_birth = [[sum(income.at(sex, 0)[k][j] for sex in SEXES) / 2 for j in range(len(FIFTHS))] for k in range(len(SES))]
    return {
        "income_prevalence": (SHARES, ["age", NEWBORN, *FIFTHS[1:]], [["0+", 0.0, *(1 / len(FIFTHS) for _ in FIFTHS[1:])]]),
        "income_odds": (ODDS, ["ses", *FIFTHS[1:]], [[ses, *map(short, income.odds[ses])] for ses in SES]),
        "income_at_birth": (BIRTH, ["ses", *FIFTHS], [[ses, *(short(len(FIFTHS) * share) for share in mine)] for ses, mine in zip(SES, at_birth)]),
        "ratios_income": (MORTALITY, ["sex", "age", "state", "mortality"],
                          [[sex, key, state, short(ratio)] for sex in SEXES for key, age in BANDS
                           for state, ratio in ((NEWBORN, 1.0), *zip(FIFTHS, income.ratios(sex, age)))]),
        "income_perceived_health": (FEELING, ["sex", "age", *FIFTHS],
                                    [[sex, key, *(short(math.exp(value * feeling(age))) for value in income.feels[sex])]
                                     for sex in SEXES for key, age in feeling_ages()]),
    }


SHARES = head(
    "Fifths of standardised household income", "1", ["none"], "assumed",
    ["a fifth each, at every sex and age"], ["later the lower fifths are thinner at high ages: more of them die"],
)
ODDS = head(
    "Odds of a fifth of incomes, against the lowest, by education", "1", ["none"], "assumed",
    ["odds of published/income_education.csv, against middle education"],
)
BIRTH = head(
    "Fifths of incomes of the newborn by their mother's education, against a fifth of all", "1", ["none"], "assumed",
    ["5 x the shares that the odds of published/income_education.csv give where each fifth is a fifth of everyone"],
)
MORTALITY = head(
    "Ratio of income on the mortality that conditions leave", "1", [CBS_INCOME_LE], "derived",
    ["equal steps of the logarithm from fifth to fifth, none up to 20, whole at 30-80, none from 100: assumed",
     "the step: fitted to the gap in life expectancy at birth between the highest and the lowest fifth, 8.1 (men) and 6.9 years (women) in 2011, as it comes out in a run"],
    ["beside education, whose own ratio is less what passes through income; association, not effect: illness costs income too"],
)
FEELING = head(
    "Factor of income on perceived health, against the middle fifth", "1", [CBS_INCOME], "derived",
    ["fitted, with mortality by income: the published differences from the middle fifth in life expectancy in good perceived health",
     "the same from 25 on, growing from 15: assumed"],
)
