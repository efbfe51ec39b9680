"""Tables of conditions and blood pressure: prevalence, onset, progress, excess mortality, rate ratios."""

import math

from .cancers import CANCERS
from .chain import CONDITIONS, LIFESTYLE, FACTORS, SES, STATES, level_of_state, outcomes_of
from .conditions import STAGED
from .csv_tables import SEXES, band
from .heads_conditions import COURSE, FALLS, PREVALENCE, RATIOS, SINCE, STAGES
from .staged import stages
from .tables_lifestyle import by_sex_age
from .vascular import VASCULAR

BANDS = [(band(first, 100), first + 2) for first in range(0, 101, 5)]  # of ratios, and the age they are taken at
RATIO_FACTORS = ("ses", "smoking", "bmi", "blood_pressure", "diabetes", "ihd", "stroke", "dementia", "copd", "anxiety", *LIFESTYLE)


def short(value):
    return float(f"{value:.4f}")


def ratio_table(conditions, factor):
    """Rows sex, five years of age, state: the ratio on each onset, and for smoking, weight and education on the remaining mortality."""
    states, onsets = ("low", "middle", "high") if factor == "ses" else STATES[factor], outcomes_of(factor)
    more = remaining(conditions, factor)
    rows = []
    for sex in SEXES:
        for key, age in BANDS:
            direct = [conditions.ratios.direct(onset, factor, sex, age) for onset in onsets]
            for k, state in enumerate(states):
                level = k if factor == "ses" else level_of_state(factor, k)
                rows.append([sex, key, state, *(short(values[level]) for values in direct), *map(short, more(sex, age, k))])
    name = "ses" if factor == "ses" else "state"
    return RATIOS[factor], ["sex", "age", name, *onsets, *(["mortality"] if more("male", 50, 0) else [])], rows


def remaining(conditions, factor):
    if factor in ("smoking", "bmi"):
        return lambda sex, age, k: [conditions.remaining.ratio(factor, sex, age)[k]]
    if factor == "ses":
        return lambda sex, age, k: [beside_income(conditions, sex, age, k)]
    return lambda sex, age, k: []


def beside_income(conditions, sex, age, k):
    """Ratio of an education on the remaining mortality, less what passes through income."""
    through = conditions.income.mean_ratio(sex, age)
    return math.exp(conditions.gradient.log(sex, SES[k], age)) * through[SES.index("middle")] / through[k]


def condition_tables(conditions):
    tables = {f"ratios_{factor}": ratio_table(conditions, factor) for factor in RATIO_FACTORS}
    for name in ("blood_pressure", *CONDITIONS):
        states = STATES[name][1:]
        shares = {sex: stages(course) for sex, course in conditions.of(name).items()}
        tables[f"{name}_prevalence"] = (PREVALENCE[name], ["sex", "age", *states], by_sex_age(lambda s, a, x=shares, n=len(states): x[s](a)[:n]))
    for name in ("blood_pressure", "diabetes", *STAGED):
        tables[f"{name}_course"] = staged_table(name, conditions.of(name))
        if len(STATES[name]) == 3 and name != "blood_pressure":
            times = conditions.courses[name, "male"].times if name == "diabetes" else conditions.courses[name, "male"].later_excess
            tables[f"{name}_stages"] = (STAGES[name], ["state", "excess"], list(zip(STATES[name], (0.0, 1.0, times))))
    for name in LIFESTYLE:
        courses = {sex: conditions.lifestyle[name, sex] for sex in SEXES}
        tables[f"{name}_prevalence"] = (PREVALENCE[name], ["sex", "age", *STATES[name][1:]],
                                        by_sex_age(lambda s, a, x=courses, n=len(STATES[name]) - 1: stages(x[s])(a)[:n]))
        tables[f"{name}_course"] = staged_table(name, courses)
    for name in (*VASCULAR, "hip_fracture"):
        tables.update(episode_tables(name, conditions.of(name)))
    for name in CANCERS:
        courses = conditions.of(name)
        tables[f"{name}_course"] = (COURSE[name], ["sex", "age", "onset", "leave", "excess"],
                                    by_sex_age(lambda s, a, c=courses: [c[s].onset[a], c[s].leave, c[s].excess(a)[0]]))
        tables[f"{name}_since"] = (SINCE[name], ["sex", "age", "years"],
                                   [[sex, key, short(courses[sex].since(age))] for sex in SEXES for key, age in BANDS])
        tables[f"{name}_stages"] = (STAGES[name], ["state", "excess"], list(zip(STATES[name], (0.0, 1.0, courses["female"].times))))
    falls = {sex: conditions.courses["hip_fracture", sex] for sex in SEXES}
    tables["falls"] = (FALLS, ["sex", "age", "serious", "fatal"], by_sex_age(lambda s, a: [conditions.other_falls[a], falls[s].fatal(a)]))
    return tables


def staged_table(name, courses):
    """Onset; progress to the later stage; remission; excess mortality of the earlier stage."""
    columns, parts = ["onset"], [lambda c, a: c.onset[a]]
    if len(STATES[name]) == 3:
        columns.append("progress")
        parts.append(lambda c, a: c.progress[a])
    if courses["female"].__dict__.get("remission"):
        columns.append("remission")
        parts.append(lambda c, a: c.remission)
    elif name == "diabetes":
        columns.append("excess")
        parts.append(lambda c, a: c.excess_by_stage(a)[0])
    elif name not in ("blood_pressure", "osteoarthritis", *LIFESTYLE):
        columns.append("excess")
        parts.append(lambda c, a: c.excess[a])
    return COURSE[name], ["sex", "age", *columns], by_sex_age(lambda s, a: [part(courses[s], a) for part in parts])


def episode_tables(name, courses):
    """Hazards of episodes survived and fatal; mortality of chronic patients, and the ratio in the year after an episode."""
    fatal = name != "hip_fracture"
    columns = ["onset", *(["onset_fatal"] if fatal else []), "again", "excess"]
    later = STATES[name][2]

    def hazards(sex, age):
        c = courses[sex]
        if not fatal:
            return [c.onset[age], c.again * c.onset[age], c.excess(age)[1]]
        f, first, again = c.fatality(age), max(0.0, c.onset[age]), c.recurs(age)
        return [first * (1 - f), first * f, again * (1 - f), c.excess(age)[1] + again * f]

    def ratio(sex, age):
        excess = hazards(sex, age)[-1]
        return courses[sex].excess(age)[0] / excess if excess > 0 else 1.0

    rows = [[sex, key, state, value] for sex in SEXES for key, age in BANDS
            for state, value in (("none", 0.0), ("acute", short(ratio(sex, age))), (later, 1.0))]
    return {
        f"{name}_course": (COURSE[name], ["sex", "age", *columns], by_sex_age(hazards)),
        f"{name}_stages": (STAGES[name], ["sex", "age", "state", "excess"], rows),
    }
