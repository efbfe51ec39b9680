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

    def test_output_is_a_folder(self):
        told = self.run_program("calibrate", "country.yaml", "-o", "pack.yaml", expect=2)
        self.assertIn("--output: expected a folder", told.stderr)


if __name__ == "__main__":
    main()
