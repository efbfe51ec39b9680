"""Tables of care by setting and self-reliance, and of what is published per inhabitant in hours and half days."""

from .csv_tables import AGES, SEXES
from .chain import STATES as ALL_STATES
from .laws import ADULT, DAYS, NURSED_FROM, STOCKS
from .published import published
from .settings import NURSED, RELIANCE, SETTINGS
from .sources import COSTING, head
from .tables_lifestyle import by_sex_age
from .tables_settings import WLZ

NURSED_AGES = (*(f"{first}-{following - 1}" for first, following in zip(NURSED_FROM, NURSED_FROM[1:])), f"{NURSED_FROM[-1]}+")
AGE_GROUPS = (f"0-{ADULT - 1}", f"{ADULT}+")


def cents(value):
    return float(f"{value:.2f}")


def fine(value):
    return float(f"{value:.5g}")


def law_tables(laws, volumes):
    own = {k: laws.own[k] for k in laws.own}
    tables = {
        "days_care_setting": (DAYS_HEAD, ["state", *STOCKS], [[name, *(DAYS if k == stock else 0.0 for stock in STOCKS.values())] for k, name in enumerate(SETTINGS)]),
        "contribution_care_setting": (OWN, ["age", "state", "wlz_contribution"], [
            [ages, name, cents(own.get(k, 0.0)) if ages == AGE_GROUPS[1] else 0.0] for ages in AGE_GROUPS for k, name in enumerate(SETTINGS)]),
        "hours_district_nursing": (NURSING, ["age", "state", "district_nursing"], [
            [ages, name, fine(eur / volumes.price["district_nursing"]) if k == NURSED else 0.0] for ages, eur in zip(NURSED_AGES, laws.nursing()) for k, name in enumerate(SETTINGS)]),
        "cost_youth_mental": (YOUTH, ["age", "state", *YOUTH_CARE], [
            [ages, state, *(amount("youth_mental", state, ages, activity) for activity in YOUTH_CARE)] for ages in AGE_GROUPS for state in ("none", "problems")]),
        "profile_hours": (HOURS_PROFILE, ["sex", "age", "household_help", "individual_support", "district_nursing"], by_sex_age(
            lambda s, a: [*(fine(laws.hours[name, s, a]) for name in ("household_help", "individual_support")), fine(volumes.per_inhabitant("district_nursing", s, a))])),
        "profile_half_days": (HALF_DAYS_PROFILE, ["sex", "age", "day_care"], by_sex_age(lambda s, a: [fine(laws.half_days[s, a])])),
    }
    for attribute in ("self_reliance", "care_setting", "depression", "anxiety"):
        tables[f"hours_{attribute}"] = (hours_head(attribute), *hours(laws, attribute))
    tables["half_days_dementia"] = (HALF_DAYS, ["state", "day_care"], [[state, amount("dementia", state, "18+", "day_care")] for state in ALL_STATES["dementia"]])
    return tables


def amount(attribute, state, ages, activity):
    return next((row["amount"] for row in published("setting_use") if (row["attribute"], row["state"], row["ages"], row["activity"]) == (attribute, state, ages, activity)), 0.0)


def hours(laws, attribute):
    """Columns and rows: hours by state of adults."""
    states = {"self_reliance": RELIANCE, "care_setting": SETTINGS}.get(attribute) or ALL_STATES[attribute]
    helped = attribute in ("self_reliance", "care_setting")
    columns = [*(["household_help"] if helped else []), *([] if attribute == "care_setting" else ["individual_support"])]
    rows = []
    for ages in AGE_GROUPS:
        for state in states:
            help_hours = amount(attribute, state, ages, "household_help") * laws.help_factor
            found = {"household_help": fine(help_hours), "individual_support": amount(attribute, state, ages, "individual_support")}
            rows.append([ages, state, *(found[name] for name in columns)])
    return ["age", "state", *columns], rows


YOUTH_CARE = ("youth_care", "mental_health_care")  # general practice is in contacts: tables_units
USE = "see published/setting_use.csv"
DAYS_HEAD = head("Days of long-term care by care setting", "day", ["by definition"], "derived", ["365.25 a year"], ["per person-year"])
OWN = head("What adults in long-term care pay themselves", "EUR 2023", [WLZ, "Ministerie van VWS: Begroting 2023 (staatvenz.nl): 2,155.5 million EUR"], "derived",
           ["the published total over clients of 18 and over; at home 0.3 and other clients 0.35 times as much as in a nursing home: assumed"], ["per person-year"])
NURSING = head("Hours of district nursing by care setting", "hour", ["Vektis: Open Databestand Zorgverzekeringswet 2023, national totals (attribution, no resale)",
                                                                     "CBS, Monitor Langdurige Zorg, 2023: 73 % of nursing care", "Vektis, Factsheet Wijkverpleging 2022", COSTING], "derived",
               ["spending / price over those who have it; at 55-74 0.7 times as much as later (assumed); below, so few have it that it stays with everyone of the age"], ["per person-year"])
YOUTH = head("Cost of young people with mental-health problems beside the GP", "EUR 2023", [USE], "assumed", ["published/setting_use.csv"], ["per person-year"])
HALF_DAYS = head("Half days of day care by state", "half day", [USE], "assumed", ["published/setting_use.csv"], ["per person-year"])
HOURS_PROFILE = head("Hours of household help, individual support and district nursing per inhabitant", "hour", ["CBS StatLine 84580NED, 2021 and 2023; see published/law_spending.csv", COSTING],
                     "assumed", ["spending / price; district nursing: what the Zvw's nursing care is beside rehabilitation, by sex and age; household help: 90 % of it in the proportions of the states, the rest alike for adults (assumed)"], ["per person-year"])
HALF_DAYS_PROFILE = head("Half days of day care per inhabitant", "half day", ["see published/law_spending.csv", COSTING], "assumed",
                         ["a tenth of spending under the Wmo / price; beside dementia a rest that triples from 65 to 80 and again to 100 (assumed)"], ["per person-year"])


def hours_head(attribute):
    return head(f"Hours of support by state of {attribute.replace('_', '-')}", "hour", [USE], "assumed",
                ["published/setting_use.csv; household help scaled to 75 % of the law's total"], ["per person-year"])
