"""A result file of the national study as arrays."""

import h5py
import numpy


def texts(dataset):
    return [text.decode() if isinstance(text, bytes) else text for text in dataset[:]]


class Result:
    """The first arm; ages are single ages on 1 January from -1 (born in the year), age groups those of the study."""

    def __init__(self, path):
        with h5py.File(path, "r") as file:
            self.years = [int(year) for year in file["year"][:]]
            self.states, self.transitions, self.ses = (texts(file[name]) for name in ("state", "transition", "ses"))
            self.starts = [int(start) for start in file["age_group_start"][:]]
            self.person_years, self.events = file["person_years"][0], file["events"][0]
            life = file["life_table"]
            self.alive, self.deaths = life["alive"][0], life["deaths"][0]  # [year, sex, age]
            self.life_expectancy, self.life_expectancy_se = life["life_expectancy"][0], life["life_expectancy_se"][0]
            self.founders = int(file.attrs["founders"])
            self.activities = texts(file["activity"])
            self.cost = file["money/cost_real"][0]  # [year, sex, age group, ses, activity]
            self.volumes = file["money/volumes"][0]  # the same
            measure = texts(file["wellbeing/measure"]).index("perceived_health")
            self.good_health = file["wellbeing/value_years"][0][..., measure]  # person-years [year, sex, age group, ses]
            self.deductible = file["money/deductible_paid"][0]  # [year, sex, age group, ses, deductible]

    def at(self, year):
        return self.years.index(year)

    def in_states(self, year, attribute, states):
        """Person-years [sex, age group]."""
        columns = [self.states.index(f"{attribute}.{state}") for state in states]
        return self.person_years[self.at(year)][..., columns].sum(axis=(2, 3))

    def lived(self, year):
        """Person-years [sex, age group, ses]."""
        return self.person_years[self.at(year)][..., self.states.index("vital.alive")]

    def count(self, year, prefix):
        """Events whose name begins so, everyone's."""
        columns = [k for k, name in enumerate(self.transitions) if name.startswith(prefix)]
        return self.events[self.at(year)][..., columns].sum()

    def deaths_by_group(self, years):
        """Deaths and person-years [sex, age group, ses] of some years."""
        columns = [k for k, name in enumerate(self.transitions) if name.startswith("vital.alive>dead")]
        places = [self.at(year) for year in years]
        return self.events[places][..., columns].sum(axis=(0, -1)), sum(self.lived(year) for year in years)


def life_expectancy(deaths, lived, starts, good=None):
    """At birth, of an abridged table: rates constant within groups, the last group open; of years in good health their share counts."""
    rates, share = deaths / lived, numpy.ones(len(starts)) if good is None else good / lived
    years = 0.0
    alive = 1.0
    for rate, width, part in zip(rates[:-1], numpy.diff(starts), share):
        dying = -numpy.expm1(-rate * width)
        years += part * alive * (dying / rate if rate > 0 else width)
        alive *= 1 - dying
    return years + share[-1] * alive / rates[-1]
