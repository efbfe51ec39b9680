"""Patients among the states of the projection of care settings: who of them is in long-term care, and what they die of otherwise.

One condition and sex at a time: the projection's people are divided into those without, in the earlier and in the later
stage, in the shares of their age. Who gets it does not depend on setting; what it raises (setting_ratios, dementia) is
raised about the hazards of the projection, and its patients die of it more in long-term care, in all as many.
"""

import math

from .chain import FACTORS
from .chain import STATES as ALL_STATES
from .csv_tables import AGES, SEXES
from .methods import linear, moving_mean
from .published import assumption
from .settings import MOVES, OLD, STATES, STEPS, Settings, ratios
from .staged import stages

NAMES = ("diabetes", "ihd", "stroke", "heart_failure", "copd", "hip_fracture", "osteoarthritis")
LIVING = ("drinking", "loneliness")  # no conditions, but ratios on background mortality
FIRST = 40  # age from which what else patients have is told apart
RAISED = ("limited", "severe", "indication", "onset")  # what conditions that are no states of the projection act on
SMOOTH = 2
LAST = 100
ROUNDS = 5
EQUAL = [1.0] * len(STATES)
IN_CARE = [assumption("condition_deaths_ratio_in_long_term_care") if state[3] in OLD else 1.0 for state in STATES]


def mean(values, weights):
    whole = sum(weights)
    return sum(value * weight for value, weight in zip(values, weights)) / whole if whole > 0 else values[0]


def steady(values):
    """Smooth over ages, and constant above LAST: few people say little."""
    smooth = moving_mean(values, SMOOTH)
    return [smooth[min(age, LAST)] for age in AGES]


def excess_of(course, age):
    """Of the earlier and the later stage."""
    if hasattr(course, "recurs"):  # heart disease, stroke: the chronic also die at another episode
        first, later = course.excess(age)
        return first, later + course.recurs(age) * course.fatality(age)
    if hasattr(course, "again"):
        return course.excess(age)
    if hasattr(course, "excess_by_stage"):
        return course.excess_by_stage(age)
    return course.excess[age], course.excess[age] * course.later_excess


def companions(conditions, sex, name, move):
    """By age, how much more often than everyone a condition's patients make a move for what else they have."""
    if name in LIVING:
        return [1.0] * len(AGES)
    table, points = ratios(), [(FIRST, 1.0)]
    others = {other for by, other, _ in table if by == move and other in NAMES} - {name}
    for node in conditions.nodes[sex]:
        if node.age > FIRST:
            raised = {}
            for other in others:
                shares = stages(conditions.courses[other, sex])(node.age)
                raised[other] = mean([table.get((move, other, state), 1.0) for state in ALL_STATES[other][1:]], shares[: len(ALL_STATES[other]) - 1])
            points.append((node.age, node.raised_against_all(name, raised)))
    return [linear(points, age) for age in AGES]


class Patients:
    """By age: `other`, mortality from all else of those in the earlier and the later stage and of both, against that without
    regard to care; `inside`, how much more patients would die of the condition because some are in long-term care; `raised`,
    mean ratio of those at risk of each transition."""

    def __init__(self, conditions, settings, name, sex):
        self.conditions, self.settings, self.name, self.sex = conditions, settings, name, sex
        self.course = (conditions.lifestyle if name in LIVING else conditions.courses)[name, sex]
        self.stages, self.leaving = stages(self.course), self.course.remission if name in LIVING else 0.0
        table = ratios()
        self.ratios = {move: [1.0, *(table.get((move, name, state), 1.0) for state in self.states())] for move in RAISED}
        self.companions = {move: companions(conditions, sex, name, move) for move in RAISED[:3]}
        self.other, self.inside, self.own, self.raised = ([], [], []), [], [], {move: [] for move in RAISED}
        self.follow()
        self.other = [steady(values) for values in self.other]

    def states(self):
        return (ALL_STATES[self.name][1:] * 2)[:2]

    def follow(self):
        shares = [[0.0] * len(STATES) for _ in range(3)]
        shares[0][0] = 1.0
        for age in AGES:
            given = self.settings.moves(self.sex, age)
            if self.name in FACTORS["dementia"]:
                direct = self.conditions.ratios.direct("dementia", self.name, self.sex, age)
                self.ratios["onset"] = [1.0, direct[1], direct[1]]
            rates = None
            for k in range(STEPS):
                if k in (0, STEPS // 2):
                    rates = self.mortality(age, shares, note=k > 0)
                self.step(shares, rates, given, age, k)
                self.keep(shares, age)

    def mortality(self, age, shares, note):
        """By stage and state. All who are in a state of the projection die as they do there."""
        rates, stage = self.settings.at[self.sex, age][1], excess_of(self.course, age)
        deaths = sum(e * p for e, row in zip(stage, shares[1:]) for p in row)
        weighted = sum(e * p * times for e, row in zip(stage, shares[1:]) for p, times in zip(row, IN_CARE))
        inside = weighted / deaths if deaths > 0 else 1.0
        ill = self.otherwise(age)
        found, all_own = ([], [], []), []
        for k, rate in enumerate(rates):
            p = [row[k] for row in shares]
            own, times = [0.0, *(e * IN_CARE[k] / inside for e in stage)], [values[k] for values in ill]
            mean_own, mean_times = (mean(values, p) for values in (own, times))
            all_own.append(mean_own)
            rest = max(rate - mean_own, 0.1 * rate) / mean_times
            for v in range(3):
                found[v].append((own[v], rest * times[v]))
        if note:
            self.inside.append(inside)
            self.own.append(all_own)
            self.note_other(age, shares, found)
        return [[own + rest for own, rest in row] for row in found]

    def note_other(self, age, shares, found):
        """Of each stage, and of both."""
        n, died = ([of(v) for v in (1, 2)] for of in (lambda v: sum(shares[v]), lambda v: sum(p * rest for p, (_, rest) in zip(shares[v], found[v]))))
        for values, some, dead in zip(self.other, (*n, sum(n)), (*died, sum(died))):
            values.append(dead / some / self.free(age) if some > 1e-9 else 1.0)

    def free(self, age):
        """Mortality from all else without regard to care; of ways of living that of everyone."""
        return self.conditions.mortality[self.sex][age] if self.name in LIVING else self.conditions.remaining.other[self.name, self.sex][age]

    def otherwise(self, age):
        """How much more those without it, and in each stage, die of all else, by state: what else they have and how they live raises all but
        deaths of dementia, whose states the projection has; ways of living raise background mortality."""
        _, rates, _, _, background = self.settings.at[self.sex, age]
        if self.name in LIVING:
            ratios_ = (self.conditions.ratios.direct("mortality", self.name, self.sex, age) * 2)[:3]
            return [[1 + (ratio - 1) * bare / rate for bare, rate in zip(background, rates)] for ratio in ratios_]
        dementia, p = self.conditions.courses["dementia", self.sex], self.course.prevalence[age]
        times = self.conditions.remaining.alike[self.name, self.sex][age]
        times = min(times, 0.9 / p) if p > 0 else times
        own = (0.0, dementia.excess[age], dementia.excess[age] * dementia.later_excess)
        raised = [1 - own[state[0]] / rate for state, rate in zip(STATES, rates)]
        return [[1 + (value - 1) * part for part in raised] for value in ((1 - p * times) / (1 - p), times, times)]

    def step(self, shares, rates, given, age, k):
        """As in the projection (move_all)."""
        for name in (reversed if k % 2 else list)(("dying", *given)):
            if name == "dying":
                for row, dying in zip(shares, rates):
                    row[:] = [p * math.exp(-rate / STEPS) for p, rate in zip(row, dying)]
            else:
                self.move(shares, name, given[name], age, note=k == STEPS // 2)

    def move(self, shares, name, hazard, age, note):
        """At the projection's hazard, more often those with the condition: for it, and for what else they have."""
        times = [1.0] * 3
        if name in self.ratios:
            risk = [sum(row[k] * ratio for k, _, ratio in MOVES[name].all) for row in shares]
            more = self.companions[name][age] if name in self.companions else 1.0
            times = [self.ratios[name][0], *(ratio * more for ratio in self.ratios[name][1:])]
            whole = mean(times, risk)
            times = [value / whole for value in times]
            if note:
                self.raised[name].append(mean(self.ratios[name], risk))
        for row, ratio in zip(shares, times):
            MOVES[name].move(row, hazard * ratio, 1 / STEPS)

    def keep(self, shares, age):
        """As many in each stage as there are at the age: from the stage before, in its proportions; where too many, from all alike."""
        alive = sum(map(sum, shares))
        first, later = (alive * value for value in self.stages(age))
        if self.leaving:
            for v in (1, 2):
                self.shift(shares, v, 0, sum(shares[v]) * self.leaving / STEPS, EQUAL)
        self.shift(shares, 1, 2, later - sum(shares[2]), EQUAL)
        self.shift(shares, 0, 1, first - sum(shares[1]), self.onset_by_state(age))
        for row in shares:
            row[:] = [p / alive for p in row]

    def onset_by_state(self, age):
        """Who gets it more often: people with dementia a hip fracture."""
        if "dementia" not in FACTORS.get(self.name, ()):
            return EQUAL
        ratio = self.conditions.ratios.direct(self.name, "dementia", self.sex, age)
        return [ratio[min(state[0], 1)] for state in STATES]

    def shift(self, shares, source, target, number, weight):
        """So many persons, in the proportions of the source x weight; the other way, where there are too many, of all alike."""
        if number < 0:
            source, target, number, weight = target, source, -number, EQUAL
        there = sum(p * times for p, times in zip(shares[source], weight))
        for k, p in enumerate(shares[source]):
            going = min(p, p * weight[k] * number / there) if there > 0 else 0.0
            shares[source][k] -= going
            shares[target][k] += going


class PeopleWithDementia:
    """`other` as of Patients: the projection again, people with dementia making moves more often for what else they have."""

    def __init__(self, conditions, settings, sex):
        self.companions = {move: companions(conditions, sex, "dementia", move) for move in RAISED[:3]}
        self.other, self.raised = ([], [], []), {move: [1.0] * len(AGES) for move in RAISED}
        remaining, course = conditions.remaining, conditions.courses["dementia", sex]
        shares = [1.0] + [0.0] * (len(STATES) - 1)
        for age in AGES:
            rates, given = settings.at[sex, age][1], settings.moves(sex, age)
            own = (0.0, course.excess[age], course.excess[age] * course.later_excess)
            for k in range(STEPS):
                if k == STEPS // 2:
                    times = remaining.alike["dementia", sex][age] / remaining.other["dementia", sex][age]
                    for values, some in zip(self.other, ((1,), (2,), (1, 2))):
                        there = [p if state[0] in some else 0.0 for p, state in zip(shares, STATES)]
                        rest = [rate - own[state[0]] for rate, state in zip(rates, STATES)]
                        values.append(times * mean(rest, there) if sum(there) > 1e-9 else 1.0)
                for name in (reversed if k % 2 else list)(("dying", *given)):
                    if name == "dying":
                        shares = [p * math.exp(-rate / STEPS) for p, rate in zip(shares, rates)]
                    else:
                        self.move(shares, name, given[name], age)
        self.other = [moving_mean(values, SMOOTH) for values in self.other]

    def move(self, shares, name, hazard, age):
        more = self.companions[name][age] if name in self.companions else 1.0
        times = [more if state[0] else 1.0 for state in STATES]
        moves = MOVES[name].all
        whole = mean([times[k] for k, _, _ in moves], [shares[k] * ratio for k, _, ratio in moves])
        for k, to, ratio in moves:
            going = shares[k] * -math.expm1(-hazard * ratio * times[k] / whole / STEPS)
            shares[k] -= going
            shares[to] += going


def settle_care(conditions, targets):
    """Settings, and patients among them: needing care tells what patients die of otherwise, that tells who is a patient."""
    patients = None
    for rounds in range(ROUNDS + 1):
        settings = Settings(conditions, targets, patients)
        patients = {(name, sex): Patients(conditions, settings, name, sex) for name in (*NAMES, *LIVING) for sex in SEXES}
        patients.update({("dementia", sex): PeopleWithDementia(conditions, settings, sex) for sex in SEXES})
        if rounds < ROUNDS:
            conditions.remaining.care = {key: found.other for key, found in patients.items() if key[0] not in LIVING}
            for sex in SEXES:
                for name in LIVING:
                    settle_living(conditions.lifestyle[name, sex], patients[name, sex].other)
                settle_living(conditions.lifestyle["household", sex], [settings.alone_otherwise(sex)] * 2)
                conditions.remaining.settle_care(sex)
            conditions.round()
    return settings, patients


def settle_living(course, other):
    """Mortality in each stage of a way of living, and the moves that keep its shares."""
    course.background = [[times * m for times, m in zip(values, course.mortality)] for values in other[:2]]
    course.fit()
