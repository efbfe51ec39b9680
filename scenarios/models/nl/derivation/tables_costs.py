"""Tables of cost: the profile to be met, what conditions cost, and how spending differs between people."""

from .costs import CATEGORIES, LAWS
from .sources import SPENDING, VEKTIS, VEKTIS_DEDUCTIBLE, VWS_DEDUCTIBLE, head
from .spending import GROUPS
from .tables_lifestyle import by_sex_age

ACTIVITIES = (*CATEGORIES, *LAWS)


def cost_tables(profile, cost, spending):
    def cents(value):
        return float(f"{value:.2f}")

    tables = {
        "cost_profile": (PROFILE, ["sex", "age", *ACTIVITIES], by_sex_age(lambda s, a: [cents(profile[name, s][a]) for name in ACTIVITIES])),
    }
    columns = [f"{kind}_{group}" for kind in ("users", "variation") for group in GROUPS]
    tables["spending"] = (SPREAD, ["sex", "age", *columns], list(spending.rows()))
    for condition in ("diabetes", "ihd", "stroke"):
        states = [state for name, state in cost if name == condition]
        used = [name for name in ACTIVITIES if any(cost[condition, state].get(name, 0) > 0 for state in states)]
        rows = [["none", *(0.0 for _ in used)]] + [[state, *(cents(cost[condition, state][name]) for name in used)] for state in states]
        tables[f"cost_{condition}"] = (CONDITION, ["state", *used], rows)
    return tables


PROFILE = head(
    "Cost per inhabitant by sex, age and activity", "EUR 2023", [VEKTIS, "Wmo: CBS StatLine 84580NED, 2023; see published/sector_totals_2023.csv, other_sectors_2023.csv"],
    "assumed",
    [
        "Zvw: published per insured person by sex and age group and by category, their interior assumed; smooth between groups such that "
        "each group's mean is kept; x the share of inhabitants insured, one number that gives the published 55.02 billion EUR",
        "other laws: assumed age shapes, scaled to totals: Wlz 33 billion (assumed; disability and mental care take what the elderly do not), "
        "Wmo 5.484 billion (published), youth care 6.9 billion (assumed)",
    ],
    ["per person-year"],
)
SPREAD = head(
    "How adults' spending differs, by group of activities: share who spend anything in a year, coefficient of variation among them", "1",
    [VEKTIS_DEDUCTIBLE, VWS_DEDUCTIBLE, VEKTIS], "assumed",
    [
        "share who spend nothing under the deductible by sex and age: logistic, meets the published shares of women, men, 18-34 and 75+; "
        "of a group of activities: that share to a power (assumed; the powers add up to 1, as groups are drawn independently)",
        "variation: in assumed proportions between groups; its level, linear between ages 25, 55 and 80, meets the published shares of 18-34 "
        "and 75+ who pay all (at cost of 2018) and the revenue of 2023, 3338 million EUR",
    ],
    ["groups: specialist care with patient transport; pharmacy with medical devices; mental health care; paramedical, dental and other care"],
)
CONDITION = head(
    "Spending attributed to the condition, per person with it", "EUR 2023", [SPENDING], "assumed",
    [
        "average attributed spending per person (derived), over activities by assumed shares; in the year after an episode a multiple "
        "of later years (4 for heart disease, 6 for stroke: assumed) that keeps the average",
    ],
    ["per person-year; an average, of which marginal_share is taken to follow the condition"],
)
