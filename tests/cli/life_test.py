"""`kavel life`: one person's life from a result's sample, in words and as JSON."""

import json
import re
import unittest

from program import ProgramTest, main

REGION = """\
title: A family
years: 40
start: 2023
population: {persons: 300, sex: female, age: 20}
model:
  source: nobody
  status: assumed
  attributes:
    vital:
      states: [alive, dead]
      leaves: {dead: death}
      transitions:
        alive>dead/background: {hazard: 0.01}
        alive>dead/illness: {hazard: 0.1, while: {illness: acute}}
    childbearing:
      states: [able]
      transitions:
        able>able: {hazard: {table: fertility.csv}, birth: true, only: female}
    illness:
      states: [none, acute, chronic]
      transitions:
        none>acute: {hazard: 0.05}
        acute>chronic: {duration: 1}
  births: {boys_per_girl: 1.05}
  sectors:
    curative: {real_growth: 0.01}
  payers: {insurer: Insurer, municipality: Municipality, household: Household}
  providers: {gp: Practice, district_team: District team}
  activities:
    gp_consult:
      sector: curative
      payer: insurer
      provider: gp
      unit: consult
      price: {value: 12, price_year: 2023}
      per_year: {vital: {alive: 4}, illness: {acute: 10}}
      deductible: own_risk
      spread: consults
    advice:
      sector: curative
      payer: none
      provider: district_team
      unit: hour
      price: {value: 50, price_year: 2023}
      per_transition: {illness: {none>acute: 2}}
  spreads:
    consults: {users: 0.8, variation: 1}
  deductibles:
    own_risk: {payer: household, amount: 100, from_age: 18}
  outcomes:
    cost:
      kind: cost
      unit: EUR
      per_year: {vital: {alive: 1000}, illness: {acute: 9000, chronic: 500}}
variants:
  usual_care: {}
  better_care:
    model.attributes.illness.transitions.none>acute.hazard: 0.03
"""

ARMS = REGION[:REGION.index("variants:")] + """\
programmes:
  home:
    title: Fewer visits
    source: nobody
    status: assumed
    uptake: 1
    lasts: 100
    effects:
      care: [{activity: gp_consult, share: 0.5, instead: advice, ratio: 0.1, refill: 0.2}]
    cost: {payer: municipality, provider: district_team, sector: curative, price_year: 2023, per_participant: 70, running: 1000}
arms: {at_home: [home], nothing: []}
"""

FERTILITY = "age,births\n0-19,0\n20-39,0.06\n40+,0\n"


class Life(ProgramTest):
    def setUp(self):
        super().setUp()
        (self.folder / "family.yaml").write_text(REGION)
        (self.folder / "fertility.csv").write_text("# unit: 1/year\n" + FERTILITY)

    def run_sample(self, *options):
        self.run_program("run", "family.yaml", "--quiet", "--persons-sample", "50", *options)

    def listed(self):
        return json.loads(self.run_program("life", "family.h5", "--json").stdout)["persons"]

    def life(self, person, *options):
        return json.loads(self.run_program("life", "family.h5", "--person", person, "--json", *options).stdout)

    def test_lists_who_is_in_the_sample(self):
        self.run_sample()
        persons = self.listed()
        self.assertEqual(sum(person["begins"] == "start" for person in persons), 50)
        self.assertGreater(sum(person["begins"] == "birth" for person in persons), 20)
        events = [person["events"] for person in persons]
        self.assertEqual(events, sorted(events, reverse=True))
        text = self.run_program("life", "family.h5").stdout
        self.assertIn(f"{len(persons)} persons", text)
        self.assertIn(persons[0]["person"], text)
        self.assertIn("--all", text)
        self.assertIn(persons[-1]["person"], self.run_program("life", "family.h5", "--all").stdout)

    def test_says_that_costs_are_averages(self):
        self.run_sample()
        text = self.run_program("life", "family.h5", "--person", self.listed()[0]["person"]).stdout
        self.assertIn("not this person's own invoices", text)

    def test_tells_a_life_in_order(self):
        self.run_sample()
        for person in self.listed()[:10]:
            life = self.life(person["person"])
            self.assertEqual(len(life["events"]), person["events"])
            dates = [life["begins"]["date"], *(event["date"] for event in life["events"])]
            self.assertEqual(dates, sorted(dates))
            states = dict(life["begins"]["states"])
            for event in life["events"]:
                self.assertEqual(states[event["attribute"]], event["from"])
                states[event["attribute"]] = event["to"]
                self.assertEqual(states, event["states"])
                if event["kind"] == "birth":
                    child = self.life(event["child"])
                    self.assertEqual((child["mother"], child["begins"]["date"]), (person["person"], event["date"]))
            self.assertEqual(life["ends"] == "dies", states["vital"] == "dead")
            self.assertAlmostEqual(sum(year["lived"] for year in life["by_year"]), life["years_lived"])
            self.assertAlmostEqual(sum(year["outcomes"]["cost"] for year in life["by_year"]), life["in_all"]["cost"])

    def test_a_year_costs_what_its_states_do(self):
        self.run_sample()
        quiet = next(self.life(person["person"]) for person in reversed(self.listed())
                     if person["events"] == 0 and person["begins"] == "start")
        self.assertEqual({year["outcomes"]["cost"] for year in quiet["by_year"]}, {1000.0})

    def test_care_is_told_by_who_pays(self):
        self.run_sample()
        ill = next(life for life in (self.life(person["person"]) for person in self.listed())
                   if any(event["to"] == "acute" for event in life["events"]) and life["begins"]["as"] == "start")
        onsets = sum(event["to"] == "acute" for event in ill["events"])
        consult, advice = ill["care"]
        self.assertEqual((consult["activity"], consult["payer"], advice["payer"]), ("gp_consult", "insurer", None))
        self.assertGreater(consult["volume"], 4 * ill["years_lived"])  # more of it when ill
        self.assertLess(consult["volume"], 14 * ill["years_lived"])
        self.assertGreater(consult["cost_real"], 12 * consult["volume"])  # a consult takes more every year
        self.assertGreaterEqual(advice["volume"], 2 * onsets)
        text = self.run_program("life", "family.h5", "--person", ill["person"]).stdout
        self.assertRegex(text, r"Care by who pays, EUR in prices of 2023 +Insurer +Municipality +Household +nobody")
        self.assertRegex(text, r"gp_consult, consult +\d+")

    def test_the_result_file_says_which_activities_are_spread_together(self):
        import h5py
        self.run_sample()
        with h5py.File(self.folder / "family.h5") as file:
            self.assertEqual(dict(zip(file["activity"].asstr()[:], file["money/activity_spread"].asstr()[:])),
                             {"gp_consult": "consults", "advice": ""})

    def test_tells_what_is_paid_under_a_deductible(self):
        self.run_sample()
        paid = []
        for person in self.listed():
            life = self.life(person["person"])
            for year in life["by_year"]:
                own = year["deductibles"]["own_risk"]
                if life["begins"]["as"] == "birth" and year["year"] - life["birth_year"] - 1 < 18:
                    self.assertEqual(own, {"expected": 0, "spent": 0, "paid": 0})
                else:
                    self.assertGreater(own["expected"], 0)
                    self.assertAlmostEqual(own["paid"], min(own["spent"], 100 * year["lived"]), delta=0.002)
                    paid.append(own["paid"])
                self.assertAlmostEqual(year["paid_by"]["household"], own["paid"])  # nobody else's care is theirs
            self.assertAlmostEqual(sum(year["paid_by"]["household"] + year["paid_by"]["insurer"] for year in life["by_year"]),
                                   life["care"][0]["cost_real"])
        self.assertGreater(sum(amount == 0 for amount in paid), 0.1 * len(paid))
        self.assertGreater(sum(amount == 100 for amount in paid), 0.01 * len(paid))
        text = self.run_program("life", "family.h5", "--person", self.listed()[0]["person"]).stdout
        self.assertRegex(text, r"Care under own_risk, EUR of the year +expected +spent, as drawn +paid by Household")

    def test_suggests_no_person(self):
        self.run_sample()
        person = self.listed()[0]["person"]
        said = self.run_program("life", "family.h5", "--person", person + "x", expect=2).stderr
        self.assertIn(f"expected the number of a person of the sample; without --person they are listed, got {person}x", said)
        self.assertNotIn("did you mean", said)
        for nobody in ("someone", "4000000", person + "0"):
            said = self.run_program("life", "family.h5", "--person", nobody, expect=2).stderr
            self.assertIn(f"got {nobody}", said)
            self.assertNotIn("did you mean", said)

    def test_reads_as_a_story(self):
        self.run_sample()
        mother = next(life for life in (self.life(person["person"]) for person in self.listed())
                      if {"birth", "death"} <= {event["kind"] for event in life["events"]})
        text = self.run_program("life", "family.h5", "--person", mother["person"]).stdout
        self.assertIn("A woman, born in 2003", text)
        self.assertRegex(text, r"2023-01-01 +20  is here when the study starts")
        self.assertRegex(text, r"20\d\d-\d\d-\d\d +\d+  gives birth to a (boy|girl), person \d+")
        self.assertRegex(text, r"20\d\d-\d\d-\d\d +\d+  dies \((background|illness)\)")
        told = text[:text.index("Lived ")]
        self.assertNotIn("from then on", told)  # what stays as it was is not said again
        self.assertLessEqual(len(told.splitlines()), 5 + len(mother["events"]) + 2)
        self.assertIn("cost, EUR", text)
        self.assertIn("Under better_care ", text)
        self.assertLessEqual(max(map(len, text.splitlines())), 120)

    def test_other_arms_are_told_from_where_they_differ(self):
        self.run_sample()
        told = set()
        founders = [person for person in self.listed() if person["begins"] == "start"]
        for person in founders[:6] + founders[-6:]:
            one = self.life(person["person"])
            other = self.life(person["person"], "--arm", "better_care")
            same = one["events"] == other["events"]
            text = self.run_program("life", "family.h5", "--person", person["person"]).stdout
            self.assertEqual("Under better_care the same happens." in text, same)
            told.add(same)
        self.assertEqual(told, {True, False})

    def test_an_arm_is_told_beside_usual_care(self):
        (self.folder / "family.yaml").write_text(ARMS)
        self.run_sample()
        person = [one for one in self.listed() if one["begins"] == "start"][0]["person"]

        def care(arm):
            return {one["activity"]: one for one in self.life(person, "--arm", arm)["care"]}

        usual, arm = care("usual_care"), care("at_home")
        dropped = 0.5 * usual["gp_consult"]["volume"]
        self.assertAlmostEqual(arm["gp_consult"]["volume"], dropped, 3)
        self.assertAlmostEqual(arm["advice"]["volume"], usual["advice"]["volume"] + 0.1 * dropped, 3)
        self.assertAlmostEqual(arm["refill.gp_consult"]["volume"], 0.2 * dropped, 3)
        self.assertAlmostEqual(arm["programme.home"]["volume"], 70, 3)
        self.assertEqual(care("nothing"), usual)
        text = self.run_program("life", "family.h5", "--person", person, "--arm", "at_home").stdout
        who, beside = text.split("\nSide by side, usual_care and at_home\n")
        self.assertEqual(who.splitlines()[0], f'Person {person} in "A family"')
        self.assertIn("born in 2003", who)
        self.assertLessEqual(len(who.splitlines()), 4)
        self.assertRegex(beside, r"2023-01-01 +\d+ +Fewer visits: starts\n")
        self.assertNotIn("programme.", text)
        self.assertRegex(beside, r"Municipality +0.00 +70.00 +\+70.00")
        self.assertIn("Filled again: capacity this person freed, used by others", beside)
        self.assertNotIn("By year", text)
        self.assertIn("not this person's own invoices", text)
        self.assertEqual(text.splitlines()[-1], f"The whole life: kavel life FILE --person {person}; "
                                                "in at_home: add --arm at_home --whole")
        whole = self.run_program("life", "family.h5", "--person", person, "--arm", "at_home", "--whole").stdout
        self.assertIn(f'Person {person} in "A family", arm at_home', whole)
        self.assertRegex(whole, r"2023-01-01 +\d+  Fewer visits: starts\n")
        self.assertIn("By year", whole)
        self.assertIn("Filled again: capacity this person freed, used by others", whole)
        self.assertNotIn("Side by side", whole)
        alone = self.run_program("life", "family.h5", "--person", person).stdout
        self.assertIn("By year", alone)
        self.assertNotIn("Filled again", alone)
        self.assertRegex(alone, r"Under at_home [^\n]*\n +2023-01-01 +\d+  Fewer visits: starts\n")
        same = self.run_program("life", "family.h5", "--person", person, "--arm", "nothing").stdout
        self.assertIn("the same happens.", same)

    def test_who_starts_again_comes_from_where_they_were(self):
        (self.folder / "family.yaml").write_text(ARMS)
        self.run_sample("--set", "programmes.home.lasts=1", "--set", "programmes.home.offer.again_after_taking_part=0",
                        "--set", "years=3")
        person = [one for one in self.listed() if one["begins"] == "start" and one["ends"] == "still here"][0]["person"]
        text = self.run_program("life", "family.h5", "--person", person, "--arm", "at_home").stdout
        self.assertRegex(text, r"2024-01-01 +\d+ +Fewer visits: starts again")
        self.assertRegex(text, r"2025-01-01 +\d+ +Fewer visits: starts again")
        self.assertNotIn("outside", text)
        care = {one["activity"]: one["volume"] for one in self.life(person, "--arm", "at_home")["care"]}
        self.assertAlmostEqual(care["programme.home"], 70 * (1 + 1.01 + 1.01**2), 3)

    def test_the_sample_is_kept_when_a_result_runs_again(self):
        self.run_sample()
        first = self.run_program("life", "family.h5", "--all").stdout
        self.run_program("run", "family.h5", "--quiet", "--threads", "1", "--block-size", "7")
        self.assertEqual(self.run_program("life", "family-again.h5", "--all").stdout, first)
        self.run_program("run", "family.h5", "--quiet", "--persons-sample", "0", "-o", "none.h5")
        self.assertIn("expected a result with a sample of persons (kavel run … --persons-sample 1000), got one without",
                      self.run_program("life", "none.h5", expect=2).stderr)

    def test_refuses_what_cannot_be(self):
        self.run_sample()
        persons = self.listed()
        ids = {person["person"] for person in persons}
        absent = next(str(number) for number in range(300) if str(number) not in ids)
        self.assertIn(f"got {absent}", self.run_program("life", "family.h5", "--person", absent, expect=2).stderr)
        self.assertIn("got Mary", self.run_program("life", "family.h5", "--person", "Mary", expect=2).stderr)
        self.assertIn("did you mean better_care?",
                      self.run_program("life", "family.h5", "--arm", "beter_care", expect=2).stderr)
        self.assertIn("no more than there are persons at the start, 300, got 301",
                      self.run_program("run", "family.yaml", "--persons-sample", "301", expect=2).stderr)
        self.run_program("life", "family.yaml", expect=2)


if __name__ == "__main__":
    main()
