"""Tables of conditions: prevalence, onset, excess mortality, rate ratios."""

import math

from .csv_tables import AGES, SEXES, age_key
from .joint import BMI, SES, SMOKING
from .sources import CBS_EDUCATION_LE, DIABETES, DIABETES_DEATH, DYNAMO, HEART_FOUNDATION, VASCULAR, WPP, head
from .tables_lifestyle import by_sex_age
from .vascular import VASCULAR as DISEASES

RATIO_TABLES = {  # factor: its states, and the onsets it changes
    "smoking": (SMOKING, ("diabetes", "ihd", "stroke")),
    "bmi": (BMI, ("diabetes", "ihd", "stroke")),
    "ses": (SES, ("diabetes", "ihd", "stroke")),
    "diabetes": (("none", "diabetes"), ("ihd", "stroke")),
    "ihd": (("none", "acute", "chronic"), ("stroke",)),
}


def ratio_rows(conditions, factor, more):
    """Rows sex, age, state: the ratio on each onset, and further columns `more(sex, age, k)`."""
    states, onsets = RATIO_TABLES[factor]
    rows = []
    for sex in SEXES:
        for age in AGES:
            for k, state in enumerate(states):
                values = [conditions.ratios.direct[onset, factor, sex, age][k] for onset in onsets]
                rows.append([sex, age_key(age), state, *(float(f"{value:.4f}") for value in [*values, *more(sex, age, k)])])
    return rows


def remaining(conditions, factor):
    if factor in ("smoking", "bmi"):
        return lambda sex, age, k: [conditions.residual[factor, sex, age][k]]
    if factor == "ses":
        return lambda sex, age, k: [math.exp(conditions.log_gradient(sex, SES[k], age))]
    return lambda sex, age, k: []


def condition_tables(conditions):
    tables = {}
    for factor, (_, onsets) in RATIO_TABLES.items():
        more = remaining(conditions, factor)
        columns = ["sex", "age", "ses" if factor == "ses" else "state", *onsets, *(["mortality"] if more("male", 50, 0) else [])]
        tables[f"ratios_{factor}"] = (RATIOS[factor], columns, ratio_rows(conditions, factor, more))
    diabetes = conditions.diabetes
    tables["diabetes_prevalence"] = (DIABETES_PREVALENCE, ["sex", "age", "diabetes"], by_sex_age(lambda s, a: [diabetes[s].prevalence[a]]))
    tables["diabetes_course"] = (
        DIABETES_COURSE, ["sex", "age", "onset", "excess"], by_sex_age(lambda s, a: [diabetes[s].onset[a], diabetes[s].excess[a]]),
    )
    for disease in DISEASES:
        courses = {sex: conditions.courses[disease, sex] for sex in SEXES}
        tables[f"{disease}_prevalence"] = (
            PREVALENCE[disease], ["sex", "age", "acute", "chronic"],
            by_sex_age(lambda s, a, c=courses: [c[s].acute[a], c[s].prevalence[a] - c[s].acute[a]]),
        )
        tables[f"{disease}_course"] = (COURSE[disease], ["sex", "age", *COURSE_COLUMNS], by_sex_age(lambda s, a, c=courses: course(c[s], a)))
    return tables


COURSE_COLUMNS = ("onset", "onset_fatal", "again", "again_fatal", "excess_acute", "excess_chronic")


def course(found, age):
    """Hazards of one age: first episodes survived and fatal, further ones survived and fatal, excess mortality."""
    fatal, first, again = found.fatality(age), max(0.0, found.onset[age]), found.recurs(age)
    return [first * (1 - fatal), first * fatal, again * (1 - fatal), again * fatal, *found.excess(age)]


SHAPED = "1 up to age 20, full from 30; log-linear (monotone cubic) between the middles of the published groups"
DIRECT = "direct = total x mean ratio of the mediators (conditions earlier in the chain) without the factor / with it"
REMAINING = "mortality: on the mortality left to all other causes, such that the ratio on all-cause mortality is the published one"
RATIOS = {
    "smoking": head("Rate ratios of smoking", "1", [DYNAMO, "Banks 2019 BMC Medicine; Mons 2015 BMJ; see published/rate_ratios.csv"],
                    "assumed", [SHAPED, DIRECT, REMAINING],
                    ["heart disease and mortality rest on published ratios, stroke (former) and diabetes on assumed ones; "
                     "mortality: 1 up to 30, full from 40; the same whatever the time since quitting"]),
    "bmi": head("Rate ratios of overweight and obesity", "1", [DYNAMO], "derived", [SHAPED, DIRECT, REMAINING, "mortality: at least 1"]),
    "ses": head("Rate ratios of education beyond the pack's risk factors", "1", [CBS_EDUCATION_LE], "assumed",
                [SHAPED, "mortality: derived; fitted so that the gaps in life expectancy at birth between educations, and of low at 65, are the "
                 "published ones after all other gradients; one value at 30-60, another at 75, none from 100",
                 "onset of conditions: assumed"]),
    "diabetes": head("Rate ratios of diabetes on heart disease and stroke", "1", ["see published/rate_ratios.csv"], "assumed", [DIRECT]),
    "ihd": head("Rate ratio of heart disease on stroke", "1", ["see published/rate_ratios.csv"], "assumed", ["direct"]),
}
DIABETES_PREVALENCE = head(
    "People with diabetes known to their GP", "1", [DIABETES], "derived",
    ["follows from diabetes_course in a steady state; totals by sex are those registered in 2020; the pattern is near that of 2017"],
    ["types 1 and 2; the undiagnosed and most nursing-home residents are not in it"],
)
DIABETES_COURSE = head(
    "Diabetes: onset and excess mortality", "1/year", [DIABETES, DIABETES_DEATH, WPP], "derived",
    [
        "onset: what keeps the registered prevalence given the mortality of patients, smoothed over ages, constant from 85, x one factor "
        "per sex that gives the registered totals",
        "excess: mortality of patients by the published ratio - what they die of otherwise (heart disease, stroke, and the rest at "
        "their smoking, weight and education), smoothed over ages",
    ],
    ["below 45 the mortality ratio of 45-49 is used: assumed"],
)
PREVALENCE = {
    "ihd": head("Ischaemic heart disease: in the year after an episode, and later", "1", [VASCULAR, HEART_FOUNDATION], "derived",
                ["follows from ihd_course in a steady state; the total by sex is the published one; the age pattern is not fitted"]),
    "stroke": head("Stroke, with TIA: in the year after an episode, and later", "1", [VASCULAR, HEART_FOUNDATION], "derived",
                   ["follows from stroke_course in a steady state; the total by sex is the published one; the age pattern is not fitted"],
                   ["above 85 more than registered: residents of nursing homes are not in the registration"]),
}
FATAL = (
    "fatal: 30-day mortality after admission, net of general mortality, for the share of episodes admitted; excess_acute, "
    "excess_chronic: follow-up of admitted patients from day 30 to year 1 and from year 1 to 5 against general mortality, its ratio "
    "log-linear in age; all three x one factor that gives the registered deaths"
)
COURSE = {
    "ihd": head("Ischaemic heart disease: episodes, fatality, excess mortality", "1/year", [VASCULAR, HEART_FOUNDATION, WPP], "derived",
                ["episodes: age pattern of admissions; their number by sex gives the published prevalence, recurrence (one hazard, "
                 "falling with admissions at the highest ages) the 104,700 episodes known to GPs", FATAL],
                ["onset, onset_fatal: per person without it; again, again_fatal: per chronic patient"]),
    "stroke": head("Stroke, with TIA: episodes, fatality, excess mortality", "1/year", [VASCULAR, HEART_FOUNDATION, WPP], "derived",
                   ["episodes: age pattern of admissions; their number by sex gives the published prevalence; recurrence -ln(1 - 0.03): assumed", FATAL],
                   ["onset, onset_fatal: per person without it; again, again_fatal: per chronic patient"]),
}
