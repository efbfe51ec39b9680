"""What an insurer's actuary or a GGD's epidemiologist must find in the Dutch pack is in it: contents_test.py PROGRAM."""

import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import h5py

STUDY = Path(__file__).resolve().parents[2] / "scenarios" / "nederland.yaml"
PROGRAM = Path(sys.argv.pop(1)).resolve()

STATES = {
    "smoking": "never current former",
    "bmi": "normal overweight obese",
    "activity": "active inactive",
    "blood_pressure": "normal untreated treated",
    "drinking": "moderate harmful",
    "loneliness": "none moderate severe",
    "diabetes": "none uncomplicated complicated",
    "ihd": "none acute chronic",
    "stroke": "none acute chronic",
    "heart_failure": "none stable frequently_admitted",
    "copd": "none mild severe",
    "dementia": "none mild full_time_care",
    "depression": "none depression",
    "anxiety": "none anxiety",
    "osteoarthritis": "none osteoarthritis",
    "back_pain": "none chronic",
    "hip_fracture": "none acute after",
    "serious_fall": "possible",
    "lung_cancer": "none treatment follow_up",
    "breast_cancer": "none treatment follow_up",
    "colorectal_cancer": "none treatment follow_up",
    "youth_mental": "none problems",
    "household": "with_others alone",
    "self_reliance": "independent limited severe",
    "care_setting": "home district_nursing wlz_home nursing_home disability_care mental_care",
}
RECURS = ("ihd.chronic>acute", "stroke.chronic>acute", "hip_fracture.after>acute", "depression.depression>none", "anxiety.anxiety>none")
ACTIVITIES = {  # law: payer: unit and activity
    "zvw": {
        "insurer": "contact general_practice, contact out_of_hours_gp, visit outpatient_visit, day inpatient_day, treatment day_treatment,"
        " visit emergency_department, EUR pharmacy, hour district_nursing, session paramedical_care, EUR mental_health_care, EUR dental_care,"
        " EUR maternity_care, ride patient_transport, EUR medical_devices, day rehabilitation",
        "none": "consult cross_domain_consultation",
    },
    "wlz": {"care_office": "day nursing_home_day, day home_package_day, day disability_care_day, day mental_care_day", "household": "EUR wlz_contribution"},
    "wmo": {"municipality": "hour household_help, hour individual_support, half_day day_care", "household": "EUR wmo_contribution"},
    "youth_care": {"municipality": "EUR youth_care"},
}
DIMENSIONS = ("bodily_functions", "mental_wellbeing", "meaning", "quality_of_life", "participation", "daily_functioning")


class Contents(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        path = Path(cls.folder.name) / "nl.h5"
        subprocess.run([PROGRAM, "run", STUDY, "-o", path, "--set", "population.persons=20000", "--set", "years=1", "--quiet"], check=True)
        cls.file = h5py.File(path)

    @classmethod
    def tearDownClass(cls):
        cls.file.close()
        cls.folder.cleanup()

    def texts(self, name):
        return list(self.file[name].asstr()[:])

    def test_risk_factors_conditions_and_settings_with_their_states(self):
        states = self.texts("state")
        for attribute, names in STATES.items():
            self.assertEqual([state for state in states if state.startswith(f"{attribute}.")], [f"{attribute}.{name}" for name in names.split()])
            for name in names.split():
                people = self.file["by_year/person_years"][0, 0][states.index(f"{attribute}.{name}")]
                self.assertGreater(people, 0, f"{attribute}.{name}")
        for transition in RECURS:
            self.assertIn(transition, self.texts("transition"))

    def test_care_under_every_law(self):
        names, money = self.texts("activity"), self.file["money"]
        told = {key: self.texts(f"money/activity_{key}") for key in ("unit", "sector", "payer", "provider")}
        for law, payers in ACTIVITIES.items():
            for payer, activities in payers.items():
                for unit, activity in (pair.split() for pair in activities.split(", ")):
                    k = names.index(activity)
                    self.assertEqual((told["sector"][k], told["payer"][k]), (law, payer), activity)
                    self.assertEqual(told["unit"][k], "EUR 2023" if unit == "EUR" else unit.replace("_", " "), activity)
                    self.assertTrue(told["provider"][k])
                    self.assertGreater(money["price"][0, 0, k], 0)
                    self.assertGreater(money["volumes"][0, 0, ..., k].sum(), 0, activity)
                    if payer not in ("household", "none"):
                        self.assertGreater(money["activity_fixed_share"][k], 0, activity)
        self.assertGreater(money["deductible_paid"][0, 0].sum(), 0)

    def test_accounts_and_wellbeing(self):
        self.assertEqual(self.texts("outcome"), ["cost", "informal_care", "paid_work", "qaly"])
        measures = self.texts("wellbeing/measure")
        self.assertEqual(measures, ["utility", "perceived_health", *DIMENSIONS])
        starts = list(self.file["age_group_start"][:])
        measured = self.file["wellbeing/measured"][0, 0].sum(axis=(0, 2))  # [age group, measure]
        for measure in DIMENSIONS:  # not measured below 18
            place = measures.index(measure)
            self.assertEqual(measured[: starts.index(15), place].sum(), 0)
            self.assertGreater(measured[starts.index(20), place], 0)
        for measure in ("utility", "perceived_health"):
            self.assertGreater(measured[0, measures.index(measure)], 0)


if __name__ == "__main__":
    unittest.main()
