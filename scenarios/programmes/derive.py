#!/usr/bin/env python3
"""The derived figures of the programmes here, with how they come about.

    python3 scenarios/programmes/derive.py            prints them
    python3 scenarios/programmes/derive.py --check    exits 1 if a programme file does not hold them
"""

import math
import sys
from pathlib import Path
from statistics import NormalDist

HERE = Path(__file__).resolve().parent

# Adults by BMI, 2024 (scenarios/models/nl/published/bmi_level_2024.csv), as a normal distribution.
OVERWEIGHT_OR_OBESE, OBESE = 0.50, 0.16
ADULTS = 14.48e6                # from 18 on, scenarios/regions/nederland
GLI_PARTICIPANTS = 82_000       # 2019 to 31 May 2023, RIVM

BACKGROUND_QUITTING = 0.04      # a year, scenarios/models/nl/published/assumptions.csv
RELAPSE_IN_SECOND_YEAR = 0.10   # the same
SEVERELY_LONELY = 0.134         # of 65 and over in 2023, scenarios/models/nl/tables/loneliness_prevalence.csv
REMISSION = 0.5                 # of depression, a year: scenarios/models/nl/tables/depression_course.csv
SMOKERS_PER_ARM = 302           # 604 in two arms

OUTPATIENT_VISIT = 124.56       # EUR 2023, Costing Manual
BED_DAY, NURSING_HOUR, WAY_TO_A_VISIT = 668.472, 77.85, 31.80   # the same
DISTRICT_NURSING, GP_CONTACT = 65.1926, 53.8796                 # EUR 2023 an hour, a contact: the pack's prices
CARER_HOUR, INFUSION = 19.51, 177.50    # the same: an hour of informal care; an intravenous administration in hospital
DIALYSIS, KIDNEY_FAILURE, DYING, TRANSPLANTS = 6200, 2000, 1 / 6, 1020   # people; a year: new patients, share of those on dialysis, people (2023): Nierstichting
AT_HOME = 0.20                                                  # of people on dialysis, Renine 2020
FROM_DIALYSIS = 0.7                                             # of transplants; the rest come before dialysis or after another kidney: assumed
OUTSIDE_CARE, INFORMAL = 23_488, 0.29   # EUR 2016 a dialysis patient and year outside care, informal care's share of it: BMC Nephrology 2021
FROM_2015, FROM_2016 = 1.26, 1.25       # to prices of 2023: CBS consumer price index, as in the pack; of 2016: between those of 2015 and 2017 (1.239)
COMPLICATED = 1537.6 / 100_354 * 17.88e6                        # adults with complicated diabetes, as the voorbeeldkavel has them
LEAVING_COMPLICATED = 0.0585            # a year: they die or move away, in the voorbeeldkavel, 2023 to 2042
# A year, of those who take part in the voorbeeldkavel in 2023 (a programme that drops all of it shows it): in-patient days;
# EUR 2023 of other specialist care. In the mean of 2023 to 2042, before growth, 2.14 and 1.52 days, EUR 2,326 and 14,766.
DAYS_ACUTE, DAYS_INTRAVENOUS = 2.185, 1.488
SPECIALIST_COMPLICATED, SPECIALIST_CANCER = 2296, 14_560
VISITS = 30.2203 / 17.811291    # out-patient visits an inhabitant and year: the pack's tables/profile_visits.csv


def rounded(value):
    return f"{float(f'{value + 0:.3g}'):g}"     # no -0, no 4e+03


def interval(value, low, high):
    return f"value: {rounded(value)}, low: {rounded(low)}, high: {rounded(high)}"


def share_crossing(least, most, fall):
    """Of those with a BMI from `least` to `most`, the share that is less than `fall` above `least`."""
    high, low = NormalDist().inv_cdf(1 - OBESE), NormalDist().inv_cdf(1 - OVERWEIGHT_OR_OBESE)
    spread = (30 - 25) / (high - low)
    bmi = NormalDist(30 - high * spread, spread)
    below = bmi.cdf(most) if most else 1.0
    return (bmi.cdf(least + fall) - bmi.cdf(least)) / (below - bmi.cdf(least))


def lasting(least, most):
    """A fall of 0.9, of which half is left after three years; a fifth after five; all."""
    return interval(*(share_crossing(least, most, 0.9 * left) for left in (0.5, 0.2, 1)))


def quitters(abstinent):
    """Abstinent at a year, less those who would have quit anyhow, less the relapse of the second year."""
    error = 1.96 * math.sqrt(abstinent * (1 - abstinent) / SMOKERS_PER_ARM)
    return interval(*((share - BACKGROUND_QUITTING) * (1 - RELAPSE_IN_SECOND_YEAR)
                      for share in (abstinent, abstinent - error, abstinent + error)))


def treated():
    """8 mmHg less (5 to 12) of the pack's 10, for those who are treated in the mean of ten years: 0.8 after a year, then 0.95 a year."""
    lasting_share = sum(0.8 * 0.95 ** year for year in range(10)) / 10
    return interval(*(lasting_share * fall / 10 for fall in (8, 5, 12)))


def faster(more):
    """Rate ratio of what happens to `more` times as many within half a year, at the pack's remission."""
    return -math.log(1 - more * (1 - math.exp(-REMISSION / 2))) / (REMISSION / 2)


def less_lonely():
    """Of the severely lonely, those no longer so when the score falls by half of 0.2 (0 to 0.4) standard deviations."""
    least = NormalDist().inv_cdf(1 - SEVERELY_LONELY)
    return interval(*(round((NormalDist().cdf(least + fall / 2) - 1) / SEVERELY_LONELY + 1, 6) for fall in (0.2, 0, 0.4)))


def referrals_avoided():
    """Share of a year's out-patient visits: referrals avoided per patient, two visits each."""
    error = 1.96 * math.sqrt(0.15 * 0.85 / 2408 + 0.11 * 0.89 / 2522)
    return interval(*(avoided * 2 / VISITS for avoided in (0.04, 0.04 - error, 0.04 + error)))


def carers(days, share, hours):
    """EUR of informal care a year: so many hours, from none to twice as many, for each in-patient day of a participant that moves home."""
    return interval(*(days * share * times * hours * CARER_HOUR for times in (1, 0, 2)))


def hours_for(euros):
    """Hours of district nursing that cost so much."""
    return f"{euros / DISTRICT_NURSING:.4g}"


def hours_interval(value, low, high):
    return f"value: {hours_for(value)}, low: {hours_for(low)}, high: {hours_for(high)}"


def three_visits():
    return 3 * (NURSING_HOUR + WAY_TO_A_VISIT)


def dearer(*half_a_year):
    """EUR 2023 a year of what half a year cost more in 2015."""
    value, low, high = (round(2 * euros * FROM_2015) for euros in half_a_year)
    return f"value: {value}, low: {low}, high: {high}"


def leave_dialysis():
    """A year: those who die and those who get a kidney."""
    return DYING + TRANSPLANTS * FROM_DIALYSIS / DIALYSIS


def start_at_home(share):
    """Of those with complicated diabetes, a year: so many that `share` of people on dialysis comes to be at home."""
    return DIALYSIS * leave_dialysis() * (share - AT_HOME) / COMPLICATED


def nurse_at_dialysis():
    """Hours a year of a nurse at home: an hour and a half a month."""
    return 12 * 1.5


def dialysis_carers():
    """What carers do for someone on dialysis, half of it (none to all) more for who is at home."""
    return interval(*(more * INFORMAL * OUTSIDE_CARE * FROM_2016 for more in (0.5, 0, 1)))


def drawn(mean, share, hours):
    """Hours of nursing that a participant uses of the pool in a year: what moves, times hours for each unit of it."""
    return f"home_nursing: {{value: {rounded(mean * share * hours)},"


def derived():
    yield "gli.yaml", "obese to overweight", lasting(30, None)
    yield "gli.yaml", "overweight to normal", lasting(25, 30)
    yield "gli.yaml", "obese to overweight, a fall of 1.2 that stays", f"value: {rounded(share_crossing(30, None, 1.2))},"
    yield "gli.yaml", "overweight to normal, a fall of 1.2 that stays", f"value: {rounded(share_crossing(25, 30, 1.2))},"
    yield "gli.yaml", "dropout: 60 % are there after two years", f"value: {rounded(-math.log(0.6) / 2)},"
    yield "gli.yaml", "in usual care already", f"value: {rounded(GLI_PARTICIPANTS / (OBESE * ADULTS))},"
    yield "gli.yaml", "utility of 0.02 QALY in 18 months, against 0.85", f"value: {1 + 0.02 / 1.5 / 0.85:.4g},"
    yield "smoking_groups.yaml", "quit", quitters(0.26)
    yield "smoking_groups_vouchers.yaml", "quit", quitters(0.41)
    yield "cvrm_case_finding.yaml", "come to be treated", treated()
    yield "collaborative_care_depression.yaml", "remission", interval(*map(faster, (1.32, 1.22, 1.43)))
    yield "loneliness_approach.yaml", "no longer severe", less_lonely()
    yield "diabetes_care_group.yaml", "a year of what half a year cost more", dearer(233, 204, 262)
    yield "copd_care_group.yaml", "a year of what half a year cost more", dearer(609, 533, 686)
    yield "cvrm_care_group.yaml", "a year of what half a year cost more", dearer(231, 208, 254)
    yield "meekijkconsult.yaml", "visits dropped", referrals_avoided()
    yield "meekijkconsult.yaml", "visits dropped, skin alone", f"value: {rounded(0.06 * 2 / VISITS)},"
    yield "meekijkconsult.yaml", "contacts at half (0.3 to 0.8) of a visit's price", \
        interval(*(share * OUTPATIENT_VISIT / GP_CONTACT for share in (0.5, 0.3, 0.8)))
    yield "anderhalvelijnszorg.yaml", "extra patients a year", f"value: {rounded((48.8 - 24.7) / 1000)},"
    yield "anderhalvelijnszorg.yaml", "one visit of a year's", f"value: {rounded(1 / VISITS)},"
    yield "intravenous_therapy_at_home.yaml", "three visits for an in-patient day, hours of district nursing", \
        hours_interval(three_visits(), 0.3 * BED_DAY, BED_DAY)
    yield "intravenous_therapy_at_home.yaml", "three visits for an in-patient day", f"value: {three_visits() / BED_DAY:.3f},"
    yield "intravenous_therapy_at_home.yaml", "carers, two hours a day", carers(DAYS_INTRAVENOUS, 0.4, 2)
    yield "hospital_at_home_acute.yaml", "hours of district nursing for an in-patient day", hours_interval(BED_DAY, 0.75 * BED_DAY, 1.1 * BED_DAY)
    yield "hospital_at_home_acute.yaml", "the same, a fifth cheaper", f"value: {hours_for(0.8 * BED_DAY)},"
    yield "hospital_at_home_acute.yaml", "carers, four hours a day", carers(DAYS_ACUTE, 0.3, 4)
    yield "dialysis_at_home.yaml", "start at home in a year: a third, a quarter, 43 % at home", \
        interval(*map(start_at_home, (0.33, 0.25, 0.43)))
    yield "dialysis_at_home.yaml", "dropout beside the pack's deaths", f"value: {rounded(leave_dialysis() - LEAVING_COMPLICATED)},"
    yield "dialysis_at_home.yaml", "share of specialist care that is a nurse's hours", \
        f"value: {rounded(nurse_at_dialysis() * DISTRICT_NURSING / SPECIALIST_COMPLICATED)},"
    yield "dialysis_at_home.yaml", "carers", dialysis_carers()
    yield "dialysis_at_home.yaml", "hours of district nursing for a euro", f"value: {hours_for(1)},"
    yield "oncology_at_home.yaml", "ten administrations (5 to 20)", \
        interval(*(number * INFUSION / SPECIALIST_CANCER for number in (10, 5, 20)))
    yield "oncology_at_home.yaml", "an hour and a half and the way, against one in hospital", \
        f"low: {rounded((1.5 * NURSING_HOUR + WAY_TO_A_VISIT) / INFUSION)},"
    yield "oncology_at_home.yaml", "hours of district nursing for a euro", hours_interval(1, 0.837, 1.2)
    yield "transitional_care.yaml", "in-patient days, less what is readmitted", \
        interval(*(1 - ratio for ratio in (0.83, 0.92, 0.75)))
    study = "../ziekenhuiszorg-thuis.yaml"
    yield study, "acute", drawn(DAYS_ACUTE, 0.3, BED_DAY / DISTRICT_NURSING).replace("{value", "&acute {value")
    yield study, "acute, a fifth cheaper", drawn(DAYS_ACUTE, 0.3, 0.8 * BED_DAY / DISTRICT_NURSING)
    yield study, "intravenous", drawn(DAYS_INTRAVENOUS, 0.4, three_visits() / DISTRICT_NURSING).replace("{value", "&intravenous {value")
    yield study, "cancer", drawn(10, INFUSION, 1 / DISTRICT_NURSING).replace("{value", "&cancer {value")
    yield study, "cancer, an hour and a half and the way", drawn(10, 1.5 * NURSING_HOUR + WAY_TO_A_VISIT, 1 / DISTRICT_NURSING)
    yield study, "dialysis", drawn(1, 1, nurse_at_dialysis()).replace("{value", "&dialysis {value")


def main():
    missing = 0
    for name, what, text in derived():
        held = text in (HERE / name).read_text() if (HERE / name).exists() else False
        missing += not held
        print(f"{name}: {what}: {text}{'' if held else '   NOT THERE'}")
    if "--check" in sys.argv and missing:
        sys.exit(1)


main()
