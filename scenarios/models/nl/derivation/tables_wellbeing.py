"""Tables of utility, positive health and perceived health."""

from .csv_tables import AGES, SEXES, age_key
from .chain import SES
from .sources import CBS_EDUCATION_LE, DYNAMO, head
from .tables_lifestyle import by_sex_age
from .wellbeing import DIMENSIONS, MEASURED_FROM, perceived_health, positive_health, utility_norm


def wellbeing_tables(conditions):
    norm = utility_norm()
    scores = positive_health()
    shares = perceived_health(conditions)

    def rounded(value):
        return float(f"{value:.4f}")

    return {
        "utility": (UTILITY, ["sex", "age", "utility"], by_sex_age(lambda s, a: [rounded(norm[s, a])])),
        "positive_health": (
            POSITIVE, ["age", "ses", *DIMENSIONS],
            [[age_key(age), ses, *(rounded(scores[name, ses, age]) for name in DIMENSIONS)]
             for age in range(MEASURED_FROM, AGES[-1] + 1) for ses in SES],
        ),
        "perceived_health": (
            PERCEIVED, ["sex", "age", "ses", "share"],
            [[sex, age_key(age), ses, rounded(shares[sex, age, ses])]
             for sex in SEXES for age in AGES for ses in SES],
        ),
    }


UTILITY = head(
    "Utility in the population", "1", [DYNAMO, "Clarijs et al. 2022 Quality of Life Research (level)"],
    "derived",
    ["monotone cubics through the published groups' middles"],
    ["diseases are inside; the ages from 80 look low"],
)
POSITIVE = head(
    "Positive health without the pack's conditions", "score", ["dimensions: Huber et al. 2016 BMJ Open 6:e010091; scores: none"], "assumed",
    ["published/positive_health.csv: straight lines between the groups' middles"], ["scores from 0 to 10; not measured below 18"],
)
PERCEIVED = head(
    "Good or very good perceived health in the population", "1",
    [CBS_EDUCATION_LE, "RIVM, VZinfo.nl: Monitor Missies, healthy life expectancy 2022 (CBS)"], "assumed",
    [
        "an assumed curve over age, shifted on the logit scale: by sex, so that years in good health are the published share of life (2022); "
        "by education from 25, so that the differences between educations in years in good health are the published ones",
    ],
)
