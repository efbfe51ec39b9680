"""What society bears beside care: informal care and paid work lost, in euros; consultation that nobody pays; the cost of dying."""

from .chain import STATES
from .csv_tables import AGES, age_key, bounds
from .methods import linear
from .published import published
from .sources import COSTING, head, of_condition

NONE = ["none"]


def death_cost():
    """EUR by age of death and category."""
    rows = published("death_spending")
    activities = [key for key in rows[0] if key != "age"]
    return {key: [linear([(row["age"], row[key]) for row in rows], age + 0.5) for age in AGES] for key in activities}


def by_state(rows, value):
    """Rows state and one column per condition; conditions share no states' names, so each has a table of its own."""
    tables = {}
    for row in rows:
        tables.setdefault(row["condition"], {})[row["state"]] = value(row)
    return {name: [[state, found.get(state, 0.0)] for state in STATES[name]] for name, found in tables.items()}


def working_share():
    shares = {}
    for row in published("working"):
        first, last = bounds(row["age"])
        shares.update((age, row["share"]) for age in range(first, last + 1))
    return shares


def societal_tables():
    tables = {}
    hours = published("societal_hours")
    price = {row["account"]: row["eur"] for row in published("societal_prices_2023")}
    informal_hour = price["informal_care"]
    informal = by_state([row for row in hours if row["account"] == "informal_care"],
                        lambda row: float(f"{row['hours'] * informal_hour:.2f}"))
    tables.update({f"informal_{name}": (of_condition(INFORMAL, name), ["state", "eur"], rows) for name, rows in informal.items()})
    tables.update({f"consults_{name}": (of_condition(CONSULTS, name), ["state", "consults"], rows)
                   for name, rows in by_state(published("consultation"), lambda row: row["consults"]).items()})
    work = {row["condition"]: row["hours"] * price["paid_work"] for row in hours if row["account"] == "paid_work"}
    share = working_share()
    tables["productivity"] = (WORK, ["age", *work], [[age_key(age), *(float(f"{eur * share[age]:.2f}") for eur in work.values())] for age in AGES])
    return tables


INFORMAL = head("Informal care of people with the condition", "EUR 2023", [COSTING, *NONE], "assumed",
                ["hours (assumed) x 19.51 EUR, the replacement cost of an hour"], ["per person-year"])
CONSULTS = head("Consultation across domains of people with the condition", "consult", NONE, "assumed",
                ["published/consultation.csv"], ["per person-year; nobody pays it as such"])
WORK = head("Paid work lost at onset", "EUR 2023", [COSTING, *NONE], "assumed",
            ["hours within a friction period among those who work (assumed) x 41.40 EUR x share who work at that age (assumed)"], ["per new case"])
