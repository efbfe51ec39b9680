"""The result file opens in xarray and h5py with named dimensions, coordinates and units."""

import json
import unittest

from program import SMALL, ProgramTest, main

try:
    import h5py
    import numpy
    import xarray
except ImportError:
    xarray = None


CARE_AND_WELLBEING = """\
  wellbeing:
    mood: {scale: add, range: [0, 10], unit: score, baseline: 7, states: {health: {ill: -1}}, source: made up, status: assumed}
  sectors:
    cure: {price_index: 0.02, real_growth: 0.01, source: made up, status: assumed}
  payers: {insurer: Health insurer}
  providers: {hospital: Hospital}
  activities:
    stay:
      sector: cure
      payer: insurer
      provider: hospital
      unit: day
      price: {value: 700, price_year: 2025}
      per_year: {health: {ill: 3}}
      residual: 0.5
      source: made up
      status: assumed
    advice: {sector: cure, payer: none, provider: hospital, unit: EUR 2025, per_transition: {health: {well>ill: 90}}, source: made up, status: assumed}
"""


@unittest.skipIf(xarray is None, "needs python3-xarray and python3-h5netcdf")
class ResultInPython(ProgramTest):
    def setUp(self):
        super().setUp()
        (self.folder / "small.yaml").write_text(SMALL.replace("variants:", CARE_AND_WELLBEING + "variants:"))
        self.run_program("run", "small.yaml", "--quiet", "--persons-sample", "100")
        self.path = self.folder / "small.h5"

    def open(self, group=None):
        with xarray.open_dataset(self.path, engine="h5netcdf", group=group) as result:
            return result.load()

    def test_trajectories(self):
        result = self.open()
        self.assertEqual(result.person_years.dims, ("arm", "year", "sex", "age_group", "ses", "state"))
        self.assertEqual(result.events.dims[-1], "transition")
        self.assertEqual(result.outcomes.dims[-1], "outcome")
        self.assertEqual(result.person_years.attrs["units"], "person-years")
        self.assertEqual(list(result.arm.values), ["usual_care", "better_care"])
        self.assertEqual(list(result.state.values), ["health.well", "health.ill", "health.dead"])
        self.assertEqual(list(result.outcome_unit.values), ["EUR", "QALY"])
        self.assertEqual(result.attrs["format_version"], 2)
        lived = result.person_years.sel(arm="usual_care", sex="female").isel(year=0)
        self.assertAlmostEqual(float(lived.sum()), 2000 * (1 - numpy.exp(-0.02)) / 0.02, delta=30)

    def test_groups_agree_with_each_other(self):
        result = self.open()
        for group, over in (("by_year", []), ("by_area", ["area"]), ("random_groups", ["random_group"])):
            part = self.open(group)
            for name, last in (("person_years", "state"), ("events", "transition"), ("outcomes", "outcome")):
                whole = result[name].sum(["sex", "age_group", "ses"])
                numpy.testing.assert_allclose(part[name].sum(over).values, whole.values)
                self.assertIn(last, part.coords)
        table = self.open("life_table")
        deaths = result.events.sel(transition=result.transition_role == "death").sum(
            ["sex", "age_group", "ses", "transition"])
        numpy.testing.assert_array_equal(table.deaths.sum(["sex", "age"]).values, deaths.values)
        self.assertEqual(table.age.values[0], -1)

    def test_the_full_cross_adds_up(self):
        self.run_program("run", "small.h5", "--quiet", "--full-cross", "-o", "cross.h5")
        self.path = self.folder / "cross.h5"
        cross, result, by_area = self.open("full_cross"), self.open(), self.open("by_area")
        self.assertEqual(cross.person_years.dims, ("arm", "year", "sex", "age_group", "ses", "area", "state"))
        for name in ("person_years", "events", "outcomes"):
            numpy.testing.assert_allclose(cross[name].sum("area").values, result[name].values)
            numpy.testing.assert_allclose(cross[name].sum(["sex", "age_group", "ses"]).values, by_area[name].values)
        numpy.testing.assert_allclose(cross.volumes.sum("area").values, self.open("money").volumes.values)
        wellbeing = self.open("wellbeing")
        for name in ("measured", "value_years"):
            numpy.testing.assert_allclose(cross[name].sum("area").values, wellbeing[name].values)

    def test_standard_errors(self):
        by_year = self.open("by_year")
        self.assertTrue((by_year.events_se.isel(transition=0) > 0).all())
        self.assertEqual(float(abs(by_year.events_difference.isel(arm=0)).sum()), 0)
        totals = self.open("totals")
        self.assertTrue((totals.mean_se > 0).all())
        self.assertGreater(float(totals.difference.sel(arm="better_care", outcome="qaly")), 0)

    def test_care(self):
        money = self.open("money")
        self.assertEqual(money.cost.dims, ("arm", "year", "sex", "age_group", "ses", "activity"))
        self.assertEqual(list(money.activity_payer.values), ["insurer", "none"])
        cells = ["sex", "age_group", "ses"]
        numpy.testing.assert_allclose((money.volumes * money.price).transpose(*money.cost.dims).values,
                                      money.cost.values)
        numpy.testing.assert_allclose((money.volumes * money.price_real).transpose(*money.cost.dims).values,
                                      money.cost_real.values)
        price = money.sel(activity="stay", arm="usual_care")  # a day takes 1 % more every year
        numpy.testing.assert_allclose(price.price.values[:2], [700, 700 * 1.02 * 1.01])
        numpy.testing.assert_allclose(price.price_real.values[:2], [700, 707])
        people = self.open().person_years.sel(arm="usual_care").sum(cells)
        days = money.volumes.sel(arm="usual_care", activity="stay").sum(cells)
        alive = people.sel(state=["health.well", "health.ill"]).sum("state")
        numpy.testing.assert_allclose(days.values, (3 * people.sel(state="health.ill") + 0.5 * alive).values, rtol=1e-9)
        by_year = self.open("money/by_year")
        for name in ("cost_by_sector", "cost_by_payer", "cost_by_provider"):
            numpy.testing.assert_allclose(by_year[name].sum(by_year[name].dims[-1]).values,
                                          money.cost.sum(cells + ["activity"]).values)
        by_area = self.open("money/by_area")
        numpy.testing.assert_allclose(by_area.cost_real.sum("area").values, money.cost_real.sum(cells).values)

    def test_states_have_titles_and_founders_stand_for_inhabitants(self):
        result = self.open()
        self.assertEqual(list(result.state_title.values), [state.split(".", 1)[1] for state in result.state.values])
        self.assertEqual(result.attrs["inhabitants"], result.attrs["founders"])

    def test_meerkosten_add_up_exactly(self):
        extra = self.open("meerkosten")
        for suffix in ("", "_by_sector", "_by_payer"):
            xarray.testing.assert_equal(extra["nominal" + suffix], extra["price" + suffix] + extra["real" + suffix])
            xarray.testing.assert_equal(extra["real" + suffix], extra["demography" + suffix] + extra["volume" + suffix])
        xarray.testing.assert_equal(extra.nominal, extra.nominal_by_sector.sum("sector"))
        self.assertEqual(float(extra.nominal.sel(arm="usual_care")[0]), 0)
        cost = self.open("money").cost.sum(["sex", "age_group", "ses", "activity"])
        base = cost.sel(arm="usual_care").isel(year=0).drop_vars(["arm", "year"])
        numpy.testing.assert_allclose(extra.nominal.values, (cost - base).values, atol=3)

    def test_arms_are_compared_as_their_years_are(self):
        (self.folder / "arms.yaml").write_text(SMALL.split("variants:")[0] + CARE_AND_WELLBEING + """\
programmes:
  advice:
    title: Advice
    source: nobody
    status: assumed
    uptake: 0.5
    lasts: 2
    effects:
      hazard: [{transitions: [health.well>ill], ratio: 0.5}]
      care: [{activity: stay, share: 0.2, refill: 0.5}]
    cost: {payer: insurer, provider: hospital, sector: cure, price_year: 2025, per_participant: 70}
arms: {advised: [advice]}
""")
        self.run_program("run", "arms.yaml", "--quiet")
        self.path = self.folder / "arms.h5"
        rows = self.open("comparison").set_coords(["label", "unit"])
        self.assertEqual(rows.difference.dims, ("arm", "row"))
        self.assertEqual(float(abs(rows.difference.sel(arm="usual_care")).sum()), 0)
        arm = rows.difference.sel(arm="advised")
        years = self.open("by_year").sel(arm="advised").sum("year")
        self.assertEqual(float(arm.sel(row="reached/advice")),
                         float(years.events.sel(transition="programme.advice.outside>taking_part")))
        self.assertEqual(float(arm.sel(row="reached/all")),
                         float(years.events.sel(transition="programme.any.outside>reached")))
        self.assertEqual(float(arm.sel(row="events/health.ill")),
                         float(years.events_difference.sel(transition="health.well>ill")))
        self.assertAlmostEqual(float(arm.sel(row="effects/qaly")), float(years.outcomes_difference.sel(outcome="qaly")))
        money = self.open("money/by_year").sel(arm="advised").sum("year")
        self.assertAlmostEqual(float(arm.sel(row="cost/all")), float(money.cost_by_payer_real_difference.sum("payer")), 3)
        prices = self.open("money").price_real.sel(arm="advised")
        volumes = self.open("money/by_year").sel(arm="advised").volumes
        for part, activity in (("programmes", "programme.advice"), ("filled_again", "refill.stay")):
            cost = (volumes * prices).sel(activity=activity).sum("year")
            self.assertAlmostEqual(float(arm.sel(row=f"cost/insurer/{part}")), float(cost), 3)
        totals = self.open("totals").sel(arm="advised", outcome="qaly")
        self.assertAlmostEqual(float(arm.sel(row="totals/qaly")), 2000 * float(totals.difference))
        self.assertAlmostEqual(float(rows.difference_se.sel(arm="advised", row="totals/qaly")), 2000 * float(totals.difference_se))

    def test_what_effects_cost(self):
        ratios = self.open("cost_effectiveness")
        totals = self.open("totals")
        self.assertEqual(ratios.attrs["cost"], "cost")
        self.assertEqual(ratios.effect.values.tolist(), ["qaly"])
        told = json.loads(self.run_program("run", "small.yaml", "-o", "again.h5", "--json").stdout)["cost_effectiveness"][0]
        self.assertEqual((told["cost"], told["effect"], told["unit"]), ("cost", "qaly", ratios.unit.values[0]))
        self.assertEqual(ratios.verdict.sel(arm="usual_care", effect="qaly").item(), "unclear")
        arm = ratios.sel(arm="better_care", effect="qaly")
        said = told["arms"]["better_care"]
        self.assertEqual(arm.verdict.item(), said["verdict"])
        differences = totals.difference.sel(arm="better_care")
        cost, gained = (float(differences.sel(outcome=outcome)) for outcome in ("cost", "qaly"))
        self.assertGreater(gained, 1.96 * float(totals.difference_se.sel(arm="better_care", outcome="qaly")))
        self.assertEqual(said["verdict"], "cost_per_gain")
        self.assertAlmostEqual(float(arm.ratio), cost / gained)
        self.assertEqual(said["ratio"], float(arm.ratio))
        self.assertEqual(said["within"], [float(arm.low), float(arm.high)])
        for end in (arm.low, arm.high):  # here cost is in proportion to effect, so that chance moves no ratio
            self.assertAlmostEqual(float(end) / float(arm.ratio), 1, places=6)

    def test_what_is_in_use_and_who_is_turned_away(self):
        self.assertNotIn("capacities", h5py.File(self.path))
        (self.folder / "arms.yaml").write_text(SMALL.split("variants:")[0] + """\
capacities:
  coaches: {title: Hours of coaches, unit: hour, a_year: 300, source: nobody, status: assumed}
programmes:
  advice:
    title: Advice
    source: nobody
    status: assumed
    uptake: 0.5
    lasts: 1
    effects: {hazard: [{transitions: [health.well>ill], ratio: 0.5}]}
    offer: {draws_on: {coaches: {value: 2, source: nobody, status: assumed}}}
arms: {advised: [advice], nothing: []}
""")
        said = self.run_program("run", "arms.yaml").stdout
        self.assertRegex(said, r"Capacities and places .*\nadvised\n  Hours of coaches, hour +300 +100 % +100 %\n  Advice +[\d ]+\nTurned away: ")
        self.path = self.folder / "arms.h5"
        told = self.open("capacities")
        self.assertEqual(told.used.dims, ("arm", "year", "pool"))
        self.assertEqual((float(told.available.sel(pool="coaches")), str(told.pool_unit.values[0])), (300, "hour"))
        self.assertEqual(set(told.used.sel(arm="advised").values.flat), {300})
        self.assertEqual(float(told.used.sel(arm="nothing").sum() + told.turned_away.sel(arm="nothing").sum()), 0)
        wanted = told.turned_away.sel(arm="advised", programme="advice").values + 150  # who has a place has it for a year
        self.assertAlmostEqual(wanted[0], 1000, delta=100)
        usual, advised, nothing = json.loads(self.run_program("run", "arms.yaml", "--json").stdout)["arms"]
        for arm in (usual, advised, nothing):
            (coaches,) = arm["capacities"]
            self.assertEqual((coaches["name"], coaches["area"], coaches["unit"], coaches["a_year"]), ("coaches", "", "hour", 300))
            self.assertEqual(coaches["in_use"], told.used.sel(arm=arm["name"], pool="coaches").values.tolist())
            self.assertEqual(arm["turned_away"], {"advice": told.turned_away.sel(arm=arm["name"], programme="advice").values.tolist()})

    def test_persons_are_conserved(self):
        proofs = self.open("proofs")
        left = proofs.start + proofs.births + proofs.arrivals - proofs.deaths - proofs.departures
        xarray.testing.assert_equal(left, proofs.end)

    def test_sampled_persons(self):
        result = self.open()
        persons = self.open("persons")
        self.assertEqual(persons.attrs["founders_sampled"], 100)
        usual_care = persons.person.where(persons.life_arm == "usual_care", drop=True)
        self.assertEqual(len(numpy.unique(usual_care.values)), 100)
        self.assertEqual(persons.begins_state.dims, ("life", "attribute"))
        self.assertEqual(set(result.state.values[persons.begins_state.values[:, 0]]), {"health.well"})
        deaths = result.transition.values[persons.event_transition.values] == "health.well>dead"
        self.assertTrue(deaths.any())
        self.assertTrue((numpy.diff(persons.event_life.values) >= 0).all())
        years = [int(str(date)[:4]) for date in persons.event_date.values]
        self.assertEqual(years, list(2025 + (persons.event_moment.values - 1) // 12582912))

    def test_study_and_parameters(self):
        study = self.open("study")
        self.assertEqual(str(study.file.values[0]), "small.yaml")
        self.assertIn("A small cohort", str(study.text.values[0]))
        parameters = self.open("parameters")
        self.assertEqual(set(parameters.status.values), {"assumed"})
        self.assertIn("better_care", parameters.of_arm.values)

    def test_every_number_has_units_and_everything_a_long_name(self):
        def check(name, item):
            if not isinstance(item, h5py.Dataset) or name.startswith("provenance"):
                return
            self.assertIn("long_name", item.attrs, name)
            self.assertEqual(item.dtype.kind in "iuf", "units" in item.attrs, name)
            self.assertTrue(h5py.h5ds.is_scale(item.id) or all(len(dimension) for dimension in item.dims), name)

        with h5py.File(self.path) as file:
            file.visititems(check)


if __name__ == "__main__":
    main()
