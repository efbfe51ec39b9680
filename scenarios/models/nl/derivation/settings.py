"""Self-reliance and where people are cared for: a cohort projection over joint states that finds what keeps the shares of each age.

State: dementia (3) x self-reliance (3) x household (2) x care setting (6), by sex, from birth. At each step of age the hazards
without anything are those with which the shares of the base year (setting_targets.py) come out; then they are smoothed
over age, and followed once more. What comes out is what the tables hold: prevalences, odds, hazards and mortality.
"""

import math
from itertools import product

from .csv_tables import AGES, OPEN_AGE, SEXES
from .methods import moving_mean
from .published import assumption, published
from .setting_targets import totals

STEPS = 12  # a year
SMOOTH = 2
BEARS = 0.45  # largest share of background mortality that the excess of the elderly with Wlz takes
ENTRY = {"disability": 30, "mental": 60}  # ages from which nobody comes in
LAST = 96  # hazards are constant above
DEMENTIA = ("none", "mild", "full_time_care")
RELIANCE = ("independent", "limited", "severe")
HOUSEHOLD = ("with_others", "alone")
KILLING = ("diabetes", "ihd", "stroke", "heart_failure", "copd", "hip_fracture")  # conditions that kill more in long-term care
SETTINGS = ("home", "district_nursing", "wlz_home", "nursing_home", "disability_care", "mental_care")
HOME, NURSED, WLZ_HOME, NURSING_HOME, DISABILITY, MENTAL = range(6)
OLD = (WLZ_HOME, NURSING_HOME)
STATES = tuple(product(range(3), range(3), range(2), range(6)))
INDEX = {state: k for k, state in enumerate(STATES)}
ORDER = ("limited", "severe", "nursing_home", "indication", "district_nursing", "disability", "mental")  # in a step
FITTED = ("limited", "severe", "district_nursing", "indication", "nursing_home", "disability", "mental")


def ratios():
    """Rate ratio by (transition, by, state)."""
    return {(row["transition"], row["by"], row["state"]): row["ratio"] for row in published("setting_ratios")}


def moved(state, place, value):
    return INDEX[(*state[:place], value, *state[place + 1 :])]


class Moves:
    """From each state by one transition: (from, to, product of ratios)."""

    def __init__(self, name, place, leaves, enters):
        table = ratios()

        def of(by, state):
            return table.get((name, by, state), 1.0)

        self.name, self.place = name, place
        self.all = [
            (k, moved(state, place, enters),
             of("dementia", DEMENTIA[state[0]]) * of("self_reliance", RELIANCE[state[1]]) * of("household", HOUSEHOLD[state[2]]))
            for k, state in enumerate(STATES) if state[place] == leaves
        ]

    def flow(self, shares, hazard, step):
        return sum(shares[k] * -math.expm1(-hazard * ratio * step) for k, _, ratio in self.all)

    def solve(self, shares, wanted, step):
        """Hazard with which so many move."""
        if wanted <= 1e-9:
            return 0.0
        weight = sum(shares[k] * ratio for k, _, ratio in self.all) * step
        low, high = 0.0, 4 * wanted / weight if weight > 0 else 0.0
        while high > 0 and self.flow(shares, high, step) < wanted and high < 50:
            high *= 2
        for _ in range(24):
            middle = (low + high) / 2
            low, high = (middle, high) if self.flow(shares, middle, step) < wanted else (low, middle)
        return (low + high) / 2

    def move(self, shares, hazard, step):
        if hazard <= 0:
            return
        for k, to, ratio in self.all:
            if shares[k] > 0:
                going = shares[k] * -math.expm1(-hazard * ratio * step)
                shares[k] -= going
                shares[to] += going


MOVES = {
    "limited": Moves("limited", 1, 0, 1), "severe": Moves("severe", 1, 1, 2),
    "district_nursing": Moves("district_nursing", 3, HOME, NURSED), "indication": Moves("indication", 3, NURSED, WLZ_HOME),
    "nursing_home": Moves("nursing_home", 3, WLZ_HOME, NURSING_HOME), "disability": Moves("none", 3, HOME, DISABILITY),
    "mental": Moves("none", 3, HOME, MENTAL), "recovery": Moves("recovery", 3, NURSED, HOME),
    "independent": Moves("none", 1, 1, 0), "onset": Moves("none", 0, 0, 1), "progress": Moves("none", 0, 1, 2),
    "alone": Moves("none", 2, 0, 1), "together": Moves("none", 2, 1, 0),
}


def share_of(shares, condition):
    return sum(p for p, state in zip(shares, STATES) if condition(state))


PRESENT = {  # what each fitted transition brings to its target
    "limited": lambda state: state[1] >= 1, "severe": lambda state: state[1] == 2, "district_nursing": lambda state: state[3] == NURSED,
    "indication": lambda state: state[3] in OLD, "nursing_home": lambda state: state[3] == NURSING_HOME,
    "disability": lambda state: state[3] == DISABILITY, "mental": lambda state: state[3] == MENTAL,
}


def move_all(shares, rates, hazards, backwards=False):
    """A step of dying and moving, one after the other; every second step backwards, so that what comes first and last evens out."""
    for name in (reversed if backwards else list)(("dying", *hazards)):
        if name == "dying":
            for k, rate in enumerate(rates):
                shares[k] *= math.exp(-rate / STEPS)
            alive = sum(shares)
            shares[:] = [p / alive for p in shares]
        else:
            MOVES[name].move(shares, hazards[name], 1 / STEPS)


class Settings:
    """`patients`: of an earlier round (derivation/patients.py), who tell which states the deaths of conditions fall on."""

    def __init__(self, conditions, targets, patients=None):
        self.conditions, self.targets, self.persons, self.patients = conditions, targets, targets.persons, patients
        self.goal = {"limited": targets.limited, "severe": targets.severe, "district_nursing": targets.district_nursing,
                     "indication": targets.elderly, "nursing_home": targets.nursing_home,
                     "disability": targets.disability, "mental": targets.mental}
        self.recovery = assumption("district_nursing_recovery_per_year")
        self.client_ratio = assumption("background_ratio_disability_or_mental_illness")
        self.hazards, self.at = {}, {}
        for sex in SEXES:
            self.fit(sex)

    def deaths_wanted(self):
        """Deaths a year of elderly clients: those of all clients in the first ten weeks of 2020, as a share of a usual week, less those of
        other clients; per client of that year, x clients of the base year."""
        found = totals()
        deaths = found["deaths_wlz", 2020] / found["deaths_all", 2020] * found["deaths_year", 2019]
        others = found["clients", 2018] - found["clients_somatic", 2018] - found["clients_psychogeriatric", 2018]
        growth = found["clients", 2019] / found["clients", 2018]
        per_client = (deaths - assumption("wlz_deaths_of_others_per_year") * others * growth) / ((found["clients", 2018] - others) * growth)
        return per_client * self.targets.count(self.targets.elderly)

    def each_age(self, value):
        """Sum over inhabitants of value(sex, age, shares, rates of dying by state)."""
        return sum(self.persons[key] * value(*key, *found[:2]) for key, found in self.at.items())

    def deaths(self):
        return self.each_age(lambda sex, age, shares, rates: sum(p * m for p, m, state in zip(shares, rates, STATES) if state[3] in OLD))

    def alone_otherwise(self, sex):
        """Mortality of those who live alone against everyone's, by age."""
        found = []
        for age in AGES:
            shares, rates = self.at[sex, age][:2]
            alone = share_of(shares, lambda state: state[2] == 1)
            died = sum(p * rate for p, rate, state in zip(shares, rates, STATES) if state[2] == 1)
            found.append(died / alone / sum(p * rate for p, rate in zip(shares, rates)) if alone > 1e-9 else 1.0)
        return moving_mean(found, SMOOTH)

    def entering(self, name):
        """How many a year make a transition, from who is where at the middle of each year of age."""
        return self.each_age(lambda sex, age, shares, rates: sum(
            shares[k] * self.hazards[sex][name][age] * ratio for k, _, ratio in MOVES[name].all))

    def mortality(self, sex, age, shares):
        """By state; and the ratios on background mortality behind it: of the elderly with Wlz, by dementia, of other clients.

        Conditions kill those with Wlz more than others with the condition, at the same number of deaths. The elderly with Wlz and without
        dementia have an excess of their own, of which background mortality must be able to bear its share. Mean mortality is that of the age.
        """
        course, m = self.conditions.courses["dementia", sex], self.conditions.mortality[sex][age]
        own = [0.0, course.excess[age], course.excess[age] * course.later_excess]
        count = [[share_of(shares, lambda state, d=d, w=w: state[0] == d and (state[3] in OLD) == w) for w in (False, True)] for d in range(3)]
        dementia = sum(own[d] * sum(count[d]) for d in range(3))
        rest = self.with_conditions(sex, age, shares)
        conditions = sum(p * rate for p, rate in zip(shares, rest))
        mean = max(0.15 * m, m - conditions - dementia)  # background
        full, mild = (assumption(f"background_ratio_{name}") for name in ("dementia_in_full_time_care", "mild_dementia"))
        client = self.client_ratio
        clients = share_of(shares, lambda state: state[3] in (DISABILITY, MENTAL))
        excess = min(assumption("excess_in_long_term_care"), BEARS * mean / count[0][1]) if count[0][1] > 0 else 0.0
        bare = (mean * (1 - sum(count[2]) * full - sum(count[1]) * mild) - count[0][1] * excess) / (sum(count[0]) + clients * (client - 1))
        old_ratio = 1 + excess / bare
        times = [1.0, *(ratio * mean / bare * sum(n) / (n[0] + n[1] * old_ratio) if sum(n) > 1e-9 else ratio
                        for ratio, n in ((mild, count[1]), (full, count[2])))]
        background = [bare * times[d] * (old_ratio if s in OLD else client if s in (DISABILITY, MENTAL) else 1.0) for d, _, _, s in STATES]
        rates = [rest[k] + own[state[0]] + background[k] for k, state in enumerate(STATES)]
        return rates, (old_ratio, times, background)

    def with_conditions(self, sex, age, shares):
        """Mortality from conditions but dementia by state: of those that kill more in long-term care as patients are spread over the
        states (at first: as many everywhere), of the others the same everywhere."""
        dementia = self.conditions.courses["dementia", sex]
        whole = self.conditions.remaining.explained(sex, age) * self.conditions.mortality[sex][age] - dementia.prevalence[age] * dementia.mean_excess(age)
        courses = [self.conditions.courses[name, sex] for name in KILLING]
        killing = sum(course.prevalence[age] * course.mean_excess(age) for course in courses)
        if self.patients:
            times = [sum(values) for values in zip(*(self.patients[name, sex].own[age] for name in KILLING))]
        else:
            times = [assumption("condition_deaths_ratio_in_long_term_care") if s in OLD else 1.0 for _, _, _, s in STATES]
        mean = sum(p * value for p, value in zip(shares, times))
        return [killing * value / mean + max(0.0, whole - killing) for value in times]

    def fit(self, sex):
        raw = {name: [] for name in FITTED}
        self.follow(sex, None, raw)
        self.hazards[sex] = {name: self.smoothed(name, sex, values) for name, values in raw.items()}
        for _ in range(8):
            self.follow(sex, self.hazards[sex])
            for name in FITTED:
                self.correct(name, sex)
        self.follow(sex, self.hazards[sex])

    def smoothed(self, name, sex, values):
        if name in ENTRY:
            return [value if age < ENTRY[name] else 0.0 for age, value in enumerate(values)]
        first = next((age for age, value in enumerate(values) if value > 1e-7), LAST)
        logs = [math.log(max(value, 1e-7)) for value in values[first : LAST + 1]]
        logs = moving_mean(moving_mean(logs, SMOOTH), SMOOTH)
        return [math.exp(logs[min(age, LAST) - first]) if age >= first else 0.0 for age in AGES]

    def present(self, name, sex, ages):
        return sum(self.persons[sex, age] * share_of(self.at[sex, age][0], PRESENT[name]) for age in ages)

    def correct(self, name, sex):
        """As many as wanted: of other clients in all, of the others in steps of ten years of age, less what the younger bring along."""
        whole = self.targets.count(self.goal[name], [sex]) / self.present(name, sex, AGES)
        if name in ENTRY:
            miss = [whole] * len(AGES)
        else:
            groups = [range(first, first + 10 if first < 90 else OPEN_AGE + 1) for first in range(0, 100, 10)]
            found = [(self.targets.count(self.goal[name], [sex], ages), self.present(name, sex, ages)) for ages in groups]
            ratio = [wanted / there if min(wanted, there) > 20 else 1.0 for wanted, there in found]
            kept = 0.2 if name == "district_nursing" else 0.6
            step = [(value / before**kept) ** 0.7 for value, before in zip(ratio, [1.0, *ratio])]
            miss = [whole * math.exp(value) for value in moving_mean([math.log(step[min(age // 10, 9)]) for age in AGES], 3)]
        self.hazards[sex][name] = [value * factor for value, factor in zip(self.hazards[sex][name], miss)]

    def follow(self, sex, hazards, raw=None):
        """From birth on; with `raw` the hazards are solved and noted there, else they are given."""
        shares = [0.0] * len(STATES)
        shares[INDEX[0, 0, 0, HOME]] = 1.0
        for age in AGES:
            for values in (raw or {}).values():
                values.append(0.0)
            given = self.given(sex, age)
            for k in range(STEPS):
                if k in (0, STEPS // 2):  # mortality of the age is met in the middle of the year: within it care becomes more common
                    rates, known = self.mortality(sex, age, shares)
                if k == STEPS // 2:
                    self.at[sex, age] = (list(shares), rates, *known)
                if raw is None:
                    move_all(shares, rates, {**given, **{name: hazards[name][age] for name in ORDER}}, backwards=k % 2)
                else:
                    self.solve(sex, age, (k + 1) / STEPS, shares, rates, given, raw)

    def given(self, sex, age):
        """Hazards of the moves that are not fitted."""
        household, dementia = self.conditions.lifestyle["household", sex], self.conditions.courses["dementia", sex]
        return {"onset": dementia.onset[age], "progress": dementia.progress[age], "alone": household.onset[age], "together": household.remission,
                "recovery": self.recovery, "independent": assumption("self_reliance_recovery_per_year")}

    def moves(self, sex, age):
        """Hazards of every move."""
        return {**self.given(sex, age), **{name: values[age] for name, values in self.hazards[sex].items()}}

    def solve(self, sex, age, reached, shares, rates, given, raw):
        step = 1 / STEPS
        move_all(shares, rates, given)
        for name in ORDER:
            hazard = MOVES[name].solve(shares, self.wanted(name, sex, age, reached) - share_of(shares, PRESENT[name]), step)
            raw[name][-1] += hazard * step
            MOVES[name].move(shares, hazard, step)

    def wanted(self, name, sex, age, reached):
        """Share at exact age; the shares of the base year are those of the middle of each year of age."""
        goal, at = self.goal[name], age + reached - 0.5
        low = max(math.floor(at), 0)
        return goal[sex, low] + (at - low) * (goal[sex, min(low + 1, OPEN_AGE)] - goal[sex, low])


