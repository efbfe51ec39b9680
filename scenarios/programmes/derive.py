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
REMISSION = 0.5                 # of depression, a year: scenarios/models/nl/tables/depression_course.csv
SMOKERS_PER_ARM = 302           # 604 in two arms

OUTPATIENT_VISIT = 124.56       # EUR 2023, Costing Manual
BED_DAY, NURSING_HOUR, WAY_TO_A_VISIT = 668.47, 77.85, 31.80    # the same
HOSPITAL_CARE = 28906121552 / 17.88e6   # EUR 2023 per insured person and year, Vektis


def rounded(value):
    return f"{value:.3g}"


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


def referrals_avoided():
    """Share of a year's hospital care: referrals avoided per patient, two visits each."""
    error = 1.96 * math.sqrt(0.15 * 0.85 / 2408 + 0.11 * 0.89 / 2522)
    return interval(*(avoided * 2 * OUTPATIENT_VISIT / HOSPITAL_CARE for avoided in (0.04, 0.04 - error, 0.04 + error)))


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
    yield "diabetes_care_group.yaml", "a year of what half a year cost more", "value: 466, low: 408, high: 524"
    yield "copd_care_group.yaml", "a year of what half a year cost more", "value: 1218, low: 1066, high: 1372"
    yield "cvrm_care_group.yaml", "a year of what half a year cost more", "value: 462, low: 416, high: 508"
    yield "meekijkconsult.yaml", "hospital care dropped", referrals_avoided()
    yield "meekijkconsult.yaml", "hospital care dropped, skin alone", \
        f"value: {rounded(0.06 * 2 * OUTPATIENT_VISIT / HOSPITAL_CARE)},"
    yield "anderhalvelijnszorg.yaml", "extra patients a year", f"value: {rounded((48.8 - 24.7) / 1000)},"
    yield "anderhalvelijnszorg.yaml", "one outpatient visit, of a year's hospital care", \
        f"value: {rounded(OUTPATIENT_VISIT / HOSPITAL_CARE)},"
    yield "intravenous_therapy_at_home.yaml", "three visits for a bed day", \
        f"value: {3 * (NURSING_HOUR + WAY_TO_A_VISIT) / BED_DAY:.2f},"
    yield "transitional_care.yaml", "half of hospital care, less what is readmitted", \
        interval(*((1 - ratio) / 2 for ratio in (0.83, 0.92, 0.75)))


def main():
    missing = 0
    for name, what, text in derived():
        held = text in (HERE / name).read_text() if (HERE / name).exists() else False
        missing += not held
        print(f"{name}: {what}: {text}{'' if held else '   NOT THERE'}")
    if "--check" in sys.argv and missing:
        sys.exit(1)


main()
