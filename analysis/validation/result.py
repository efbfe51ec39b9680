"""A result file as arrays, read with h5py alone: what sim/io/FORMAT.md says, and none of kavel's code.

Of the arms only the first is read. Ages are completed years on 1 January; age -1 was born in the year.
"""

from functools import cached_property

import h5py
import numpy as np

from tables import parse

SEXES = ("female", "male")


class Result:
    def __init__(self, path):
        with opened(path) as file:
            self.title = file.attrs["title"]
            self.founders = int(file.attrs["founders"])
            self.years = [int(year) for year in file["year"][:]]
            self.areas, self.ses, self.states, self.transitions = (
                list(file[name].asstr()[:]) for name in ("area", "ses", "state", "transition")
            )
            if list(file["sex"].asstr()[:]) != list(SEXES):
                raise SystemExit(f"{path}: expected the sexes {', '.join(SEXES)}")
            self.state_attribute = list(file["state_attribute"].asstr()[:])
            self.roles = list(file["transition_role"].asstr()[:])
            self.starts = [int(start) for start in file["age_group_start"][:]]
            self.groups = list(file["age_group"].asstr()[:])
            self.person_years, self.events = file["person_years"][0], file["events"][0]
            self._by_year = {
                name: file["by_year"][name][0] for name in ("person_years", "person_years_se", "events", "events_se")
            }
            self.start, self.births, self.end = (file["proofs"][name][0] for name in ("start", "births", "end"))
            self._read_lives(file)
            self._read_wellbeing(file)
            self._read_money(file)
            self._read_study(file)
            self.persons = Persons(file) if "persons" in file else None

    def _read_lives(self, file):
        life = file["life_table"]
        self.first_age = int(life["age"][0])  # -1: born in the year
        self.alive, self.deaths = life["alive"][0], life["deaths"][0]  # [year, sex, age]
        self.life_expectancy, self.life_expectancy_se = life["life_expectancy"][0], life["life_expectancy_se"][0]

    def _read_wellbeing(self, file):
        if "wellbeing" not in file:
            self.measures = []
            return
        group = file["wellbeing"]
        self.measures = list(group["measure"].asstr()[:])
        self.measured, self.value_years = group["measured"][0], group["value_years"][0]

    def _read_money(self, file):
        self.activities = list(file["activity"].asstr()[:]) if "money" in file else []
        if not self.activities:
            return
        money = file["money"]
        self.activity_title, self.activity_sector, self.activity_deductible, self.activity_spread = (
            list(money[f"activity_{name}"].asstr()[:]) if f"activity_{name}" in money else [""] * len(self.activities)
            for name in ("title", "sector", "deductible", "spread")
        )
        self.sectors, self.sector_title = list(file["sector"].asstr()[:]), list(money["sector_title"].asstr()[:])
        self.cost, self.cost_real = money["cost"][0], money["cost_real"][0]  # [year, sex, group, ses, activity]
        self.price = money["price"][0]  # [year, activity]
        self.volumes = money["volumes"][0]  # in units, as cost
        self.activity_unit = list(money["activity_unit"].asstr()[:])
        self.deductibles = list(file["deductible"].asstr()[:]) if "deductible" in file else []
        self.deductible_from_age = [int(age) for age in money["deductible_from_age"][:]] if self.deductibles else []
        self.deductible_paid = money["deductible_paid"][0] if self.deductibles else None
        self.money_by_year = {
            name: money["by_year"][name][0]
            for name in money["by_year"]
            if isinstance(money["by_year"][name], h5py.Dataset) and money["by_year"][name].ndim == 3
        }

    def _read_study(self, file):
        self.texts = dict(zip(file["study/file"].asstr()[:], file["study/text"].asstr()[:]))
        group = file["parameters"]
        names = ("parameter", "table", "unit", "source", "status")
        rows = zip(
            *(group[name].asstr()[:] for name in names), group["value"][:], group["times"][:], group["outside"][:]
        )
        self.parameters = [dict(zip((*names, "value", "times", "outside"), row)) for row in rows]

    # What is in it.

    def at(self, year):
        return self.years.index(year)

    def has(self, attribute):
        return attribute in self.state_attribute

    @property
    def attributes(self):
        return list(dict.fromkeys(self.state_attribute))

    def states_of(self, attribute):
        return [state.split(".", 1)[1] for state, of in zip(self.states, self.state_attribute) if of == attribute]

    @property
    def is_country(self):
        return len(self.areas) == 1

    # Person-years: of any one attribute's states they add up to all.

    def lived(self, year):
        """Person-years [sex, group, ses]."""
        return self.in_states(year, self.state_attribute[0], None)

    def in_states(self, year, attribute, states):
        """Person-years [sex, group, ses] in some of an attribute's states; none named: in all."""
        columns = [
            k
            for k, (name, of) in enumerate(zip(self.states, self.state_attribute))
            if of == attribute and (states is None or name.split(".", 1)[1] in states)
        ]
        return self.person_years[self.at(year)][..., columns].sum(axis=-1)

    def prevalence(self, year, attribute, states):
        """[sex, group]"""
        people = self.lived(year).sum(axis=-1)
        return np.divide(
            self.in_states(year, attribute, states).sum(axis=-1),
            people,
            out=np.full(people.shape, np.nan),
            where=people > 0,
        )

    def persons_in(self, year, attribute, states):
        """Mean number of persons in a year, and its standard error, of the whole simulation."""
        columns = [self.states.index(f"{attribute}.{state}") for state in states]
        total = self._by_year["person_years"][self.at(year)][columns]
        errors = self._by_year["person_years_se"][self.at(year)][columns]
        return total.sum(), np.sqrt((errors**2).sum())

    def happened(self, year, transitions):
        """Events [sex, group, ses] of some transitions."""
        columns = [self.transitions.index(name) for name in transitions if name in self.transitions]
        return self.events[self.at(year)][..., columns].sum(axis=-1)

    def happened_se(self, year, transitions):
        columns = [self.transitions.index(name) for name in transitions if name in self.transitions]
        return float(np.sqrt((self._by_year["events_se"][self.at(year)][columns] ** 2).sum()))

    def deaths_by_cause(self, year):
        """cause -> (deaths [sex, group], standard error of all)"""
        causes = {}
        for name, role in zip(self.transitions, self.roles):
            if role == "death":
                causes.setdefault(self.cause_of(name), []).append(name)
        return {
            cause: (self.happened(year, names).sum(axis=-1), self.happened_se(year, names))
            for cause, names in causes.items()
        }

    def cause_of(self, transition):
        """The attribute that a death is named after (`ihd_onset` is of `ihd`), or its own name."""
        cause = transition.rsplit("/", 1)[-1] if "/" in transition else "all"
        of = [attribute for attribute in self.attributes if cause == attribute or cause.startswith(attribute + "_")]
        return max(of, key=len) if of else cause

    def single_ages(self, year):
        """Person-years [sex, age from 0], those born in the year with age 0."""
        alive = self.alive[self.at(year)].copy()
        alive[:, -self.first_age] += alive[:, : -self.first_age].sum(axis=1)
        return alive[:, -self.first_age :]

    def in_groups(self, values, year):
        """Means over the study's age groups of values [sex, age from 0], weighted by the person-years of the year."""
        people = self.single_ages(year)
        ages = people.shape[1]
        edges = [*self.starts, ages]
        held = np.stack([extended(values[sex], ages) for sex in range(2)])
        sums = np.stack([(held * people)[:, a:b].sum(axis=1) for a, b in zip(edges, edges[1:])], axis=1)
        totals = np.stack([people[:, a:b].sum(axis=1) for a, b in zip(edges, edges[1:])], axis=1)
        return np.divide(sums, totals, out=np.full(sums.shape, np.nan), where=totals > 0)

    @property
    def middles(self):
        """Mean age in the year of those in a group: half a year more than on 1 January."""
        widths = np.diff([*self.starts, self.starts[-1] + 6])
        return np.array(self.starts) + widths / 2 + 0.5

    # Figures of the model.

    def figure(self, key):
        """A figure of the model by sex and single age: [sex, age 0 to 120], not a number where its table has no row."""
        found = [row for row in self.parameters if row["parameter"] == key]
        if not found:
            return None
        return self.values_of(found[0])

    @cached_property
    def tables(self):
        return [parse(text, name) for name, text in self.texts.items() if name.endswith(".csv")]

    def values_of(self, parameter, state=None):
        """[sex, age 0 to 120]; of a table that has a row or a column for each state, those of one."""
        if not parameter["table"]:
            return np.full((2, 121), parameter["value"])
        title, column = (
            parameter["table"].rsplit(", column ", 1)
            if ", column " in parameter["table"]
            else (parameter["table"], None)
        )
        for table in self.tables:
            if title in (table.title, table.name) and (column is None or column in table.columns):
                keys = {"state": state} if state and "state" in table.columns else {}
                column = column or (state if state in table.columns else table.columns[-1])
                values = table.by_sex_and_age(column, outside=parameter["outside"], **keys)
                return values * (1 if np.isnan(parameter["times"]) else parameter["times"])
        raise SystemExit(f"the result file does not hold the table '{title}'")


def opened(path):
    try:
        file = h5py.File(path, "r")
    except OSError as error:
        raise SystemExit(f"{path}: expected a result file of kavel run, got {error}")
    if file.attrs.get("format") != "kavel result":
        raise SystemExit(f"{path}: expected a result file of kavel run, got another HDF5 file")
    return file


class Persons:
    """Sampled lives (kavel run --persons-sample)."""

    def __init__(self, file):
        group = file["persons"]
        arms = list(group["life_arm"].asstr()[:])
        first = file["arm"].asstr()[0]
        self.rows = np.array([k for k, arm in enumerate(arms) if arm == first])
        self.attributes = list(group["attribute"].asstr()[:])
        self.sex = np.array([SEXES.index(sex) for sex in group["person_sex"].asstr()[:]])
        self.age_at_start = group["age_at_start"][:]
        self.begins_moment = group["begins_moment"][:]
        self.begins_state = group["begins_state"][:]
        self.event_life, self.event_moment, self.event_transition = (
            group[f"event_{name}"][:] for name in ("life", "moment", "transition")
        )
        self.states = list(file["state"].asstr()[:])
        self.transitions = list(file["transition"].asstr()[:])
        self.roles = list(file["transition_role"].asstr()[:])

    TICKS = 12_582_912  # a year

    def on_1_january(self, years):
        """State of every life on the 1 January so many years after the start: [life, attribute]; -1: not there."""
        moment = years * self.TICKS
        state = np.where((self.begins_moment <= moment)[:, None], self.begins_state, -1)
        before = self.event_moment < moment
        for life, transition in zip(self.event_life[before], self.event_transition[before]):
            if self.roles[transition] in ("death", "departure"):
                state[life] = -1
                continue
            attribute, change = self.transitions[transition].split(".", 1)
            to = change.split(">", 1)[1].split("/", 1)[0]
            place = self.attributes.index(attribute)
            state[life, place] = self.states.index(f"{attribute}.{to}")
        return state


def extended(values, length):
    """As long as `length`: the last value goes on, or what is too long is cut off."""
    return np.concatenate([values[:length], np.full(max(0, length - len(values)), values[-1])])
