"""The activities of the pack: the insurers' category each is part of, its unit and price."""

from functools import cache

from .published import published

EURO = "EUR 2023"
CATEGORY = {row["activity"]: row["category"] for row in published("zvw_activities")}
CATEGORIES = tuple(dict.fromkeys(CATEGORY.values()))
ZVW = tuple(CATEGORY)
LAWS = ("wlz_care", "wmo_support", "wmo_contribution", "youth_care")
ACTIVITIES = (*ZVW, *LAWS)
UNIT = {row["activity"]: row["unit"] or EURO for row in published("zvw_activities")}
REST = {row["category"]: row["activity"] for row in published("zvw_activities") if row["rest"] == 1}


def within(category):
    return [activity for activity in ZVW if CATEGORY[activity] == category]


@cache
def volumes():
    """What is published of volumes and spending under the Zvw, by measure."""
    return {row["measure"]: row["value"] for row in published("zvw_volumes")}


def spent(category):
    return next(row["cost"] for row in published("zvw_cost_category_2023") if row["category"] == category)


@cache
def prices(inhabitants):
    """EUR per unit; a contact with a GP costs what is spent on it, capitation and care groups with it."""
    found = {row["activity"]: row["price"] or 1.0 for row in published("zvw_activities")}
    seen = volumes()
    out_of_hours = seen["out_of_hours_million_eur"] * 1e6
    found["out_of_hours_gp"] = out_of_hours / seen["out_of_hours_contacts"]
    found["general_practice"] = (spent("general_practice") - out_of_hours) / (seen["gp_contacts"] * inhabitants)
    return found


def unit_of(activity):
    return UNIT.get(activity, EURO)


def table_of(unit):
    """Which profile and residual table activities of a unit stand in."""
    return "" if unit == EURO else f"_{unit}s"
