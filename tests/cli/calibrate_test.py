"""kavel calibrate writes tables that the pack then reads, and a report; and says what is wrong."""

import json
from pathlib import Path

from program import ProgramTest, main

PACK = """title: Small country
source: made up
calibration:
  folder: calibrated
  inhabitants: 1000
  persons: 4000
  background: {transition: vital.alive>dead/background, all_cause: {table: mortality.csv}, writes: background.csv}
  attributable_deaths:
    heart: {transitions: [vital.alive>dead/heart], deaths: 3, writes: heart.csv}
attributes:
  heart: {states: [well, ill], prevalence: {ill: 0.1}}
  vital:
    states: [alive, dead]
    leaves: {dead: death}
    transitions:
      alive>dead/background: {hazard: {table: calibrated/background.csv}}
      alive>dead/heart: {hazard: 0.05, while: {heart: ill}, ratios: [{by: age, table: calibrated/heart.csv}]}
"""

# The same, with an onset and a remission, fitted to targets.
CONDITIONS = """  targets: targets.csv
  conditions:
    heart:
      onset: [heart.well>ill]
      knots: [50]
      deaths: heart
      start: {table: start.csv}
      writes_onset: onset.csv
      writes_start: heart_start.csv
attributes:
  heart:
    states: [well, ill]
    prevalence: {table: calibrated/heart_start.csv}
    transitions:
      well>ill: {hazard: 0.01, ratios: [{by: age, table: calibrated/onset.csv}]}
      ill>well: {hazard: 0.1}
"""
START = "# unit: 1\nage,ill\n0+,0.1\n"
HEAD = "# source: made up\n# status: assumed\ncondition,measure,sex,age,value,weight\n"

CARE = """sectors: {cure: {source: made up, status: assumed}}
payers: {insurer: Insurer, household: Households}
providers: {hospital: Hospital}
spreads: {all: {variation: 2, source: made up, status: assumed}}
deductibles: {own: {payer: household, amount: 385, source: made up, status: assumed}}
activities:
  care:
    sector: cure
    payer: insurer
    provider: hospital
    unit: EUR 2023
    per_year: {heart: {ill: 2000}}
    deductible: own
    spread: all
    source: made up
    status: assumed
"""


class Calibrate(ProgramTest):
    def setUp(self):
        super().setUp()
        self.write("mortality.csv", "# unit: 1/year\nage,hazard\n0-59,0.005\n60+,0.03\n")
        persons = "\n".join(f"{sex},{age}{'+' if age == 95 else ''},all,10" for sex in ("female", "male")
                            for age in range(96))
        self.write("people.csv", "sex,age,area,persons\n" + persons + "\n")
        self.write("region.yaml", "title: Small\npopulation: people.csv\n")
        self.write("pack.yaml", PACK)
        self.write("country.yaml", "title: Small\nstart: 2023\nyears: 3\npopulation: {region: region.yaml}\nmodel: pack.yaml\n")

    def write(self, name, text):
        Path(self.folder, name).write_text(text, encoding="utf-8")

    def test_writes_what_the_pack_reads(self):
        self.run_program("run", "country.yaml", expect=2)  # its tables are not there yet
        told = self.run_program("calibrate", "country.yaml", "-o", "calibrated")
        self.assertIn("| heart", told.stdout)
        self.assertEqual(sorted(path.name for path in Path(self.folder, "calibrated").iterdir()),
                         ["background.csv", "fit.md", "heart.csv"])
        self.assertIn("# status: derived", Path(self.folder, "calibrated", "heart.csv").read_text())
        self.run_program("run", "country.yaml", "--quiet")

    def test_a_pack_with_a_deductible_is_fitted(self):
        self.write("pack.yaml", PACK + CARE)
        self.run_program("calibrate", "country.yaml", "-o", "calibrated", "--quiet")
        self.run_program("run", "country.yaml", "--quiet")

    def test_json_and_persons(self):
        got = json.loads(self.run_program("calibrate", "country.yaml", "-o", "out", "--persons", "2000", "--json").stdout)
        self.assertEqual(got["persons"], 2000)
        self.assertAlmostEqual(got["attributable_deaths"]["heart"]["wanted"], 6)
        self.assertEqual(len(got["files"]), 3)

    def test_quiet(self):
        told = self.run_program("calibrate", "country.yaml", "-o", "out", "--quiet")
        self.assertEqual(told.stdout + told.stderr, "")

    def test_needs_a_calibration(self):
        self.write("pack.yaml", PACK.split("calibration:")[0] + "attributes: {life: {states: [alive]}}\n")
        told = self.run_program("calibrate", "country.yaml", "-o", "out", expect=2)
        self.assertIn("model.calibration: expected a section that says what is to be fitted, got none", told.stderr)

    def test_a_budget_too_large_is_told_where_it_stands(self):
        told = self.run_program("calibrate", "country.yaml", "-o", "out", "--set",
                                "model.calibration.attributable_deaths.heart.deaths=500", expect=2)
        self.assertIn("attributable_deaths.heart.deaths=500: expected deaths that heart can explain: at most", told.stderr)
        self.assertFalse(list(Path(self.folder, "out").glob("*")))

    def with_conditions(self, targets):
        self.write("pack.yaml", PACK.replace("attributes:\n  heart: {states: [well, ill], prevalence: {ill: 0.1}}\n", CONDITIONS))
        self.write("start.csv", START)
        self.write("targets.csv", HEAD + targets)

    def targets_met(self, arguments=()):
        got = json.loads(self.run_program("calibrate", "country.yaml", "-o", "calibrated", "--json", *arguments).stdout)
        return {one["measure"]: one for one in got["conditions"]["heart"]["targets"]}, got

    def test_conditions_are_fitted_to_their_targets(self):
        self.with_conditions("heart,prevalence,,,0.12,10000\nheart,new_cases,,,8,10000\n")
        met, got = self.targets_met()
        self.assertAlmostEqual(met["prevalence"]["before"], 0.1, places=6)
        self.assertAlmostEqual(met["prevalence"]["after"], 0.12, places=4)
        self.assertAlmostEqual(met["new_cases"]["after"], 8, delta=0.01)
        self.assertAlmostEqual(met["deaths"]["after"], 3, places=6)
        self.assertAlmostEqual(got["attributable_deaths"]["heart"]["explained"], 12, delta=0.01)  # of 4000
        self.assertEqual(sorted(path.name for path in Path(self.folder, "calibrated").iterdir()),
                         ["background.csv", "fit.md", "heart.csv", "heart_start.csv", "onset.csv"])
        self.assertIn("Steady states", Path(self.folder, "calibrated", "fit.md").read_text(encoding="utf-8"))
        self.run_program("run", "country.yaml", "--quiet")
        first = Path(self.folder, "calibrated", "onset.csv").read_text()
        self.targets_met()
        self.assertEqual(Path(self.folder, "calibrated", "onset.csv").read_text(), first)

    def test_deaths_with_a_weight_give_way(self):
        self.with_conditions("heart,mortality,,,0.006,300\n")
        text = Path(self.folder, "pack.yaml").read_text().replace("deaths: 3,", "deaths: 3, weight: 100,")
        self.write("pack.yaml", text)
        met, got = self.targets_met()
        self.assertAlmostEqual(met["deaths"]["after"], 3 * 2 ** 0.75, delta=0.1)
        explained = got["attributable_deaths"]["heart"]["explained"] / 4  # of 1000
        self.assertAlmostEqual(explained, met["deaths"]["after"], delta=0.01)

    def test_what_is_not_written_is_told(self):
        self.with_conditions("heart,prevalence,,,0.12,10000\n")
        pack = Path(self.folder, "pack.yaml").read_text()
        for line in ("      knots: [50]\n", "      start: {table: start.csv}\n", "      writes_onset: onset.csv\n",
                     "      writes_start: heart_start.csv\n", ", ratios: [{by: age, table: calibrated/onset.csv}]"):
            self.assertIn(line, pack)
            pack = pack.replace(line, "")
        self.write("pack.yaml", pack.replace("{table: calibrated/heart_start.csv}", "{ill: 0.1}"))
        met, got = self.targets_met()
        self.assertAlmostEqual(met["prevalence"]["after"], 0.1, places=6)
        self.assertEqual(len(got["files"]), 3)

    def test_a_region_has_targets_of_its_own(self):
        self.with_conditions("heart,prevalence,,,0.12,10000\n")
        self.run_program("calibrate", "country.yaml", "-o", "calibrated", "--quiet")
        country = Path(self.folder, "calibrated", "heart_start.csv").read_text()
        self.write("region.yaml", "title: Small\npopulation: people.csv\ntargets: {table: here.csv, folder: here}\n")
        self.write("here.csv", HEAD + "heart,prevalence,,,0.2,10000\n")
        told = self.run_program("run", "country.yaml", expect=2)
        self.assertIn("population.region.targets: expected a file, got here/heart_start.csv: no such file", told.stderr)
        got = json.loads(self.run_program("calibrate", "country.yaml", "-o", "here", "--json").stdout)
        self.assertAlmostEqual(got["conditions"]["heart"]["targets"][0]["after"], 0.2, places=4)
        self.assertEqual(sorted(path.name for path in Path(self.folder, "here").iterdir()),
                         ["fit.md", "heart_start.csv", "onset.csv"])
        self.assertEqual(Path(self.folder, "calibrated", "heart_start.csv").read_text(), country)
        self.run_program("run", "country.yaml", "-o", "here.h5", "--quiet")
        self.run_program("run", "here.h5", "-o", "again.h5", "--quiet")  # with the region's tables in it

    def test_what_is_fitted_in_regions_alone(self):
        """Of the country the tables say what the pack has; a region's own targets are met."""
        self.with_conditions("heart,prevalence,,,0.12,10000\n")
        pack = Path(self.folder, "pack.yaml").read_text()
        self.write("pack.yaml", pack.replace("      knots: [50]\n", "      knots: [50]\n      fitted_in: regions\n"))
        met, _ = self.targets_met()
        self.assertAlmostEqual(met["prevalence"]["after"], 0.1, places=6)
        written = Path(self.folder, "calibrated")
        self.assertIn("\nage,ratio\n0+,1\n", (written / "onset.csv").read_text())
        self.assertIn("\nfemale,0+,0.1\n", (written / "heart_start.csv").read_text())
        self.assertRegex((written / "fit.md").read_text(encoding="utf-8"), r"\| +0\.12 .*\| not fitted \|")
        self.run_program("run", "country.yaml", "--quiet")
        self.write("region.yaml", "title: Small\npopulation: people.csv\ntargets: {table: here.csv, folder: here}\n")
        self.write("here.csv", HEAD + "heart,prevalence,,,0.2,10000\n")
        got = json.loads(self.run_program("calibrate", "country.yaml", "-o", "here", "--json").stdout)
        self.assertAlmostEqual(got["conditions"]["heart"]["targets"][0]["after"], 0.2, places=4)
        self.assertRegex(Path(self.folder, "here", "fit.md").read_text(encoding="utf-8"), r"\| +10000 \|")
        self.assertNotIn("0+,0.1\n", Path(self.folder, "here", "heart_start.csv").read_text())
        self.run_program("run", "country.yaml", "--quiet")

    def test_arms_do_not_matter(self):
        """A programme that moves care, in a calibration that leaves care out."""
        self.write("pack.yaml", PACK + CARE)
        study = Path(self.folder, "country.yaml").read_text()
        programme = """programmes:
  at_home:
    title: At home
    source: made up
    status: assumed
    eligible: {age: {from: 18}}
    uptake: 0.5
    effects: {care: [{activity: care, share: 0.2}]}
    cost: {payer: insurer, provider: hospital, sector: cure, price_year: 2023, per_participant: 40}
arms: {home: [at_home]}
"""
        self.run_program("calibrate", "country.yaml", "-o", "without", "--quiet")
        self.write("country.yaml", study + programme)
        self.run_program("calibrate", "country.yaml", "-o", "calibrated", "--quiet")
        for table in ("background.csv", "heart.csv"):
            self.assertEqual(Path(self.folder, "without", table).read_text(), Path(self.folder, "calibrated", table).read_text())
        self.run_program("run", "country.yaml", "--quiet")

    def test_persons_may_be_set(self):
        got = json.loads(self.run_program("calibrate", "country.yaml", "-o", "out", "--set", "population.persons=3000", "--json").stdout)
        self.assertEqual(got["persons"], 4000)  # as the pack says

    def test_a_region_may_not_know_other_conditions(self):
        self.with_conditions("heart,prevalence,,,0.12,10000\n")
        self.run_program("calibrate", "country.yaml", "-o", "calibrated", "--quiet")
        self.write("region.yaml", "title: Small\npopulation: people.csv\ntargets: {table: here.csv, folder: calibrated}\n")
        self.write("here.csv", HEAD + "hart,patients,,,20,100\n")
        told = self.run_program("run", "country.yaml", expect=2)
        self.assertIn("here.csv:4:1: condition: expected one of the conditions heart, got 'hart' (did you mean heart?)", told.stderr)
        self.assertIn("population.region.targets.inhabitants: expected whom totals are of, got nothing", told.stderr)

    def test_output_is_a_folder(self):
        told = self.run_program("calibrate", "country.yaml", "-o", "pack.yaml", expect=2)
        self.assertIn("--output: expected a folder", told.stderr)


if __name__ == "__main__":
    main()
