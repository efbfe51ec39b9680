"""Heads of the tables of conditions: titles, sources, methods."""

from .chain import FACTORS
from .sources import (
    ANXIETY, BACK, CANCER, CBS_EDUCATION_LE, COPD, DEMENTIA, DEPRESSION, DIABETES, DIABETES_DEATH, DYNAMO, FALL_INJURIES, HEART_FAILURE, HEART_FOUNDATION,
    LIFESTYLE_SHARES, OSTEOARTHRITIS, PRESSURE, VASCULAR, VEKTIS_HIP, WPP, head,
)

SHAPED = "1 up to age 20, full from 30; log-linear (monotone cubic) between the middles of the published groups; steps of five years"
DIRECT = (
    "direct = total x mean ratio of the mediators (later in the chain) without the factor / with it, found at every third year of age"
)
REMAINING = "mortality: on the mortality left to all other causes, such that the ratio on all-cause mortality is the published one"
ROWS = ["see published/rate_ratios.csv"]
RATIOS = {
    "smoking": head("Rate ratios of smoking", "1", [DYNAMO, "Banks 2019 BMC Medicine; Mons 2015 BMJ; see published/rate_ratios.csv"],
                    "assumed", [SHAPED, DIRECT, REMAINING],
                    ["heart disease, heart failure (current), COPD, lung cancer and mortality rest on published ratios, the others on assumed ones; "
                     "mortality: 1 up to 30, full from 40; the same whatever the time since quitting"]),
    "bmi": head("Rate ratios of overweight and obesity", "1", [DYNAMO, *ROWS], "assumed",
                [SHAPED, DIRECT, REMAINING, "mortality: at least 1"],
                ["diabetes, heart disease, stroke, cancer and mortality: published; the others: assumed"]),
    "ses": head("Rate ratios of education beyond the pack's risk factors", "1", [CBS_EDUCATION_LE], "assumed",
                [SHAPED, "mortality: derived; fitted so that the gaps in life expectancy at birth between educations, and of low at 65, are the "
                 "published ones after all other gradients; one value at 30-60, another at 75, none from 100",
                 "onset of conditions: assumed"]),
    "blood_pressure": head("Rate ratios of raised blood pressure, untreated and treated", "1",
                           ["RIVM, VZinfo.nl: Bloeddruk, oorzaken en gevolgen (ranges)", "Ettehad et al. 2016 Lancet (per 10 mmHg)"],
                           "assumed", [SHAPED, "direct"], ["middle of the published range; treatment: 10 mmHg less"]),
    **{name: head(title, "1", ROWS, "assumed", [DIRECT]) for name, title in {
        "diabetes": "Rate ratios of diabetes on other conditions", "ihd": "Rate ratios of heart disease on other conditions",
        "stroke": "Rate ratio of stroke on dementia", "dementia": "Rate ratios of dementia on falls",
        "copd": "Rate ratio of COPD on lung cancer", "anxiety": "Rate ratio of anxiety on depression",
        "activity": "Rate ratios of physical inactivity", "drinking": "Rate ratios of harmful drinking",
        "household": "Rate ratio of living alone on loneliness", "loneliness": "Rate ratios of loneliness"}.items()},
}
STEADY = "follows from {}_course in a steady state; "
GP = ["known to the GP"]
CANCERS = {"lung_cancer": "Lung cancer", "breast_cancer": "Breast cancer", "colorectal_cancer": "Colorectal cancer"}
HABITS = {"activity": "Physical inactivity", "drinking": "Harmful drinking", "household": "Living alone", "loneliness": "Loneliness"}
PREVALENCE = {
    **{name: head(title, "1", [LIFESTYLE_SHARES], "assumed", [STEADY.format(name) + "near published/lifestyle_shares.csv; totals by sex kept"])
       for name, title in HABITS.items()},
    "blood_pressure": head("Raised blood pressure, untreated and treated", "1", [PRESSURE], "assumed",
                           ["pattern by age and sex assumed; treated: as many as are known to the GP, their share rises with age (assumed)"]),
    "diabetes": head("People with diabetes known to their GP", "1", [DIABETES], "derived",
                     [STEADY.format("diabetes") + "totals by sex are those registered in 2020; the pattern is near that of 2017",
                      "complicated: a quarter of patients at every age, assumed"],
                     ["types 1 and 2; the undiagnosed and most nursing-home residents are not in it"]),
    "ihd": head("Ischaemic heart disease: in the year after an episode, and later", "1", [VASCULAR, HEART_FOUNDATION], "derived",
                [STEADY.format("ihd") + "the total by sex is the published one; the age pattern is not fitted"]),
    "stroke": head("Stroke, with TIA: in the year after an episode, and later", "1", [VASCULAR, HEART_FOUNDATION], "derived",
                   [STEADY.format("stroke") + "the total by sex is the published one; the age pattern is not fitted"],
                   ["above 85 more than registered: residents of nursing homes are not in the registration"]),
    "dementia": head("Dementia, mild and in need of full-time care", "1", [DEMENTIA], "assumed",
                     [STEADY.format("dementia") + "the total is the published one, the age pattern drawn after ERGO",
                      "full_time_care: as many as live in an institution, 32 %, at every age"]),
    "heart_failure": head("Heart failure, stable and frequently admitted", "1", [HEART_FAILURE], "assumed",
                          [STEADY.format("heart_failure") + "the total by sex is the published one, the age pattern assumed; "
                           "frequently admitted: a tenth, assumed"], GP),
    "copd": head("COPD, mild and severe", "1", [COPD], "assumed",
                 [STEADY.format("copd") + "the total by sex is the published one, the age pattern assumed; severe: a fifth, assumed"],
                 [*GP, "women past 75 had less of it than follows from onset that stays: generations differ in smoking"]),
    "depression": head("Depressive disorder", "1", [DEPRESSION], "assumed",
                       [STEADY.format("depression") + "at 18-64 the published shares by sex; the pattern by age assumed"],
                       ["within a year; NEMESIS-3 (2019-2022) found more, above all among the young"]),
    "anxiety": head("Anxiety disorder treated by the GP", "1", [ANXIETY], "assumed",
                    [STEADY.format("anxiety") + "the total by sex is the published one, the age pattern assumed"],
                    ["surveys find two to three times as many"]),
    "osteoarthritis": head("Osteoarthritis of hip, knee or other limbs", "1", [OSTEOARTHRITIS], "assumed",
                           [STEADY.format("osteoarthritis") + "the total by sex is the published one, the age pattern assumed"], GP),
    "back_pain": head("Long or chronic neck or back pain", "1", [BACK], "derived",
                      [STEADY.format("back_pain") + "the total is the published one, the pattern that of all neck and back pain"], GP),
    **{name: head(f"{title}: the year after diagnosis, and follow-up", "1", [CANCER, DYNAMO], "derived",
                  [STEADY.format(name) + "new cases, and those diagnosed in ten years, are those published; the age pattern is not fitted"])
       for name, title in CANCERS.items()},
    "hip_fracture": head("Hip fracture: the year after, and later", "1", [VEKTIS_HIP], "derived",
                         [STEADY.format("hip_fracture") + "nothing of it was fitted"]),
}
FATAL = (
    "fatal: 30-day mortality after admission, net of general mortality, for the share of episodes admitted; excess: follow-up of "
    "admitted patients from day 30 to year 1 and from year 1 to 5 against general mortality, its ratio log-linear in age; all three "
    "x one factor that gives the registered deaths; excess (of chronic patients) holds fatal further episodes"
)
PER = ["onset, onset_fatal: per person without it; again: per chronic patient"]
KEEPS = (
    "onset: what keeps the pattern of prevalence given the mortality of patients, smoothed over ages, constant from 90, past its peak at "
    "least a quarter of it, x one factor per sex that gives the published total"
)
PROGRESS = "progress: what keeps the share of the later stage"
REGISTERED = "excess: an assumed shape over age x one factor that gives the deaths registered with this underlying cause"
COURSE = {
    **{name: head(f"{title}: moves", "1/year", [LIFESTYLE_SHARES], "assumed", [KEEPS, "remission: assumed; slow moves between lasting states"])
       for name, title in HABITS.items()},
    "blood_pressure": head("Blood pressure that rises, and its treatment", "1/year", [PRESSURE], "assumed", [KEEPS, PROGRESS],
                           ["per person with normal, and with untreated raised blood pressure; nobody's returns to normal, no treatment ends"]),
    "diabetes": head("Diabetes: onset, complications, excess mortality", "1/year", [DIABETES, DIABETES_DEATH, WPP], "derived", [
        "onset: what keeps the registered prevalence given the mortality of patients, smoothed over ages, constant from 85, x one factor "
        "per sex that gives the registered totals",
        "excess: mortality of patients by the published ratio - what they die of otherwise (the pack's conditions, and the rest at "
        "their smoking, weight and education), smoothed over ages; of the uncomplicated, the complicated have twice as much (assumed)",
        PROGRESS], ["below 45 the mortality ratio of 45-49 is used: assumed"]),
    "ihd": head("Ischaemic heart disease: episodes, fatality, excess mortality", "1/year", [VASCULAR, HEART_FOUNDATION, WPP], "derived",
                ["episodes: age pattern of admissions; their number by sex gives the published prevalence, recurrence (one hazard, "
                 "falling with admissions at the highest ages) the 104,700 episodes known to GPs", FATAL], PER),
    "stroke": head("Stroke, with TIA: episodes, fatality, excess mortality", "1/year", [VASCULAR, HEART_FOUNDATION, WPP], "derived",
                   ["episodes: age pattern of admissions; their number by sex gives the published prevalence; recurrence -ln(1 - 0.03): assumed",
                    FATAL], PER),
    "dementia": head("Dementia: onset, progress, excess mortality", "1/year", [DEMENTIA, WPP], "assumed", [KEEPS, PROGRESS, REGISTERED],
                     ["deaths by sex: published; excess of the later stage 2.5 times: assumed"]),
    "heart_failure": head("Heart failure: onset, progress, excess mortality", "1/year", [HEART_FAILURE, WPP], "assumed", [
        KEEPS, PROGRESS, "excess: registered deaths by age over patients; of the stable, the frequently admitted have four times as much (assumed)"]),
    "copd": head("COPD: onset, progress, excess mortality", "1/year", [COPD, WPP], "assumed", [KEEPS, PROGRESS, REGISTERED],
                 ["excess of the later stage 4 times: assumed"]),
    "depression": head("Depressive disorder: onset and remission", "1/year", [DEPRESSION], "assumed", [KEEPS, "remission: assumed"]),
    "anxiety": head("Anxiety disorder: onset and remission", "1/year", [ANXIETY], "assumed", [KEEPS, "remission: assumed"]),
    "osteoarthritis": head("Osteoarthritis: onset", "1/year", [OSTEOARTHRITIS], "assumed", [KEEPS]),
    "back_pain": head("Chronic neck or back pain: onset and remission", "1/year", [BACK], "assumed", [KEEPS, "remission: assumed"]),
    **{name: head(f"{title}: new cases, end of follow-up, excess mortality", "1/year", [CANCER, DYNAMO, WPP], "assumed", [
        "onset: pattern of 2005 x one factor per sex that gives the published new cases",
        "leave: one hazard per sex, that which gives the published number of those diagnosed in ten years",
        "excess: of the year of treatment; an assumed shape over age x one factor that gives the published deaths",
    ]) for name, title in CANCERS.items()},
    "hip_fracture": head("Hip fracture: onset, further ones, excess mortality", "1/year", [VEKTIS_HIP, FALL_INJURIES, WPP], "assumed", [
        "fractures by age as published (65-74, 85+, all ages; others assumed), a log curve that keeps them; women 1.7 times men from 50 (assumed)",
        "again: twice the hazard of others (assumed)",
        "excess: multiples of general mortality (assumed) x the factor that with other fatal falls gives the registered deaths by falls"], PER),
}
TIMES = "1 in the state that the excess of the course table is of; steps of five years of age where it depends on it"
STAGES = {name: head(f"Excess mortality by stage: {name.replace('_', ' ')}", "1", ROWS if name in ("ihd", "stroke") else ["none"],
                     "derived" if name in ("ihd", "stroke") else "assumed", [TIMES]) for name in
          ("diabetes", "ihd", "stroke", "dementia", "heart_failure", "copd", "hip_fracture", *CANCERS)}
SINCE = {name: head(f"{title}: since when, at most, those in the year of treatment were diagnosed", "years", [CANCER, WPP], "derived", [
    "those in treatment at the start were diagnosed anything up to so long ago, evenly: twice the mean time since diagnosis of those who still "
    "live, new cases coming evenly and dying at the excess of the course table (derived from an assumed figure)",
]) for name, title in CANCERS.items()}
FALLS = head(
    "Serious falls without hip fracture, and other deaths by falls", "1/year", [FALL_INJURIES, VEKTIS_HIP, WPP], "assumed",
    ["serious: visits to an emergency department at 65 and over (3200 per 100,000) less hip fractures; doubles in 10 years of age up to 90 (assumed)",
     "fatal: a share of general mortality from 55-70 on (assumed), x the factor that with hip fractures gives the registered deaths"],
)
assert set(COURSE) == {*PREVALENCE} and set(FACTORS) == {*PREVALENCE}
