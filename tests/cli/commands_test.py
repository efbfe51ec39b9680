"""validate, describe, schema, help and version."""

import json
import re

from program import SOURCE, ProgramTest, main


ADVICE = """\
title: Advice
evidence: hearsay
source: somebody
status: assumed
eligible: {age: {from: 18}, any: [{states: {health: ill}}, {age: {to: 50}, sex: female}]}
offer: {ramp: [0.1, 0.5], places: 1000, again_after: 1, again_after_taking_part: 0}
uptake: 0.5
lasts: 1
effects:
  hazard: [{transitions: health.ill>dead, ratio: {value: 0.8, low: 0.7, high: 0.9, source: a trial, status: published}}]
variants: {optimistic: {uptake: 0.9}}
"""


class Commands(ProgramTest):
    def write_arms(self):
        """A study with two programmes in two arms: advised.yaml."""
        study = (self.folder / "small.yaml").read_text().split("variants:")[0]
        (self.folder / "advice.yaml").write_text(ADVICE)
        (self.folder / "advised.yaml").write_text(study + """\
programmes:
  advice: advice.yaml
  more: {include: advice.yaml, use: optimistic, offer: {places: 5}}
arms: {both: [advice, more], nothing: []}
""")

    def test_help_shows_examples_everywhere(self):
        self.assertIn("kavel run scenarios/voorbeeldkavel.yaml", self.run_program("--help").stdout)
        for command in ("run", "validate", "describe", "life", "schema"):
            said = self.run_program(command, "--help").stdout
            self.assertIn("Example", said)
            self.assertIn(f"kavel {command}", said)

    def test_packs_and_programmes_are_found_from_any_folder(self):
        (self.folder / "elsewhere.yaml").write_text("""\
title: Elsewhere
start: 2023
years: 1
population: {region: regions/voorbeeldkavel}
model: models/nl
programmes: {gli: programmes/gli.yaml}
arms: {with_gli: [gli]}
""")
        self.assertIn("valid", self.run_program("validate", "elsewhere.yaml").stdout)

    def test_help_says_what_a_value_is(self):
        for command in ("run", "validate", "describe", "life", "calibrate", "region", "schema"):
            self.assertNotIn("TEXT", self.run_program(command, "--help").stdout)
        words = " ".join(self.run_program("run", "--help").stdout.split())
        self.assertIn("of arrivals in proportion", words)

    def test_a_start_far_from_the_region_s_year_is_doubted(self):
        (self.folder / "late.yaml").write_text("title: Late\nstart: 2060\nyears: 1\n"
                                               "population: {region: regions/voorbeeldkavel, persons: 500}\nmodel: models/nl\n")
        doubt = ("warning: late.yaml:2:8: start: expected a year near 2023, of whose 1 January the region's inhabitants are, got 2060 "
                 "(did you mean 2023?)\n")
        for command in ("validate", "run"):
            self.assertEqual(self.run_program(command, "late.yaml").stderr, doubt)
        self.assertEqual(self.run_program("run", "late.yaml", "--quiet").stderr, "")
        self.assertEqual(self.run_program("validate", "late.yaml", "--set", "start=2028").stderr, "")

    def test_version(self):
        self.assertRegex(self.run_program("--version").stdout, r"^kavel \d+\.\d+\.\d+\n$")

    def test_unknown_words_are_told(self):
        self.assertIn("did you mean validate?", self.run_program("valdate", "x", expect=2).stderr)
        self.assertIn("kavel: expected a command (run, validate, ",
                      self.run_program(expect=2).stderr)
        said = self.run_program("validate", "small.yaml", "-o", "x.h5", expect=2).stderr
        self.assertEqual(said.splitlines()[:2], ["kavel validate: expected an option it knows, got -o", "1 problem"])

    def test_an_option_of_another_command_is_no_slip(self):
        said = self.run_program("calibrate", "small.yaml", "-o", "x", "--seed", "3", expect=2).stderr
        self.assertEqual(said.splitlines()[0], "kavel calibrate: expected an option it knows, got --seed")
        said = self.run_program("calibrate", "small.yaml", "-o", "x", "--seet", "3", expect=2).stderr
        self.assertIn("did you mean --set?", said)

    def test_one_of_something_is_not_many(self):
        self.assertEqual(self.run_program("validate", "small.yaml", "--set", "population.persons=1", "--set", "years=1").stdout,
                         "small.yaml: valid: 1 person, 1 year, 2 variants\n")
        self.assertIn("\n1 person, 1 year from",
                      self.run_program("describe", "small.yaml", "--set", "population.persons=1", "--set", "years=1").stdout)
        self.assertIn("\n1 person, 1 year, 2 variants",
                      self.run_program("run", "small.yaml", "--set", "population.persons=1", "--set", "years=1").stdout)

    def test_validate_says_what_is_valid(self):
        done = self.run_program("validate", "small.yaml", "small.yaml")
        self.assertEqual(done.stdout.splitlines(), ["small.yaml: valid: 2 000 persons, 5 years, 2 variants"] * 2)
        self.assertEqual(done.stderr, "")

    def test_validate_tells_all_problems_of_all_files(self):
        (self.folder / "bad.yaml").write_text((self.folder / "small.yaml").read_text().replace("years: 5", "yeers: 5"))
        done = self.run_program("validate", "bad.yaml", "none.yaml", "small.yaml", expect=2)
        self.assertIn("bad.yaml:", done.stderr)
        self.assertIn("none.yaml:", done.stderr)
        self.assertIn("small.yaml: valid", done.stdout)

    def test_every_textbook_study_is_valid(self):
        studies = sorted((SOURCE / "scenarios" / "textbook").glob("*.yaml"))
        self.assertTrue(studies)
        self.run_program("validate", *studies)

    def test_describe_shows_figures_and_where_they_are_from(self):
        said = self.run_program("describe", "small.yaml").stdout
        for words in ("Attribute health: well, ill, dead", "well>ill hazard", "assumed [1]", "[1] nobody",
                      "Outcome qaly", "better_care", "instead of 0.2"):
            self.assertIn(words, said)
        self.run_program("run", "small.yaml", "--quiet")
        self.assertEqual(self.run_program("describe", "small.h5").stdout, said)

    def test_describe_lists_what_is_assumed(self):
        said = self.run_program("describe", "small.yaml", "--assumed").stdout
        self.assertIn("well>ill", said)
        self.assertIn("7 assumed", said)
        self.assertIn("nobody\n", said)  # the reason, once, over all that rest on it
        self.assertEqual(said.count("nobody"), 1)

    def assumed(self, *more):
        return json.loads(self.run_program("describe", "weighed.yaml", "--assumed", "--json", *more).stdout)

    def write_weighed(self):
        (self.folder / "weighed.yaml").write_text("""
title: Influence in closed form
years: 1
population: {persons: 3000, sex: female, age: 40}
model:
  source: a guess
  status: assumed
  attributes:
    risk: {states: [no, yes], prevalence: {yes: 0.95}}
    health: {states: [well, ill], prevalence: {ill: 0.3}}
    vital:
      states: [alive, dead]
      leaves: {dead: death}
      transitions: {alive>dead: {hazard: 0.05}}
  wellbeing:
    utility: {scale: multiply, range: [0, 1], baseline: 0.9}
  outcomes:
    cost: {kind: cost, unit: EUR, per_year: {health: {well: 20, ill: 1000}}}
    qaly: {kind: effect, unit: QALY, wellbeing: utility}
""")

    def test_assumptions_come_by_their_influence_on_cost(self):
        self.write_weighed()
        told = self.assumed()
        self.assertEqual((told["cost"], told["persons_in_runs"]), ("cost", 3000))
        figures = {figure["what"]: figure for figure in told["arms"][0]["figures"]}
        share = 300 / 314  # of cost that is of the ill
        ill = figures["outcomes.cost.per_year.health.ill"]
        self.assertAlmostEqual(ill["cost_change"], 0.1 * share, delta=3 * 0.1 * share * (1 - share) / 0.3 / 3000 ** 0.5)
        well = figures["outcomes.cost.per_year.health.well"]
        self.assertAlmostEqual(ill["cost_change"] + well["cost_change"], 0.1, places=9)
        death = figures["attributes.vital.transitions.alive>dead.hazard"]
        self.assertLess(death["cost_change"], 0)
        self.assertAlmostEqual(death["cost_change"], -0.005 / 2, delta=0.001)
        order = [abs(figure["elasticity"]) for figure in told["arms"][0]["figures"] if "elasticity" in figure]
        self.assertEqual(order, sorted(order, reverse=True))
        self.assertNotIn("cost_change", figures["wellbeing.utility.baseline"])
        text = self.run_program("describe", "weighed.yaml", "--assumed").stdout
        lines = [line for line in text.splitlines() if " %  " in line]
        self.assertIn("cost, health.ill, per year: 1000", lines[0])
        self.assertRegex(lines[0], r"^ +\+9\.\d+( ± 0\.\d+)? %  ")
        self.assertIn("No part in what care costs: wellbeing, who pays, what is fixed\n  utility, baseline: 0.9", text)

    def test_assumptions_of_programmes_come_by_what_they_change_in_arms(self):
        """Everyone takes part at once: 10 % more a participant is 10 % more of the arm's cost, without chance."""
        (self.folder / "arms.yaml").write_text("""
title: An arm in closed form
years: 1
population: {persons: 640, sex: female, age: 40}
model:
  source: a paper
  status: published
  attributes: {vital: {states: [alive, dead], leaves: {dead: death}, transitions: {alive>dead: {hazard: 0}}}}
  sectors: {cure: {}}
  payers: {insurer: Insurer}
  providers: {practice: Practice}
  activities: {visit: {sector: cure, payer: insurer, provider: practice, unit: EUR 2025, residual: 50}}
  outcomes: {cost: {kind: cost, unit: EUR 2025, activities: all}}
programmes:
  talks:
    title: Talks
    source: a guess
    status: assumed
    uptake: 1
    lasts: 1
    effects: {care: [{activity: visit, share: 0.2, refill: 0}]}
    cost: {payer: insurer, provider: practice, sector: cure, price_year: 2025, per_participant: 300}
arms: {talking: [talks], nothing: []}
""")
        done = self.run_program("describe", "arms.yaml", "--assumed")
        self.assertIn("6 runs of 640 persons", done.stderr)
        listed = done.stdout[done.stdout.index("Of programmes: change of what an arm costs"):].splitlines()
        self.assertRegex(listed[2], r"^ +\+30\.00  talking: talks, cost per participant: 300")
        self.assertRegex(listed[3], r"^ +\+2\d.* ± .*talking: talks, uptake: 1 ")
        self.assertRegex(listed[4], r"^ +-1\.00 +talking: talks, visit, share dropped: 0\.2")
        told = json.loads(self.run_program("describe", "arms.yaml", "--assumed", "--json").stdout)
        figures = {figure["what"]: figure for figure in told["programmes"][0]["figures"]}
        cost = figures["programmes.talks.cost.per_participant"]
        self.assertEqual((cost["arm"], cost["varied_by"]), ("talking", 1.1))
        self.assertAlmostEqual(cost["cost_beyond_usual_care_change_per_person"], 30, places=6)
        self.assertEqual(figures["programmes.talks.uptake"]["varied_by"], 0.9)  # above 1 it cannot be

    def test_a_wrong_part_is_told_with_what_is_near(self):
        vk = SOURCE / "scenarios/voorbeeldkavel.yaml"
        for wrong, near in (("hospital_care", "inpatient_day"), ("nursing", "district_nursing"), ("smokin", "smoking")):
            said = self.run_program("describe", vk, wrong, expect=2).stderr
            self.assertIn("kavel describe STUDY alone lists them", said)
            self.assertIn(near, said)
            self.assertLess(len(said), 300)

    def test_describe_says_what_comes_instead_of_care(self):
        said = self.run_program("describe", SOURCE / "scenarios/voorbeeldkavel.yaml", "acute_at_home").stdout
        self.assertIn("care: In-patient days -30 %; for each day, 10.25 hours of District nursing; half of what is",
                      said)

    def test_states_go_by_their_titles(self):
        said = self.run_program("describe", SOURCE / "scenarios/voorbeeldkavel.yaml", "care_setting").stdout
        self.assertIn("wlz_home (long-term care at home (Wlz))", said)

    def test_a_share_that_cannot_be_higher_is_lowered(self):
        self.write_weighed()
        figures = {figure["what"]: figure for figure in self.assumed()["arms"][0]["figures"]}
        self.assertEqual(figures["attributes.risk.prevalence.yes"]["varied_by"], 0.9)
        self.assertEqual(figures["attributes.health.prevalence.ill"]["varied_by"], 1.1)

    def test_assumptions_without_runs_come_as_they_stand(self):
        self.write_weighed()
        told = self.assumed("--persons", "0")
        self.assertNotIn("cost", told)
        self.assertEqual(told["arms"][0]["figures"][0]["what"], "attributes.risk.prevalence.yes")
        self.assertFalse([figure for figure in told["arms"][0]["figures"] if "cost_change" in figure])
        self.assertNotIn(" %  ", self.run_program("describe", "weighed.yaml", "--assumed", "--persons", "0").stdout)

    def test_runs_for_assumptions_may_be_smaller(self):
        self.write_weighed()
        self.assertEqual(self.assumed("--persons", "200")["persons_in_runs"], 200)
        self.assertEqual(self.assumed("--set", "population.persons=2500", "--persons", "200")["persons_in_runs"], 200)
        self.run_program("run", "weighed.yaml", "-o", "weighed.h5", "--set", "population.persons=2500", "--quiet")
        told = json.loads(self.run_program("describe", "weighed.h5", "--assumed", "--json", "--persons", "200").stdout)
        self.assertEqual((told["persons"], told["persons_in_runs"]), (2500, 200))
        self.assertIn("--persons: expected a whole number", self.run_program("describe", "weighed.yaml", "--assumed", "--persons", "x", expect=2).stderr)

    def test_describe_tells_a_figure_once_with_all_its_uses(self):
        (self.folder / "ratios.csv").write_text("# source: a guess\n# status: assumed\nstate,ratio\nwell,1\nill,2\n")
        (self.folder / "twice.yaml").write_text("""
title: One table for two transitions
years: 2
population: {persons: 10, sex: female, age: 40}
model:
  attributes:
    health: {states: [well, ill], transitions: {well>ill: {hazard: 0.1}}}
    vital:
      states: [alive, dead]
      leaves: {dead: death}
      transitions:
        alive>dead/heart: {hazard: 0.01, ratios: [{by: health, effect: direct, table: ratios.csv}]}
        alive>dead/stroke: {hazard: 0.01, ratios: [{by: health, effect: direct, table: ratios.csv}]}
  outcomes:
    cost: {kind: cost, unit: EUR, per_year: {health: {value: 7, source: a guess, status: assumed}}}
""")
        said = self.run_program("describe", "twice.yaml", "--assumed").stdout
        self.assertIn("  vital, alive>dead/heart ratio by health; vital, alive>dead/stroke ratio by health: 1 … 2 (", said)
        self.assertIn("  cost, health, per year: 7", said)
        self.assertIn("5 figures: 0 published, 0 derived, 2 assumed, 3 of unstated status", said)

    def test_describe_groups_figures_by_part_one_a_line(self):
        said = self.run_program("describe", SOURCE / "scenarios/textbook/two-diseases.yaml").stdout
        parts = said.split("\n\n")
        for words in ("Attribute smoking: never, current, former", "at the start: former", "former>current hazard",
                      "current>former hazard"):
            self.assertTrue(any("Attribute smoking" in part and words in part for part in parts), words)
        self.assertRegex(said, r"alive>dead/other hazard +0\.002 … 0\.03 +1/year +assumed \[2\] +Mortality from other")

    def test_describe_outlines_a_large_study(self):
        (self.folder / "large.yaml").write_text("title: Large\nstart: 2023\nyears: 1\npopulation: {region: regions/voorbeeldkavel}\n"
                                                "model: models/nl\nprogrammes: {gli: programmes/gli.yaml}\narms: {with_gli: [gli]}\n")
        outline = self.run_program("describe", "large.yaml").stdout
        everything = self.run_program("describe", "large.yaml", "--all").stdout
        self.assertLess(len(outline.splitlines()), 130)
        self.assertLessEqual(max(map(len, outline.splitlines())), 100)
        self.assertNotIn("Sources", outline)
        kinds = re.findall(r"\n\n(\w+) +figures  assumed\n", outline)
        self.assertIn("calibration", kinds)
        self.assertEqual(len(kinds), len(set(kinds)), kinds)
        headings = [line.strip() for part in everything.split("\n\n") for line in part.splitlines()[:1]]
        for name, heading in (("diabetes", "Attribute diabetes: "), ("gli", "Programme gli: "), ("utility", "Wellbeing utility: "),
                              ("general_practice", "Activity GP care: ")):
            self.assertRegex(outline, rf"\n  {name} .* +\d+( +\d+)?\n")
            self.assertTrue(any(line.startswith(heading) for line in headings), heading)
        counts = [line[76:].split() for line in outline.splitlines() if re.match(r"  \w.{73} +\d+( +\d+)?$", line)]
        figures, assumed = re.search(r"\n(\d+) figures: \d+ published, \d+ derived, (\d+) assumed, each once\n", outline).groups()
        self.assertGreaterEqual(sum(int(count[0]) for count in counts), int(figures))  # some parts share a figure
        self.assertGreaterEqual(sum(int(count[1]) for count in counts if len(count) == 2), int(assumed))
        self.assertIn(f"{figures} figures: ", everything)

    def test_describe_shows_parts_by_name_and_kind(self):
        self.write_arms()
        everything = self.run_program("describe", "advised.yaml").stdout
        for name in ("health", "attributes.health", "advice", "qaly"):
            said = self.run_program("describe", "advised.yaml", name).stdout
            head, *rest = said.split("\n\n")
            self.assertIn(head.split("[")[0], everything)
            self.assertTrue(not rest or rest[0].startswith("Sources"), rest)
        self.assertEqual(self.run_program("describe", "advised.yaml", "programmes").stdout.count("Programme "), 2)
        said = self.run_program("describe", "advised.yaml", "helth", expect=2).stderr
        self.assertIn("PART: expected one of attributes, health, ", said)
        self.assertIn("did you mean health?", said)
        self.assertIn("excludes", self.run_program("describe", "advised.yaml", "health", "--all", expect=2).stderr)

    def test_describe_says_what_a_programme_adds_to_an_outcome(self):
        said = self.run_program("describe", SOURCE / "scenarios/voorbeeldkavel.yaml", "acute_at_home").stdout
        self.assertRegex(said, r"added in a year of taking part: informal_care\s+51\.2 \(0 to 102\)")

    def test_describe_as_json_has_every_figure(self):
        told = json.loads(self.run_program("describe", "small.yaml", "--json").stdout)
        self.assertEqual([arm["name"] for arm in told["arms"]], ["usual_care", "better_care"])
        figures = told["arms"][0]["figures"]
        self.assertEqual(len(figures), 7)
        onset = next(figure for figure in figures if figure["what"].endswith("well>ill.hazard"))
        self.assertEqual((onset["value"], onset["unit"], onset["status"], onset["source"]),
                         (0.1, "1/year", "assumed", "nobody"))
        self.assertEqual([figure["value"] for figure in told["arms"][1]["figures"]], [0.1])
        self.run_program("run", "small.yaml", "--quiet")
        self.assertEqual(json.loads(self.run_program("describe", "small.h5", "--json").stdout), told)

    def test_validate_counts_arms(self):
        self.write_arms()
        self.assertEqual(self.run_program("validate", "advised.yaml").stdout,
                         "advised.yaml: valid: 2 000 persons, 5 years, 3 arms\n")

    def test_describe_reads_programmes_aloud(self):
        self.write_arms()
        said = self.run_program("describe", "advised.yaml").stdout
        for words in ("Programme advice: Advice\n  · evidence: hearsay\n"
                      "  · for: age 18 and over; (health ill, or (age 0 to 50; female))\n"
                      "  · offered from 2025, to 10 % of them, 50 % from 2026; at most 1 000 start in a year; who refused\n    "
                      "is asked again after a year; who took part is offered it again on the next 1 January\n",
                      "Programme more: Advice", "at most 5 start in a year",
                      "  both: advice, more\n  nothing: no programme\n", "11 figures: 1 published", "[2] somebody"):
            self.assertIn(words, said)
        self.assertRegex(said, r"rate ratio of health\.ill>dead +0\.8 \(0\.7 to 0\.9\) +published")
        self.run_program("run", "advised.yaml", "--quiet")
        self.assertEqual(self.run_program("describe", "advised.h5").stdout, said)

    def test_describe_as_json_has_programmes(self):
        self.write_arms()
        told = json.loads(self.run_program("describe", "advised.yaml", "--json", "--set",
                                           "programmes.more.lasts=2").stdout)
        self.assertEqual([(arm["name"], arm["programmes"]) for arm in told["arms"]],
                         [("usual_care", []), ("both", ["advice", "more"]), ("nothing", [])])
        more = {figure["what"]: figure for figure in told["programmes"][1]["figures"]}
        ratio = more["programmes.more.effects.hazard.health.ill>dead"]
        self.assertEqual((ratio["value"], ratio["low"], ratio["high"], ratio["source"]), (0.8, 0.7, 0.9, "a trial"))
        self.assertEqual(more["programmes.more.uptake"]["source"], "set by variant optimistic")
        self.assertEqual(more["programmes.more.lasts"]["source"], "set by --set")

    def test_schema_is_json(self):
        self.assertIn("$schema", json.loads(self.run_program("schema").stdout))


if __name__ == "__main__":
    main()
