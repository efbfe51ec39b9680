"""Tables of care under the Zvw in units: per inhabitant, by state of conditions, at episodes, falls and death."""

from .activities import EURO, UNIT, ZVW, unit_of
from .chain import STATES
from .csv_tables import AGES, age_key
from .laws import ADULT
from .published import published
from .sources import COSTING, VEKTIS, head, of_condition
from .tables_costs import by_state
from .tables_lifestyle import by_sex_age

UNITS = tuple(unit for unit in dict.fromkeys(UNIT.values()) if unit not in (EURO, "hour"))  # hours are with the Wmo's
TITLES = {
    "contact": "Contacts with GPs, by day and out of hours", "day": "In-patient days and days of rehabilitation",
    "visit": "Out-patient visits and visits to an emergency department", "treatment": "Day treatments in hospital",
    "session": "Sessions of paramedical care", "ride": "Rides with patients",
}
METHODS = {
    "contact": "by day 4.5 a person (2018), out of hours 4.4 million (2022); out of hours by age: published for the youngest and oldest, else assumed; by day as spending on GPs less that",
    "day": "in-patient: 2.85 million admissions (2021), of 2019 0.53 not by day, less observations, x 5.2 days; by age admissions of 2019 x an assumed number of days; rehabilitation and short stay: spending / price, by age as short stay of 2018 and, of geriatric rehabilitation, as all nursing (assumed)",
    "visit": "out-patient: 1.8 contacts a person (2001) less emergency departments', by age as other specialist care; emergency departments 1.84 million (2022), 37 % of them of 70 and over (2019), else assumed",
    "treatment": "day admissions: 2.85 million admissions (2021), 0.47 of them by day (2019), by age assumed",
    "session": "spending / price", "ride": "spending / price; seated transport counts as rides of that price",
}


def fine(value):
    return float(f"{value + 0:.5g}")


def in_units(euros):
    """Activities counted in units, in the pack's order; the GP too where a condition has one."""
    return {activity: euros[activity] for activity in ZVW if activity in euros and unit_of(activity) != EURO}


def unit_tables(volumes, use, laws):
    def units(activity, eur):
        return fine(eur / volumes.price[activity])

    tables = {}
    for unit in UNITS:
        names = [activity for activity in ZVW if UNIT[activity] == unit]
        tables[f"profile_{unit}s"] = (profile_head(unit), ["sex", "age", *names], by_sex_age(
            lambda s, a, names=names: [fine(volumes.per_inhabitant(name, s, a)) for name in names]))
    for condition in sorted({name for name, _ in use.per_year}):
        rows = {state: a_year(in_units(use.per_year.get((condition, state), {}))) for state in STATES[condition]}
        tables[f"volumes_{condition}"] = (of_condition(YEAR, condition), *by_state(rows, units))
    for condition, event in use.event.items():
        if event:
            tables[f"volumes_at_{condition}"] = (of_condition(EPISODE, condition), *once(in_units(event), units))
    tables["volumes_serious_fall"] = (FALL, *once(in_units(use.fall), units))
    dying = in_units(use.dying)
    tables["volumes_death"] = (DEATH, ["age", *dying], [[age_key(age), *(units(name, rows[age]) for name, rows in dying.items())] for age in AGES])
    tables["volumes_youth_mental"] = (YOUTH, ["age", "state", "general_practice"], [
        [ages, state, units("general_practice", youth(ages, state))] for ages in (f"0-{ADULT - 1}", f"{ADULT}+") for state in ("none", "problems")])
    return tables


def a_year(euros):
    """Without what comes at episodes alone."""
    return {activity: eur for activity, eur in euros.items() if eur > 1e-6}


def once(event, units):
    return ["age", *event], [["0+", *(units(name, eur) for name, eur in event.items())]]


def youth(ages, state):
    rows = published("setting_use")
    return next((row["amount"] for row in rows if (row["attribute"], row["state"], row["ages"], row["activity"]) == ("youth_mental", state, ages, "general_practice")), 0.0)


def profile_head(unit):
    return head(f"{TITLES[unit]} per inhabitant", unit, [VEKTIS, "see published/zvw_volumes.csv, use_by_age.csv, hospital_admissions_2019.csv, short_stay_2018.csv", COSTING], "assumed",
                [METHODS[unit]], ["per person-year; totals are published or derived, patterns by age partly assumed"])


UNIT_NOTE = "each column in the unit of its activity: published/zvw_activities.csv"
USE = "see published/condition_use.csv, category_shares.csv"
YEAR = head("Care of people with the condition in units", None, [USE, COSTING], "assumed",
            ["units take their euros out of those of the condition's category (published/condition_spending.csv, stage_spending.csv), over the states as these; the rest is in cost_*, of GPs in contacts; less what comes at an episode (volumes_at_*)"],
            ["per person-year; an average, of which marginal_share is taken to follow the condition", UNIT_NOTE])
EPISODE = head("Care at an episode of the condition in units", None, [USE], "assumed",
               ["units a year over episodes a year that are survived at first, or as stated"], ["per episode", UNIT_NOTE])
FALL = head("Care at a serious fall without hip fracture in units", None, [USE], "assumed",
            ["units take their euros out of those of the fall's category (published/fall_spending.csv)"], ["per fall", UNIT_NOTE])
DEATH = head("Care in the last year of life beside that of conditions, in units", None, ["none"], "assumed",
             ["euros (published/death_spending.csv) over activities by published/category_shares.csv, / price"], ["per death, booked in the year of death", UNIT_NOTE])
YOUTH = head("Contacts with GPs of young people with mental-health problems", "contact", ["see published/setting_use.csv"], "assumed",
             ["euros / price"], ["per person-year"])
