"""Tables of cost: the profile to be met, what conditions cost, and how spending differs between people."""

from .chain import STATES
from .costs import ACTIVITIES, by_law
from .sources import FALL_INJURIES, SPENDING, VEKTIS, VEKTIS_DEDUCTIBLE, VWS_DEDUCTIBLE, head, of_condition
from .spending import GROUPS
from .tables_lifestyle import by_sex_age


def cost_tables(profile, cost, fall, spending):
    def cents(value):
        return float(f"{value:.2f}")

    tables = {
        "cost_profile": (PROFILE, ["sex", "age", *ACTIVITIES], by_sex_age(lambda s, a: [cents(profile[name, s][a]) for name in ACTIVITIES])),
    }
    columns = [f"{kind}_{group}" for kind in ("users", "variation") for group in GROUPS]
    tables["spending"] = (SPREAD, ["sex", "age", *columns], list(spending.rows()))
    for condition in sorted({name for name, _ in cost}):
        tables[f"cost_{condition}"] = (of_condition(CONDITION, condition), *cost_rows(condition, cost, cents))
    tables["cost_serious_fall"] = (FALL, ["age", *fall], [["0+", *(cents(value) for value in fall.values())]])
    return tables


def cost_rows(condition, cost, cents):
    """Columns and rows of a condition: by state; where mental health care is in it, the young apart, whose care is another law's."""
    states = STATES[condition]
    rows = {state: cost.get((condition, state), {}) for state in states}
    bands = (("0-17", 17), ("18+", 18)) if any("mental_health_care" in row for row in rows.values()) else (("", 18),)
    used = sorted({by_law(activity, age) for row in rows.values() for activity in row for _, age in bands}, key=ACTIVITIES.index)
    table = []
    for band, age in bands:
        for state in states:
            lawful = {by_law(activity, age): value for activity, value in rows[state].items()}
            table.append([*([band] if band else []), state, *(cents(lawful.get(name, 0.0)) for name in used)])
    return [*(["age"] if len(bands) > 1 else []), "state", *used], table


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
        "average attributed spending per person (derived), over activities by assumed shares; a dear state costs so many times the other "
        "(assumed) that the average is kept; dementia, blood pressure and hip fracture by stage (published/stage_spending.csv)",
    ],
    ["per person-year; an average, of which marginal_share is taken to follow the condition"],
)
FALL = head(
    "Spending on a serious fall without hip fracture", "EUR 2023", [FALL_INJURIES], "assumed",
    ["mean of all falls treated at an emergency department less what the year after a hip fracture costs; over activities by assumed shares"],
    ["per fall"],
)
