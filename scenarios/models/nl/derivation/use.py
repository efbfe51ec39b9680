"""What conditions, falls and dying use under the Zvw: euros by category divided over activities, some of it at events.

Stated are units (published/condition_use): a year in all, or per person-year or event. They take their euros out of those of
their category, so that a condition costs what it costs; what is left is the rest of the category (other specialist care,
GP practice). Units at an episode are taken off what the acute state costs a year.
"""

from .activities import CATEGORY, REST
from .chain import STATES
from .costs import patients
from .published import published

ACUTE = ("ihd", "stroke", "hip_fracture")  # have episodes; a serious fall is an event without a state


def episodes(conditions, name):
    """Episodes a year that are survived at first."""
    if name == "hip_fracture":
        return sum(n * rate for course in conditions.of(name).values() for n, rate in zip(course.persons, course.rates))
    found = 0.0
    for sex, course in conditions.of(name).items():
        found += sum(course.persons[sex, age] * rate * course.factor * (1 - course.fatality(age)) for age, rate in enumerate(course.rates))
    return found


def shares(what, category):
    return {row["activity"]: row["share"] for row in published("category_shares") if (row["what"], row["category"]) == (what, category)}


def divided(what, euros):
    """Euros by category -> by activity, by stated shares."""
    found = {}
    for category, eur in euros.items():
        parts = shares(what, category)
        for activity, share in (*parts.items(), (REST.get(category, category), 1 - sum(parts.values()))):
            if share * eur:
                found[activity] = found.get(activity, 0.0) + share * eur
    return found


class Use:
    """EUR by activity: `cost` a year in a state, events with it; `per_year` without them; `event` each; `fall`, `dying` by age."""

    def __init__(self, conditions, by_category, fall, dying, price):
        self.conditions, self.price = conditions, price
        self.rows = published("condition_use")
        self.cost, self.per_year, self.event = {}, {}, {}
        for name in dict.fromkeys(name for name, _ in by_category):
            self.divide(name, {state: by_category.get((name, state), {}) for state in STATES[name][1:]})
        self.fall = self.divide_event("serious_fall", fall)
        ages = range(len(next(iter(dying.values()))))
        rows = [divided("death", {category: euros[age] for category, euros in dying.items()}) for age in ages]
        self.dying = {activity: [row.get(activity, 0.0) for row in rows] for activity in dict.fromkeys(key for row in rows for key in row)}

    def source(self, activity, euros):
        """The activity out of whose euros a unit is paid."""
        rest = REST[CATEGORY[activity]]
        return rest if euros.get(rest) else "other_specialist_care"

    def divide(self, name, euros):
        persons = dict(zip(STATES[name][1:], patients(self.conditions, name)))
        cost = {state: divided(name, eur) for state, eur in euros.items()}
        whole = {state: dict(eur) for state, eur in cost.items()}  # before units
        self.event[name], count, acute = {}, 0.0, STATES[name][1]
        if name in ACUTE:
            count = episodes(self.conditions, name)
        for row in (row for row in self.rows if row["condition"] == name):
            activity, price = row["activity"], self.price[row["activity"]]
            if row["at"] == "episode":
                each = row["amount"] / (count if row["of"] == "all" else 1.0)
                self.event[name][activity] = each * price
                self.move(cost[acute], activity, each * price * count / persons[acute], whole[acute])
                continue
            weight = {state: whole[state].get(self.source(activity, whole[state]), 0.0) for state in persons}
            using = sum(n for state, n in persons.items() if weight[state])
            amount = row["amount"] / using if row["of"] == "all" else row["amount"]
            mean = sum(persons[state] * weight[state] for state in persons) / using
            for state in persons:
                self.move(cost[state], activity, amount * price * weight[state] / mean, whole[state])
        for state in persons:
            if cost[state]:
                self.cost[name, state] = cost[state]
                self.per_year[name, state] = dict(cost[state])
        for activity, each in self.event[name].items():
            self.per_year[name, acute][activity] -= each * count / persons[acute]

    def move(self, cost, activity, euros, whole):
        source = self.source(activity, whole)
        if source != activity and euros:
            cost[source] = cost.get(source, 0.0) - euros
            cost[activity] = cost.get(activity, 0.0) + euros

    def divide_event(self, name, euros):
        cost = divided(name, euros)
        whole = dict(cost)
        for row in (row for row in self.rows if row["condition"] == name):
            self.move(cost, row["activity"], row["amount"] * self.price[row["activity"]], whole)
        return cost

    def least(self):
        """What is left least, EUR, and where: units may not take more than there is."""
        found = {(name, state, activity): eur for (name, state), row in self.per_year.items() for activity, eur in row.items()}
        found.update({("serious_fall", "", activity): eur for activity, eur in self.fall.items()})
        where = min(found, key=found.get)
        return where, found[where]
