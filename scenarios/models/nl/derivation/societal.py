"""What society bears beside care: informal care and paid work lost, in euros; consultation that nobody pays; the cost of dying.

Paid work by the friction method. Of conditions that come once or stay, hours at onset. Depression and anxiety come and go: an
episode costs absence while it lasts, at most for a friction period F. If those who work are absent at the rate w, and episodes end
at the hazard r, that is w (1 - exp(-rF)) / r hours an episode: more, the longer it lasts, and ever less so. The model has episodes
and the years in them, so the cost of an episode is the straight line in its mean duration that touches this at usual care's:

    w F exp(-rF) at onset + w (1 - exp(-rF) (1 + rF)) a year in the episode

and presenteeism for as long as it lasts. A fixed sum at onset, whatever the duration, would make quicker recovery cost work, for
it leaves more people who can fall ill again.
"""

import math

from .chain import STATES, factors_of
from .csv_tables import AGES, SEXES, age_key, bounds
from .methods import linear
from .published import assumption, published
from .sources import COSTING, head, of_condition
from .staged import course_of

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
    at_onset, in_state = work_hours(hours)
    for name, head_of, found in (("productivity", WORK, at_onset), ("productivity_years", WORK_YEARS, in_state)):
        tables[name] = (head_of, ["age", *found], [[age_key(age), *working_eur(found, age, price["paid_work"])] for age in AGES])
    return tables


def working_eur(hours, age, price):
    share = working_share()[age]
    return [float(f"{value * price * share:.2f}") for value in hours.values()]


def work_hours(rows):
    """Hours lost by those who work: at onset, and a year in the state, by condition."""
    at_onset = {row["condition"]: row["hours"] for row in rows if row["account"] == "paid_work"}
    in_state = {}
    for row in rows:
        if row["account"] == "presenteeism":
            name = row["condition"]
            at_onset[name], absent = of_episodes(at_onset[name], course_of(name)["remission"])
            in_state[name] = absent + row["hours"]
    return at_onset, in_state


def of_episodes(hours, leave):
    """Hours an episode -> at its onset, and a year in it (see above)."""
    friction = assumption("friction_period_years")
    left = math.exp(-leave * friction)
    rate = hours * leave / (1 - left)
    return rate * friction * left, rate * (1 - left * (1 + leave * friction))


def check(checks, conditions):
    """Quicker recovery saves work of everyone whose hazard of a new episode is below (hours a year in it) / (hours at onset)."""
    at_onset, in_state = work_hours(published("societal_hours"))
    for name in in_state:
        limit = in_state[name] / at_onset[name]
        for sex in SEXES:
            highest = 0.0
            for age in range(15, 75):
                ratios = [max(conditions.ratios.direct(name, factor, sex, age)) for factor in factors_of(name)]
                highest = max(highest, conditions.courses[name, sex].onset[age] * math.prod(ratios))
            checks.between(f"highest hazard of an episode of {name}, {sex}, below which quicker recovery saves work", highest, 0.0, limit)


INFORMAL = head("Informal care of people with the condition", "EUR 2023", [COSTING, *NONE], "assumed",
                ["hours (assumed) x 19.51 EUR, the replacement cost of an hour"], ["per person-year"])
CONSULTS = head("Consultation across domains of people with the condition", "consult", NONE, "assumed",
                ["published/consultation.csv"], ["per person-year; nobody pays it as such"])
WORK = head("Paid work lost at onset", "EUR 2023", [COSTING, *NONE], "assumed",
            ["hours within a friction period among those who work (assumed) x 41.40 EUR x share who work at that age (assumed)",
             "depression, anxiety: the part of an episode's hours that does not depend on how long it lasts (derivation/societal.py)"], ["per new case"])
WORK_YEARS = head("Paid work lost while depression or anxiety lasts", "EUR 2023", [COSTING, *NONE], "assumed",
                  ["absence that an episode costs for lasting longer, within a friction period of 0.32 years (assumed), and presenteeism (assumed), hours among "
                   "those who work x 41.40 EUR x share who work at that age (assumed; derivation/societal.py)"], ["per person-year in the state"])
