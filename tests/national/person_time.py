"""Person-time and cases by joint state, from the lives of a result file in which everyone is sampled."""

import h5py
import numpy
from result import texts

YEAR = 12_582_912  # ticks
OLDEST = 120
GROUPS = 64  # random groups of lineages


class Lives:
    """Every life cut at each of its events and each 1 January into stretches in which nothing changes."""

    def __init__(self, path):
        with h5py.File(path, "r") as file:
            self.years = len(file["year"])
            states, self.transitions, roles = (texts(file[name]) for name in ("state", "transition", "transition_role"))
            lives = file["persons"]
            attributes = texts(lives["attribute"])
            begins, entered = lives["begins_moment"][:], lives["begins_state"][:]
            of, at, what = (lives[f"event_{name}"][:] for name in ("life", "moment", "transition"))
            self.sex_of = (lives["person_sex"][:] == b"male").astype(int)
            self.ses, self.ses_of = texts(file["ses"]), lives["person_ses"][:]
            self.age_at_start, self.group_of = lives["age_at_start"][:], (lives["lineage"][:] % GROUPS).astype(int)
        self.ses_of = numpy.select([self.ses_of == name.encode() for name in self.ses], range(len(self.ses)))
        self.states = {a: [s.split(".")[1] for s in states if s.startswith(a + ".")] for a in attributes}
        leaves = numpy.array([role in ("death", "departure") for role in roles])[what]
        ends = numpy.full(len(begins), self.years * YEAR)
        ends[of[leaves]] = at[leaves]
        self.cut(begins, ends, of, at, what)
        self.state = {}
        for k, attribute in enumerate(attributes):
            first = states.index(f"{attribute}.{self.states[attribute][0]}")
            self.state[attribute] = self.filled(attribute, entered[:, k] - first, roles)

    def cut(self, begins, ends, of, at, what):
        """Marks in the order of lives and of time; of equal moments an event comes before a 1 January."""
        lives = numpy.arange(len(begins))
        marks = [(lives, begins, numpy.full(len(lives), -1)), (of, at, what)]
        for year in range(1, self.years):
            here = lives[(begins < year * YEAR) & (ends > year * YEAR)]
            marks.append((here, numpy.full(len(here), year * YEAR), numpy.full(len(here), -2)))
        life, moment, kind = (numpy.concatenate(part) for part in zip(*marks))
        order = numpy.lexsort((kind == -2, kind != -1, moment, life))
        self.life, self.moment, self.kind = life[order], moment[order], kind[order]
        is_last = numpy.append(self.life[1:] != self.life[:-1], True)
        self.until = numpy.where(is_last, ends[self.life], numpy.append(self.moment[1:], 0))

    def filled(self, attribute, entered, roles):
        """The state of an attribute from each mark on: that of its last event, or that in which the life began."""
        to = numpy.full(len(self.transitions), -1)
        for t, name in enumerate(self.transitions):
            if name.startswith(attribute + ".") and roles[t] == "change":
                to[t] = self.states[attribute].index(name.split(">")[1].split("/")[0])
        new = numpy.where(self.kind == -1, entered[self.life], numpy.where(self.kind >= 0, to[self.kind], -1))
        return new[numpy.maximum.accumulate(numpy.where(new >= 0, numpy.arange(len(new)), 0))]

    def tally(self, at_risk, cases, factors):
        """Years at risk, and cases, by group, year, sex, age on 1 January and factors (attributes, or `ses`). A case
        counts for the states just before it."""
        risk = numpy.ones(len(self.life), bool)
        for attribute, state in at_risk.items():
            risk &= self.state[attribute] == self.states[attribute].index(state)
        happened = numpy.isin(self.kind, [self.transitions.index(name) for name in cases])
        case = numpy.append(happened[1:], False) & risk
        year = numpy.minimum(self.moment // YEAR, self.years - 1)
        age = numpy.clip(self.age_at_start[self.life] + year, 0, OLDEST)
        values, sizes = [self.group_of[self.life], year, self.sex_of[self.life], age], [GROUPS, self.years, 2, OLDEST + 1]
        for factor in factors:
            values.append(self.ses_of[self.life] if factor == "ses" else self.state[factor])
            sizes.append(len(self.ses if factor == "ses" else self.states[factor]))
        place = numpy.ravel_multi_index([value[risk] for value in values], sizes)
        lived = numpy.bincount(place, (self.until - self.moment)[risk] / YEAR, int(numpy.prod(sizes)))
        return lived.reshape(sizes), numpy.bincount(place, case[risk], len(lived)).reshape(sizes)
