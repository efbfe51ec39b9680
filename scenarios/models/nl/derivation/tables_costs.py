"""Tables of cost: the profile to be met, what conditions cost, and how spending differs between people."""

from .activities import ACTIVITIES, EURO, unit_of
from .chain import STATES
from .costs import by_law
from .csv_tables import AGES, age_key
from .sources import FALL_INJURIES, SPENDING, VEKTIS, VEKTIS_DEDUCTIBLE, VWS_DEDUCTIBLE, head, of_condition
from .spending import GROUPS
from .tables_lifestyle import by_sex_age


def cents(value):
    return float(f"{value + 0:.2f}")


def in_euros(euros):
    """Those activities that are counted in euros."""
    return {activity: eur for activity, eur in euros.items() if unit_of(activity) == EURO}


def cost_tables(profile, use, spending):
    priced = [name for name in ACTIVITIES if unit_of(name) == EURO]
    tables = {
        "cost_profile": (PROFILE, ["sex", "age", *priced], by_sex_age(lambda s, a: [cents(profile[name, s][a]) for name in priced])),
    }
    columns = [f"{kind}_{group}" for kind in ("users", "variation") for group in GROUPS]
    tables["spending"] = (SPREAD, ["sex", "age", *columns], list(spending.rows()))
    for condition in sorted({name for name, _ in use.per_year}):
        rows = {state: in_euros(use.per_year.get((condition, state), {})) for state in STATES[condition]}
        if any(rows.values()):
            tables[f"cost_{condition}"] = (of_condition(CONDITION, condition), *by_state(rows, lambda _, eur: cents(eur)))
    fall = in_euros(use.fall)
    tables["cost_serious_fall"] = (FALL, ["age", *fall], [["0+", *(cents(value) for value in fall.values())]])
    dying = in_euros(use.dying)
    tables["cost_death"] = (DEATH, ["age", *dying], [[age_key(age), *(cents(rows[age]) for rows in dying.values())] for age in AGES])
    return tables


def by_state(rows, value):
    """Columns and rows by state; where mental health care is in it, the young apart, whose care is another law's."""
    bands = (("0-17", 17), ("18+", 18)) if any("mental_health_care" in row for row in rows.values()) else (("", 18),)
    used = sorted({by_law(activity, age) for row in rows.values() for activity in row for _, age in bands}, key=ACTIVITIES.index)
    table = []
    for band, age in bands:
        for state, row in rows.items():
            lawful = {by_law(activity, age): value(activity, amount) for activity, amount in row.items()}
            table.append([*([band] if band else []), state, *(lawful.get(name, 0.0) for name in used)])
    return [*(["age"] if len(bands) > 1 else []), "state", *used], table


PROFILE = head(
    "Cost per inhabitant by sex, age and activity", "EUR 2023", [VEKTIS, "Wmo: CBS StatLine 84580NED, 2023; see published/sector_totals_2023.csv, other_sectors_2023.csv"],
    "assumed",
    [
        "Zvw: published per insured person by sex and age group and by category, their interior assumed; smooth between groups such that "
        "each group's mean is kept; x the share of inhabitants insured, one number that gives the published 55.02 billion EUR",
        "activities in euros; what a category has in units is in profile_contacts, _hours, _days, _visits, _treatments, _sessions, _rides; other specialist care: the rest",
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
    "Spending attributed to the condition, per person with it, on care that is not counted in units", "EUR 2023", [SPENDING], "assumed",
    [
        "average attributed spending per person (derived), over activities by assumed shares; a dear state costs so many times the other "
        "(assumed) that the average is kept; dementia, blood pressure and hip fracture by stage (published/stage_spending.csv); less what volumes_* have in units",
    ],
    ["per person-year; an average, of which marginal_share is taken to follow the condition"],
)
FALL = head(
    "Spending on a serious fall without hip fracture, on care that is not counted in units", "EUR 2023", [FALL_INJURIES], "assumed",
    ["mean of all falls treated at an emergency department less what the year after a hip fracture costs; over activities by assumed shares; less what volumes_serious_fall has in units"],
    ["per fall"],
)
DEATH = head(
    "Cost of the last year of life beside that of conditions, of care that is not counted in units", "EUR 2023", ["none"], "assumed",
    ["published/death_spending.csv: straight lines between ages; over activities by published/category_shares.csv"], ["per death, booked in the year of death"],
)
