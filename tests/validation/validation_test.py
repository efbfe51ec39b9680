"""The validation report: the figures on its page are those of the result file, computed another way."""

import csv
import html.parser
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

import h5py
import numpy

SOURCE = pathlib.Path(__file__).resolve().parents[2]
SCENARIOS = SOURCE / "scenarios"
PROGRAM = pathlib.Path(os.environ["KAVEL_PROGRAM"])
PERSONS, YEARS, SAMPLE = 40_000, 27, 4_000

GOUT = """\
attributes:
  gout:
    states: [none, gout]
    prevalence: {gout: {value: 0.02, source: made up, status: assumed}}
    transitions:
      none>gout: {hazard: {value: 0.001, source: made up, status: assumed}}
"""


class Page(html.parser.HTMLParser):
    """Rows of comparisons, pictures, and text."""

    def __init__(self, text):
        super().__init__()
        self.rows, self.pictures, self.captions, self.open, self.words = [], 0, [], [], []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag in ("meta", "img", "br"):
            self.pictures += tag == "img" and attributes["src"].startswith("data:image/png;base64,")
            return
        self.open.append(tag)
        if tag == "tr" and "data-key" in attributes:
            self.rows.append({"key": attributes["data-key"], "miss": attributes["class"] == "miss", "text": []})
        if tag == "figcaption":
            self.captions.append("")

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.words.append(data)
        if "tr" in self.open and self.rows:
            self.rows[-1]["text"].append(data)
        if "figcaption" in self.open:
            self.captions[-1] += data


def run(*arguments, folder):
    done = subprocess.run([str(word) for word in arguments], cwd=folder, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def report(result, folder, *more):
    run(
        sys.executable,
        "-B",
        SOURCE / "analysis" / "validation" / "validate.py",
        result,
        "-o",
        folder / "page",
        *more,
        folder=folder,
    )
    with open(folder / "page" / "figures.csv", encoding="utf-8") as file:
        figures = {row["key"]: row for row in csv.DictReader(file)}
    return figures, Page((folder / "page" / "index.html").read_text(encoding="utf-8"))


def expectancy(rates, starts, shares=None, age=0.0):
    """Years lived beyond an age, in small steps; rates change at half past each group's first age."""
    step, alive, years = 0.002, 1.0, 0.0
    edges = [0.0, *(start + 0.5 for start in starts[1:])]
    at = age
    while at < 160:
        group = max(k for k, edge in enumerate(edges) if edge <= at + 1e-9)
        after = alive * numpy.exp(-rates[group] * step)
        years += step * (alive + after) / 2 * (1 if shares is None else shares[group])
        alive, at = after, at + step
    return years


class Validation(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.temporary = tempfile.TemporaryDirectory()
        cls.folder = pathlib.Path(cls.temporary.name)
        run(
            PROGRAM,
            "run",
            SCENARIOS / "nederland.yaml",
            "-o",
            "nl.h5",
            "--set",
            f"population.persons={PERSONS}",
            "--set",
            f"years={YEARS}",
            "--persons-sample",
            SAMPLE,
            "--quiet",
            folder=cls.folder,
        )
        cls.figures, cls.page = report("nl.h5", cls.folder)
        cls.file = h5py.File(cls.folder / "nl.h5")
        cls.scale = 17_811_291 / PERSONS
        cls.starts = list(cls.file["age_group_start"][:])

    @classmethod
    def tearDownClass(cls):
        cls.file.close()
        cls.temporary.cleanup()

    def labels(self, name):
        return list(self.file[name].asstr()[:])

    def simulated(self, key):
        return float(self.figures[key]["simulated"])

    def deaths_and_years(self, years):
        dead = [k for k, role in enumerate(self.labels("transition_role")) if role == "death"]
        alive = self.labels("state").index("vital.alive")
        return (
            self.file["events"][0, :years][..., dead].sum(axis=(0, -1)),
            self.file["person_years"][0, :years][..., alive].sum(axis=0),
        )

    def test_people(self):
        proofs = self.file["proofs"]
        self.assertAlmostEqual(self.simulated("inhabitants.2024"), proofs["end"][0, 0] * self.scale / 1e6)
        self.assertAlmostEqual(self.simulated("births.2023"), proofs["births"][0, 0] * self.scale / 1e3)
        self.assertAlmostEqual(self.simulated("deaths.2023"), proofs["deaths"][0, 0] * self.scale / 1e3)
        pyramid = [key for key in self.figures if key.startswith("population.")]
        self.assertEqual(
            pyramid, [f"population.{year}.{sex}" for year in (2023, 2033, 2048) for sex in ("female", "male")]
        )

    def test_life_expectancy_by_education(self):
        deaths, years = self.deaths_and_years(5)
        for sex, name in enumerate(("female", "male")):
            for k, group in enumerate(self.labels("ses")):
                rates = deaths[sex, :, k] / years[sex, :, k]
                self.assertAlmostEqual(
                    self.simulated(f"life_expectancy_at_0.{name}.{group}"), expectancy(rates, self.starts), delta=0.02
                )
        low = deaths[1, :, 0] / years[1, :, 0]
        self.assertAlmostEqual(
            self.simulated("life_expectancy_at_65.male.low"), expectancy(low, self.starts, age=65), delta=0.02
        )

    def test_life_expectancy_of_groups_is_that_of_single_ages(self):
        deaths, years = self.deaths_and_years(1)
        for sex in range(2):
            rates = deaths[sex].sum(axis=-1) / years[sex].sum(axis=-1)
            self.assertAlmostEqual(
                expectancy(rates, self.starts), self.file["life_table/life_expectancy"][0, 0, sex], delta=0.5
            )

    def test_healthy_life_expectancy(self):
        deaths, years = self.deaths_and_years(1)
        measure = list(self.file["wellbeing/measure"].asstr()[:]).index("perceived_health")
        value = self.file["wellbeing/value_years"][0, 0][..., measure].sum(axis=-1)
        time = self.file["wellbeing/measured"][0, 0][..., measure].sum(axis=-1)
        for sex, name in enumerate(("female", "male")):
            rates = deaths[sex].sum(axis=-1) / years[sex].sum(axis=-1)
            self.assertAlmostEqual(
                self.simulated(f"healthy_life_expectancy.{name}"),
                expectancy(rates, self.starts, value[sex] / time[sex]),
                delta=0.02,
            )

    def test_income(self):
        """Years in good health by fifth, from everyone's death and fifth among the sampled lives: no ratio is used."""
        result, _ = self.read()
        self.assertEqual(sum(key.startswith("income.healthy.") for key in self.figures), 10)
        for sex, name in enumerate(("female", "male")):
            years = [self.simulated(f"income.healthy.{name}.{fifth}") for fifth in ("lowest", "second", "third", "fourth", "highest")]
            self.assertEqual(years, sorted(years))
            mean = self.simulated(f"healthy_life_expectancy.{name}")
            self.assertAlmostEqual(numpy.mean(years), mean, delta=2.5)
        deaths, lived = self.rates_by_income(result)
        self.assertGreater(deaths.sum(), 300)
        for fifth, sign in ((0, 1), (4, -1)):
            standard = (lived[:, fifth] * deaths.sum(axis=1) / lived.sum(axis=1)).sum()
            self.assertGreater(sign * (deaths[:, fifth].sum() / standard - 1), 0.1)

    def rates_by_income(self, result):
        """Deaths and years of those sampled who were founders of 40 to 79, by ten years of age and fifth, in twenty years."""
        persons = result.persons
        place = persons.attributes.index("household_income")
        names = [persons.states[k].split(".")[1] for k in persons.begins_state[:, place]]
        fifth = numpy.array([("lowest", "second", "third", "fourth", "highest", "newborn").index(one) for one in names])
        founder = (persons.begins_moment == 0) & (persons.age_at_start >= 40) & (persons.age_at_start < 80) & (fifth < 5)
        ends = numpy.full(len(founder), 20.0)
        died = numpy.zeros(len(founder), bool)
        for life, moment, transition in zip(persons.event_life, persons.event_moment, persons.event_transition):
            if persons.roles[transition] in ("death", "departure") and moment < 20 * persons.TICKS:
                ends[life] = moment / persons.TICKS
                died[life] = persons.roles[transition] == "death"
        deaths, lived = numpy.zeros((4, 5)), numpy.zeros((4, 5))
        band = (persons.age_at_start - 40) // 10
        numpy.add.at(deaths, (band[founder], fifth[founder]), died[founder])
        numpy.add.at(lived, (band[founder], fifth[founder]), ends[founder])
        return deaths, lived

    def test_units_of_later_years(self):
        """Days of residents, and units per person at the base year's rates by sex and age, from the file itself."""
        volumes, states = self.file["money/volumes"][0], self.labels("state")
        activity = self.labels("activity").index("nursing_home_day")
        residents = self.file["person_years"][0, -1][..., states.index("care_setting.nursing_home")].sum()
        self.assertAlmostEqual(self.simulated("volumes.nursing_home_days"), volumes[-1][..., activity].sum() / residents)
        people = self.file["person_years"][0][..., states.index("vital.alive")].sum(axis=3)
        visit = self.labels("activity").index("emergency_department")
        units = volumes[..., visit].sum(axis=3)
        expected = (units[0] / people[0] * people[-1]).sum()
        self.assertAlmostEqual(self.simulated("volumes.later.emergency_department"), units[-1].sum() / expected)

    def test_patients_cases_and_deaths(self):
        states, transitions = self.labels("state"), self.labels("transition")
        people = self.file["by_year/person_years"][0, 0]
        for attribute in ("diabetes", "ihd", "stroke"):
            ill = sum(
                people[k]
                for k, state in enumerate(states)
                if state.startswith(attribute + ".") and not state.endswith(".none")
            )
            both = self.simulated(f"{attribute}.persons.female") + self.simulated(f"{attribute}.persons.male")
            self.assertAlmostEqual(both, ill * self.scale / 1000, places=6)
            died = sum(
                self.file["by_area/events"][0, 0, 0, k]
                for k, name in enumerate(transitions)
                if f"dead/{attribute}" in name
            )
            self.assertAlmostEqual(self.simulated(f"deaths.{attribute}"), died * self.scale / 1000, places=6)
        new = self.file["by_year/events"][0, 0, [name.startswith("diabetes.none>") for name in transitions].index(True)]
        self.assertAlmostEqual(
            self.simulated("diabetes.events.female") + self.simulated("diabetes.events.male"),
            new * self.scale / 1000,
            places=6,
        )

    def test_falls_and_shares(self):
        """Deaths and treated falls of all ages and from 65 on; patients in hospital by the pack's own table."""
        transitions, states = self.labels("transition"), self.labels("state")
        events, people = self.file["events"][0, 0], self.file["person_years"][0, 0]
        fatal = [k for k, name in enumerate(transitions) if name in ("vital.alive>dead/hip_fracture", "vital.alive>dead/fall")]
        self.assertAlmostEqual(self.simulated("deaths.falls"), events[..., fatal].sum() * self.scale / 1000, places=6)
        names = ("serious_fall.possible>possible", "hip_fracture.none>acute", "hip_fracture.after>acute")
        treated = [transitions.index(name) for name in names]
        old = [k for k, start in enumerate(self.starts) if start >= 65]
        alive = states.index("vital.alive")
        rate = events[:, old][..., treated].sum() / people[:, old][..., alive].sum()
        self.assertAlmostEqual(self.simulated("falls.rate.65+.both") / (1000 * rate), 1, delta=0.1)  # half of those of 64 turn 65
        adults = [k for k, start in enumerate(self.starts) if 20 <= start < 65]
        depressed = people[:, adults][..., states.index("depression.depression")].sum(axis=(1, 2))
        share = 100 * depressed / people[:, adults][..., alive].sum(axis=(1, 2))
        for sex, name in enumerate(("female", "male")):
            self.assertAlmostEqual(self.simulated(f"depression.share.18-64.{name}"), share[sex], delta=0.15)
        treated = people[..., states.index("blood_pressure.treated")].sum()
        self.assertAlmostEqual(self.simulated("blood_pressure.persons.both"), treated * self.scale / 1000, places=6)
        rows = list(csv.DictReader(line for line in self.table("volumes_heart_failure.csv").splitlines() if not line.startswith("#")))
        each = {row["state"]: float(row["inpatient_day"]) for row in rows}
        for sex, name in enumerate(("female", "male")):
            days = sum(each[state] * people[sex][..., states.index(f"heart_failure.{state}")].sum() for state in ("stable", "frequently_admitted"))
            self.assertAlmostEqual(self.simulated(f"heart_failure.days.admissions_2021.{name}"), days * self.scale / 1000, places=3)

    def table(self, name):
        return next(text for path, text in zip(self.labels("study/file"), self.labels("study/text")) if path.endswith("/" + name))

    def test_dementia_in_nursing_homes_and_later(self):
        states = self.labels("state")
        ill = [k for k, state in enumerate(states) if state in ("dementia.mild", "dementia.full_time_care")]
        people = self.file["by_year/person_years"][0, 2040 - 2023][ill].sum()
        self.assertAlmostEqual(self.simulated("dementia.2040"), people * self.scale / 1000, places=6)
        result, _ = self.read()
        lives = result.persons
        begins = [[states[place] for place in life] for life, moment, age in zip(lives.begins_state, lives.begins_moment, lives.age_at_start)
                  if moment == 0 and age >= 0]
        both = sum("care_setting.nursing_home" in life and "dementia.none" not in life for life in begins)
        self.assertAlmostEqual(self.simulated("dementia.in_nursing_homes"), both / len(begins) * 17_811.291, places=6)

    def test_what_is_not_simulated_is_said(self):
        said = " ".join(self.page.words)
        self.assertIn("patient experience: not simulated", said)
        self.assertIn("below 18 they are not measured", said)
        self.assertNotIn("no row in targets.csv", said)

    def test_money(self):
        sector = self.labels("money/activity_sector")
        cost = self.file["money/volumes"][0, 0].sum(axis=(0, 1, 2)) * self.file["money/price"][0, 0]
        for name in ("zvw", "wlz", "wmo", "youth_care"):
            self.assertAlmostEqual(
                self.simulated(f"cost.{name}"),
                sum(c for c, of in zip(cost, sector) if of == name) * self.scale / 1e6,
                places=3,
            )
        self.assertAlmostEqual(
            self.simulated("deductible.total"),
            self.file["random_groups/deductible_paid"][0, 0].sum() * self.scale / 1e6,
            places=3,
        )

    def test_residual_share(self):
        """From the residual tables in the file (euros and eight units), age by age."""
        tables = [
            list(csv.DictReader(line for line in text.splitlines() if not line.startswith("#")))
            for name, text in zip(self.labels("study/file"), self.labels("study/text"))
            if re.search(r"\bresidual\w*\.csv$", name)
        ]
        self.assertEqual(len(tables), 9)
        residual = sum(self.residual_of(rows) for rows in tables)
        share = 100 * residual / self.file["money/cost_real"][0, 0].sum()
        told = next(word for word in self.page.words if word.startswith("all laws together: "))
        self.assertAlmostEqual(float(told.split(":")[1].split("%")[0]), share, delta=0.35)

    def residual_of(self, rows):
        """Euros that a residual table gives those who lived in the first year."""
        alive = self.file["life_table/alive"][0, 0]  # [sex, age from -1]
        euros = 0.0
        for sex, name in enumerate(("female", "male")):
            own = {row["age_reached"].rstrip("+"): row for row in rows if row["sex"] == name}
            last = [row for row in rows if row["sex"] == name][-1]
            for place in range(alive.shape[1]):
                row = own.get(str(max(place, 1)), last)  # age on 1 January + 1; those born in the year count with age 0
                euros += alive[sex, place] * sum(
                    float(row[activity]) * price
                    for activity, price in zip(self.labels("activity"), self.file["money/price"][0, 0])
                    if activity in row  # consultation across domains has no residual
                )
        return euros

    def test_what_the_model_says_of_care_gives_its_cost(self):
        """Figures by age, state and event x who was there, against what the run booked in its first year."""
        result, care = self.read()
        year = result.years[0]
        cost = 0.0
        for sector in range(len(result.sectors)):
            reached = numpy.array([[care.reached(sector, sex, age) for age in range(121)] for sex in range(2)])
            cost += (result.in_groups(reached, year) * result.lived(year).sum(axis=-1)).sum()
            for name, figure in care.states.items():
                people = result.person_years[0].sum(axis=2)[..., result.states.index(name)]
                cost += (numpy.nan_to_num(result.in_groups(figure[sector], year)) * people).sum()
            for name, figure in care.events.items():
                count = result.events[0].sum(axis=2)[..., result.transitions.index(name)]
                cost += (numpy.nan_to_num(result.in_groups(figure[sector], year)) * count).sum()
        self.assertAlmostEqual(cost / result.cost_real[0].sum(), 1, delta=0.004)

    def test_last_year_of_life(self):
        """From the state of each who died of a condition in the middle of each of twelve months, and events."""
        result, care = self.read()
        persons = result.persons
        year, month = persons.TICKS, persons.TICKS // 12
        spent = []
        for event in numpy.flatnonzero([persons.roles[k] == "death" for k in persons.event_transition]):
            life, death = persons.event_life[event], persons.event_moment[event]
            at_death = persons.age_at_start[life] + death // year
            if not year <= death < 6 * year or persons.begins_moment[life] > death - year or at_death < 18:
                continue
            if result.cause_of(persons.transitions[persons.event_transition[event]]) not in result.attributes:
                continue
            mine = sorted((persons.event_moment[k], k) for k in numpy.flatnonzero(persons.event_life == life))
            names = [(moment, persons.transitions[persons.event_transition[k]]) for moment, k in mine]
            late = [name for moment, name in names if moment > death - year and name in care.events]
            cost = sum(care.events[name][:, persons.sex[life], at_death].sum() for name in late)
            months = [death - k * month - month // 2 for k in range(12)]
            cost += sum(self.rate(care, persons, life, names, at) for at in months) / 12
            spent.append(cost)
        self.assertGreater(len(spent), 50)
        self.assertAlmostEqual(self.simulated("last_year.18") / (numpy.mean(spent) / 1000), 1, delta=0.01)

    def rate(self, care, persons, life, names, at):
        """EUR a year at a moment of a life."""
        sex, age = persons.sex[life], persons.age_at_start[life] + at // persons.TICKS
        state = [persons.states[place] for place in persons.begins_state[life]]
        for moment, name in names:
            if moment <= at:
                attribute, to = name.split(".")[0], name.split(">")[1]
                state = [f"{attribute}.{to}" if one.split(".")[0] == attribute else one for one in state]
        rates = [care.states[one][:, sex, age].sum() for one in state if one in care.states]
        return care.residual[:, sex, min(age + 1, 120)].sum() + sum(rates)

    def test_two_or_more_conditions(self):
        """From the states in which those sampled began: none of a condition is its first state."""
        result, _ = self.read()
        persons = result.persons
        gone = ["vital", "residence", "childbearing", "serious_fall", "smoking", "bmi", "activity", "blood_pressure"]
        gone += ["drinking", "household", "loneliness", "household_income", "self_reliance", "care_setting"]
        columns = [k for k, name in enumerate(persons.attributes) if name not in gone]
        firsts = [result.state_attribute.index(persons.attributes[c]) for c in columns]
        founders = (persons.begins_moment == 0) & (persons.age_at_start >= 0)
        several = (persons.begins_state[:, columns] != firsts).sum(axis=1) >= 2
        for first in (0, 55):
            share = several[founders & (persons.age_at_start >= first)].mean()
            self.assertAlmostEqual(self.simulated(f"multimorbidity.{first}"), 100 * share, places=6)
        self.check_conditions_laid_in(persons, founders, (persons.begins_state[:, columns] != firsts).sum(axis=1))

    def check_conditions_laid_in(self, persons, founders, own):
        """Two conditions of known age pattern are drawn, and asthma; eyes and joints, drawn by them, keep it between bounds."""
        chance = numpy.random.Generator(numpy.random.PCG64(5))
        with open(SCENARIOS / "models/nl/published/conditions_elsewhere.csv", encoding="utf-8") as file:
            rows = list(csv.DictReader(line for line in file if line[0] != "#"))
        old = founders & (persons.age_at_start >= 55)
        counts = numpy.tile(own[old], (200, 1))
        for name in ("hearing", "osteoporosis", "asthma"):
            risk = numpy.zeros(old.sum())
            for row in rows:
                if row[name]:
                    first = int(row["age"].split("-")[0].rstrip("+"))
                    last = int(row["age"].split("-")[1]) if "-" in row["age"] else 120
                    age = persons.age_at_start[old]
                    risk[(persons.sex[old] == (row["sex"] == "male")) & (age >= first) & (age <= last)] = float(row[name]) / 1000
            counts = counts + (chance.random(counts.shape) < risk)
        least = 100 * (counts >= 2).mean()
        self.assertGreater(self.simulated("multimorbidity.with_five.55"), least + 1)
        self.assertLess(self.simulated("multimorbidity.with_five.55"), least + 9)

    def test_residents_of_nursing_homes(self):
        """Growth until 2040, all and by more people of each age, and how long they stay, from the file itself."""
        states, transitions = self.labels("state"), self.labels("transition")
        people = self.file["person_years"][0].sum(axis=3)
        inside, alive = (people[..., states.index(name)] for name in ("care_setting.nursing_home", "vital.alive"))
        entered = self.file["events"][0, 0, ..., transitions.index("care_setting.wlz_home>nursing_home")].sum()
        self.assertAlmostEqual(self.simulated("volumes.later.stay"), 365.25 * inside[0].sum() / entered, places=6)
        by_people = (inside[0] / alive[0] * alive[17]).sum() / inside[0].sum()
        self.assertAlmostEqual(self.simulated("volumes.later.growth_by_people"), 100 * (by_people ** (1 / 17) - 1), places=6)
        self.assertAlmostEqual(self.simulated("volumes.later.growth"), 100 * ((inside[17].sum() / inside[0].sum()) ** (1 / 17) - 1), places=6)

    def read(self):
        """With the report's own reader and figures of care."""
        sys.path.insert(0, str(SOURCE / "analysis" / "validation"))
        from care import Care
        from result import Result

        result = Result(self.folder / "nl.h5")
        return result, Care(result)

    def test_tables_are_told_apart_by_their_titles(self):
        """Figures name their table by its title."""
        files = zip(self.labels("study/file"), self.labels("study/text"))
        titles = [text.splitlines()[0] for name, text in files if name.endswith(".csv")]
        self.assertEqual(len(titles), len(set(titles)))

    def test_concentration(self):
        """By continuous draws of other luck, cell by cell."""
        chance = numpy.random.Generator(numpy.random.PCG64(77))
        title = "How adults' spending differs"
        text = next(text for text in self.labels("study/text") if text.startswith(f"# title: {title}"))
        rows = list(csv.DictReader(line for line in text.splitlines() if not line.startswith("#")))
        spread = numpy.array(self.labels("money/activity_spread"))
        cost, alive = self.file["money/cost"][0, 0].sum(axis=2), self.deaths_and_years(1)[1].sum(axis=-1)
        spent = []
        for sex, name in enumerate(("female", "male")):
            for group, start in enumerate(self.starts):
                if start < 20:
                    continue
                row = next(
                    row for row in rows if row["sex"] == name and row["age"].split("-")[0].rstrip("+") == str(start)
                )
                count = int(30 * alive[sex, group])
                total = numpy.zeros(count)
                for one in ("specialist_care", "pharmacy", "mental_health", "allied_care"):
                    mean = cost[sex, group][spread == one].sum() / alive[sex, group] / float(row[f"users_{one}"])
                    sigma = numpy.sqrt(numpy.log1p(float(row[f"variation_{one}"]) ** 2))
                    total += (
                        (chance.random(count) < float(row[f"users_{one}"]))
                        * mean
                        * numpy.exp(sigma * chance.standard_normal(count) - sigma**2 / 2)
                    )
                spent.append(total)
        ordered = numpy.sort(numpy.concatenate(spent))[::-1]
        self.assertAlmostEqual(
            self.simulated("concentration.0.01"), 100 * ordered[: len(ordered) // 100].sum() / ordered.sum(), delta=2.5
        )

    def test_growth(self):
        sector = self.labels("sector").index("zvw")
        cost, people = self.file["money/by_year/cost_by_sector"][0, :, sector], self.file["life_table/alive"][0].sum(
            axis=(1, 2)
        )
        per_head = cost / people
        self.assertAlmostEqual(self.simulated("cost.growth"), 100 * ((per_head[5] / per_head[0]) ** 0.2 - 1), places=6)

    def test_the_page_tells_every_figure_and_why_it_is_missed(self):
        shown = {}
        for row in self.page.rows:
            shown.setdefault(row["key"], row)
        self.assertEqual(set(shown), set(self.figures))
        for key, row in self.figures.items():
            self.assertEqual(shown[key]["miss"], row["miss"] == "yes", key)
            self.assertEqual(any(word.startswith("Why: ") for word in shown[key]["text"]), row["miss"] == "yes", key)
            self.assertIn(row["use"], shown[key]["text"])
        self.assertFalse([word for word in self.page.words if "not explained yet" in word])
        self.assertFalse([word for word in self.page.words if "{" in word and "font" not in word])

    def test_a_miss_is_a_miss(self):
        for key, row in self.figures.items():
            simulated, published, error = (
                float(row[name] or 0) for name in ("simulated", "published", "standard_error")
            )
            if abs(simulated - published) <= 4 * error:
                self.assertEqual(row["miss"], "no", key)
            elif abs(simulated / published - 1) > 0.4:
                self.assertEqual(row["miss"], "yes", key)

    def test_every_picture_is_on_the_page_with_its_source(self):
        pictures = sorted((self.folder / "page").glob("*.png"))
        self.assertEqual(self.page.pictures, len(pictures))
        self.assertGreaterEqual(len(pictures), 20)
        self.assertEqual(len(self.page.captions), len(pictures))
        for caption in self.page.captions:
            self.assertRegex(caption, r"Source: \S")

    def test_what_is_not_simulated_is_said(self):
        words = " ".join(self.page.words)
        self.assertIn("no count after 2001 was found", words)
        self.assertIn("not simulated here: kavel run scenarios/nederland-2013.yaml", words)
        at_death = [
            key
            for key in self.labels("parameters/parameter")
            if "activities" in key and ".per_transition." in key and ">dead" in key
        ]
        self.assertEqual("no activity of the pack has care at death" in words, not at_death)
        settings = {"wlz", "wlz_indication", "care_setting", "setting", "living"} & set(self.labels("state_attribute"))
        self.assertEqual("no attribute says who has a Wlz indication" in words, not settings)


class Backcast(unittest.TestCase):
    """The section of a run from 2013, from the file itself and its sampled lives."""

    @classmethod
    def setUpClass(cls):
        cls.temporary = tempfile.TemporaryDirectory()
        cls.folder = pathlib.Path(cls.temporary.name)
        for study, name, years, persons in (("nederland", "nl.h5", 2, 5_000), ("nederland-2013", "past.h5", 11, PERSONS)):
            settings = ["--set", f"population.persons={persons}", "--set", f"years={years}"]
            command = [PROGRAM, "run", SCENARIOS / f"{study}.yaml", "-o", name, *settings, "--quiet"]
            run(*command, "--persons-sample", persons, folder=cls.folder)
        cls.figures, cls.page = report("nl.h5", cls.folder, "--backcast", "past.h5")
        cls.file = h5py.File(cls.folder / "past.h5")
        cls.scale = cls.inhabitants() / PERSONS

    @classmethod
    def tearDownClass(cls):
        cls.file.close()
        cls.temporary.cleanup()

    @staticmethod
    def inhabitants():
        with open(SCENARIOS / "models/nl/tables_2013/inhabitants.csv", encoding="utf-8") as file:
            return sum(float(row["persons"]) for row in csv.DictReader(line for line in file if line[0] != "#"))

    def simulated(self, key):
        return float(self.figures[f"backcast.{key}"]["simulated"])

    def labels(self, name):
        return list(self.file[name].asstr()[:])

    def test_people_and_events(self):
        proofs = self.file["proofs"]
        for year in (2015, 2018, 2023):
            self.assertAlmostEqual(
                self.simulated(f"inhabitants.{year}"), proofs["start"][0, year - 2013] * self.scale / 1e6, places=9
            )
        for year in range(2013, 2024):
            for name in ("births", "deaths"):
                self.assertAlmostEqual(
                    self.simulated(f"{name}.{year}"), proofs[name][0, year - 2013] * self.scale / 1e3, places=6
                )
            for sex, name in enumerate(("female", "male")):
                self.assertEqual(
                    self.simulated(f"life_expectancy.{year}.{name}"),
                    self.file["life_table/life_expectancy"][0, year - 2013, sex],
                )

    def test_ages_are_those_of_the_lives(self):
        """Everyone is sampled: who is there on 1 January 2018, at which age."""
        sys.path.insert(0, str(SOURCE / "analysis" / "validation"))
        from result import Result

        persons = Result(self.folder / "past.h5").persons
        here = persons.on_1_january(5)[:, 0] >= 0
        age = persons.age_at_start + 5
        self.assertAlmostEqual(here.sum() / self.file["proofs/start"][0, 5], 1, delta=1e-3)
        for sex, name in enumerate(("female", "male")):
            for first in range(0, 81, 10):
                within = (age >= first) & ((age < first + 10) | (first == 80)) & here & (persons.sex == sex)
                key = f"inhabitants.2018.{name}.{f'{first}-{first + 9}' if first < 80 else '80+'}"
                told = 1000 * self.simulated(key) / self.scale
                self.assertLess(abs(told - within.sum()), 0.004 * within.sum() + 8, key)

    def test_habits_patients_and_deaths(self):
        states, transitions = self.labels("state"), self.labels("transition")
        years = self.file["person_years"][0].sum(axis=(1, 3))  # year, group, state
        adults = list(self.file["age_group_start"][:]).index(18)
        alive = years[8, adults:, states.index("vital.alive")].sum()
        for key, names in (
            ("smoking.current.18.2021", ["smoking.current"]),
            ("bmi.overweight+obese.18.2021", ["bmi.overweight", "bmi.obese"]),
            ("drinking.harmful.18.2021", ["drinking.harmful"]),
        ):
            part = sum(years[8, adults:, states.index(name)].sum() for name in names)
            self.assertAlmostEqual(self.simulated(key), 100 * part / alive, places=9)
        last = [years[10, adults:, states.index(name)].sum() for name in ("drinking.harmful", "vital.alive")]
        self.assertAlmostEqual(self.simulated("drinking.harmful.18.2024"), 100 * last[0] / last[1], places=9)
        ill = self.file["by_year/person_years"][0]
        copd = [k for k, name in enumerate(states) if name in ("copd.mild", "copd.severe")]
        for year in (2018, 2023):
            self.assertAlmostEqual(
                self.simulated(f"patients.copd.{year}"), ill[year - 2013, copd].sum() * self.scale / 1e3, places=6
            )
        events = self.file["by_year/events"][0]
        for key, causes in (("stroke.2022", ("stroke", "stroke_onset")), ("falls.2021", ("fall", "hip_fracture"))):
            columns = [k for k, name in enumerate(transitions) if name.partition("dead/")[2] in causes]
            self.assertEqual(len(columns), 2)
            self.assertAlmostEqual(
                self.simulated(f"deaths.{key}"), events[int(key[-4:]) - 2013, columns].sum() * self.scale / 1e3, places=6
            )

    def test_what_counts_is_told_apart_from_what_was_put_in(self):
        uses = {key.removeprefix("backcast."): row["use"] for key, row in self.figures.items() if "backcast." in key}
        for key, use in uses.items():
            put_in = key.startswith(("births", "deaths.20", "life_expectancy")) or key.count(".") == 1
            fitted = key.startswith(("smoking", "bmi", "drinking")) and key != "smoking.current.18.2024"
            of_the_pack = key.startswith("patients") and key.endswith("2023")
            self.assertEqual(use, "used" if put_in or fitted or of_the_pack else "held out", key)
        self.assertGreater(sum(use == "held out" for use in uses.values()), 50)
        told = [word for row in self.page.rows if row["key"].startswith("backcast.") for word in row["text"]]
        self.assertFalse([word for word in told if "not explained yet" in word or "{" in word])

    def test_nothing_of_the_start_is_from_after_it(self):
        """The people of 2013 come out the same when all that was counted from 2019 on is forgotten."""
        sys.path.insert(0, str(SCENARIOS / "models" / "nl"))
        from derivation import backcast
        from derivation.mortality import mortality

        rates, published, read = mortality(range(2013, 2014)), backcast.published, set()

        def before_2019(name):
            read.add(name)
            return [row for row in published(name) if row.get("year", 0) < 2019]

        self.addCleanup(setattr, backcast, "published", published)
        backcast.published = before_2019
        persons = backcast.inhabitants(rates)
        self.assertFalse([name for name in read if name.endswith(tuple(str(year) for year in range(2019, 2025)))], read)
        with open(SCENARIOS / "models/nl/tables_2013/inhabitants.csv", encoding="utf-8") as file:
            for row in csv.DictReader(line for line in file if line[0] != "#"):
                self.assertAlmostEqual(persons[row["sex"], int(row["age"].rstrip("+"))], float(row["persons"]), delta=0.6)  # six digits


class AnotherPack(unittest.TestCase):
    def test_a_condition_nobody_told_of_is_shown(self):
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            (folder / "scenarios").symlink_to(SCENARIOS)
            (folder / "gout.yaml").write_text(GOUT)
            (folder / "pack.yaml").write_text(
                "title: With gout\ninclude: [scenarios/models/nl/national.yaml, gout.yaml]\n"
            )
            (folder / "gouty.yaml").write_text(
                "title: With gout\nstart: 2023\nyears: 2\npopulation: {region: scenarios/regions/nederland, persons:"
                " 5000}\nmodel: pack.yaml\n"
            )
            run(PROGRAM, "run", "gouty.yaml", "--quiet", folder=folder)
            _, page = report("gouty.h5", folder)
            self.assertTrue((folder / "page" / "prevalence_gout.png").exists())
            words = " ".join(page.words)
            self.assertIn("gout: no published prevalence", words)
            self.assertIn("the run ends in 2024", words)
            self.assertIn("people with two or more conditions need the sampled lives", words)

    def test_another_file_is_refused(self):
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            (folder / "no.h5").write_text("no")
            done = subprocess.run(
                [sys.executable, "-B", SOURCE / "analysis" / "validation" / "validate.py", "no.h5"],
                cwd=folder,
                capture_output=True,
                text=True,
            )
            self.assertNotEqual(done.returncode, 0)
            self.assertIn("no.h5: expected a result file of kavel run", done.stderr)
            self.assertNotIn("Traceback", done.stderr)


if __name__ == "__main__":
    unittest.main(verbosity=2)
