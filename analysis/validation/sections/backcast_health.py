"""The backcast's habits, patients and deaths by cause."""

import numpy as np

import look
import targets
from comparison import HELD_OUT, USED, Comparison
from section import source_of
from tables import number

HABITS = (  # attribute, states, from age, title, table, its column and keys
    ("smoking", ["current"], 18, "smokers, 18 and over", "smoking_annual", "current", {"sex": "both", "age": "18+"}),
    ("smoking", ["current"], 12, "smokers, 12 and over", "smoking_annual", "current", {"sex": "both", "age": "12+"}),
    (
        "smoking",
        ["former"],
        12,
        "former smokers, 12 and over",
        "smoking_annual",
        "former",
        {"sex": "both", "age": "12+"},
    ),
    ("bmi", ["overweight", "obese"], 18, "overweight or obese, 18 and over", "bmi_annual", "overweight_and_obese", {}),
    ("bmi", ["obese"], 18, "obese, 18 and over", "bmi_annual", "obese", {}),
    ("drinking", ["harmful"], 18, "harmful drinkers, 18 and over", "drinking_annual", "drinking", {}),
)
FITTED_TO = {"smoking_annual": 2023, "bmi_annual": 2024, "drinking_annual": 2024}  # levels and trends were, to this year
WHY = {
    "smokers": (
        "quitting is one and a half times as frequent in every year and starting falls by the same share: a smooth fall through"
        " a series with the chance of a survey: {percent} %"
    ),
    "former smokers": (
        "the level of 2014, the curve over age assumed; who stops stays here, who tells a survey may not: {percent} %"
    ),
    "overweight or obese": "a smooth rise through a series with the chance of a survey: {percent} %",
    "obese": "a smooth rise through a series with the chance of a survey, which rose most after 2021: {percent} %",
    "harmful drinkers": "onset falls by the same share every year; what is simulated for 2024 is 2023: {percent} %",
}
YEAR_OF = {"stroke": 2022}  # of published totals whose table has no column for it
PATIENTS = (
    "diabetes",
    "ihd",
    "stroke",
    "heart_failure",
    "copd",
    "dementia",
    "lung_cancer",
    "breast_cancer",
    "colorectal_cancer",
    "osteoarthritis",
    "anxiety",
    "back_pain",
)
BASE = 2023  # the year for whose people the pack takes published totals of patients
EARLIER = (
    "the share of each age is that of 2020 or 2021 brought to the people of 2023, so some 4 % low; {more}:"
    " {{percent}} %"
)
WHY_PATIENTS = {
    "diabetes": EARLIER.format(
        more="and until 2020 registered patients grew by 1 %, less than ageing alone gives: fewer at each age since"
    ),
    "ihd": EARLIER.format(
        more="and until 2020 registered patients grew by 6 %, less than ageing alone gives: fewer at each age since"
    ),
    "copd": EARLIER.format(more="more were registered in 2018, and since then fewer at every age"),
    "lung_cancer": (
        "the deaths of 2014 among as many patients as today have make patients die 1.4 times as fast: survival was"
        " worse, patients were fewer, and the pack's fatality improves only as all-cause mortality does: {percent} %"
    ),
}
WHY_PATIENTS["colorectal_cancer"] = WHY_PATIENTS["lung_cancer"]
KEPT = "the share of each age at the start is the pack's; what is left of it after ten years: {percent} %"
WHY_DEATHS = {
    "falls": (
        "registered deaths by falls doubled in ten years at every age, which CBS cannot explain and the pack does not"
        " have: {percent} %"
    ),
    "dementia": (
        "registered deaths rose faster than patients: dementia is written down as the cause more often: {percent} %"
    ),
    "breast_cancer": "dying of it falls only as all-cause mortality does, treatment improved faster: {percent} %",
    "stroke": "dying of it falls only as all-cause mortality does, and in truth fell faster: {percent} %",
    "heart_failure": "dying of it follows all-cause mortality, which in 2021 holds COVID-19: {percent} %",
    "copd": (
        "deaths of 2014, a year without much influenza, were few; onset does not fall before smoking has fallen for"
        " long: {percent} %"
    ),
    "lung_cancer": "new cases fall with smoking at once, in truth after decades; deaths follow them: {percent} %",
    "colorectal_cancer": (
        "screening since 2014 finds it earlier, and survival improved; the pack has neither: {percent} %"
    ),
}


def add(context, made, scale):
    draw_habits(context, made, scale)
    draw_patients(context, made, scale)
    draw_deaths(context, made, scale)


def share(past, year, attribute, states, from_age):
    """Per cent of those of an age and over in the year, and its standard error."""
    first = past.starts.index(from_age)
    people = past.lived(year)[:, first:].sum()
    part = past.in_states(year, attribute, states)[:, first:].sum() / people
    return 100 * part, 100 * np.sqrt(part * (1 - part) / people)


def draw_habits(context, made, scale):
    past = context.backcast
    figure, axes = look.panels(len(HABITS), columns=3)
    sources = []
    for axis, (attribute, states, from_age, title, name, column, keys) in zip(axes, HABITS):
        if not past.has(attribute) or from_age not in past.starts:
            made.missing.append(f"{title}: the run has no {attribute}, or no age group that starts at {from_age}")
            continue
        table = context.published(name)
        axis.plot(
            past.years,
            [share(past, year, attribute, states, from_age)[0] for year in past.years],
            color=look.SERIES[0],
            label="simulated",
        )
        axis.set_title(title)
        for row in table.rows_where(**keys):
            year, known = int(row["year"]), number(row[column])
            if np.isnan(known):
                continue
            use = USED if year <= FITTED_TO[name] else HELD_OUT
            look.marks(axis, [year], [known], use, label=look.mark_label(use))
            if year <= past.years[-1] + 1:
                last = min(year, past.years[-1])
                found, error = share(past, last, attribute, states, from_age)
                made.comparisons.append(
                    Comparison(
                        f"backcast.{attribute}.{'+'.join(states)}.{from_age}.{year}",
                        f"{title}, {year}" + ("" if last == year else f" (simulated: {last})"),
                        found,
                        known,
                        "%",
                        use,
                        source_of(table),
                        error=error,
                        decimals=1,
                        why=WHY[title.split(",")[0]],
                    )
                )
        axis.set_ylabel("% of them")
        look.from_zero(axis)
        axis.set_xticks(range(past.years[0], 2025, 2), range(past.years[0], 2025, 2), rotation=45)
        sources.append(source_of(table))
    made.picture(
        "backcast_habits",
        look.finish(figure, axes),
        (
            "Smoking, weight and drinking by year. The survey changed in 2014; the start has ages of 2013. Levels at the start"
            " and the trends were fitted to these series, but for smoking in 2024."
        ),
        "; ".join(dict.fromkeys(sources)),
    )


def taken(use):
    return " (published: of 2020 to 2023, taken for 2023 by the pack)" if use == USED else ""


def told_patients(context, condition):
    """(year, [female, male, both], use, source) of every published number of patients."""
    earlier = context.published("patients_earlier")
    for row in earlier.rows_where(condition=condition):
        by_sex = np.array([float(row["female"]), float(row["male"])])
        yield int(row["year"]), np.append(by_sex, by_sex.sum()), HELD_OUT, source_of(earlier)
    for target in (one for one in targets.of(context, condition, "persons") if not one.kind):
        table = context.published(target.table)
        yield BASE, targets.by_sex(context, target), USED, source_of(table)


def draw_patients(context, made, scale):
    past = context.backcast
    conditions = [name for name in PATIENTS if past.has(name)]
    figure, axes = look.panels(len(conditions), columns=4, width=2.7, height=2.2)
    sources = []
    for axis, condition in zip(axes, conditions):
        states = past.states_of(condition)[1:]
        by_year = {year: past.in_states(year, condition, states).sum(axis=(1, 2)) * scale / 1000 for year in past.years}
        axis.plot(past.years, [by_year[year].sum() for year in past.years], color=look.SERIES[0], label="simulated")
        axis.set_title(look.named(condition))
        axis.set_xticks([2013, 2018, 2023])
        for year, known, use, source in told_patients(context, condition):
            women_only = np.isnan(known[2]) and not np.isnan(known[0])
            both = known[0] if women_only else known[2]
            look.marks(axis, [year], [both / 1000], use, label=look.mark_label(use))
            found = by_year[year][0] if women_only else by_year[year].sum()
            made.comparisons.append(
                Comparison(
                    f"backcast.patients.{condition}.{year}",
                    f"{look.named(condition)}: patients, {year}{taken(use)}",
                    found,
                    both / 1000,
                    "thousand",
                    use,
                    source,
                    error=np.sqrt(found * 1000 / scale) * scale / 1000,
                    decimals=1,
                    why=WHY_PATIENTS.get(condition, KEPT),
                )
            )
            sources.append(source)
        look.from_zero(axis)
    axes[0].set_ylabel("thousand")
    made.picture(
        "backcast_patients",
        look.finish(figure, axes),
        (
            "Patients by year. At the start the share of each sex and age is the pack's (of"
            " 2020 to 2023), since none of 2013 was found."
        ),
        "; ".join(dict.fromkeys(sources)),
    )


def deaths_of(past, cause, year):
    """Attributed to a cause; falls: hip fractures and other falls."""
    causes = past.deaths_by_cause(year)
    names = ("hip_fracture", "fall") if cause == "falls" else (cause,)
    return sum(causes[name][0].sum() for name in names), np.sqrt(sum(causes[name][1] ** 2 for name in names))


def registered(context, cause):
    """(year, deaths, source) of about 2022."""
    if cause == "falls":
        table = context.published("condition_totals")
        row = table.rows_where(condition="falls", measure="deaths_65")[0]
        return int(row["year"]), float(row["both"]), source_of(table)
    target = targets.of(context, cause, "deaths")[0]
    table, told = context.published(target.table), targets.by_sex(context, target)
    rows = table.rows_where(**target.match)
    year = int(rows[0]["year"]) if "year" in table.columns else YEAR_OF[cause]
    return year, np.nansum(told[:2]) if np.isnan(told[2]) else told[2], source_of(table)


def draw_deaths(context, made, scale):
    past, early = context.backcast, context.published("deaths_2014")
    rows = early.rows
    figure, axes = look.panels(len(rows), columns=4, width=2.7, height=2.2)
    sources = [source_of(early)]
    for axis, row in zip(axes, rows):
        cause = row["cause"]
        axis.plot(
            past.years,
            [deaths_of(past, cause, year)[0] * scale / 1000 for year in past.years],
            color=look.SERIES[0],
            label="simulated",
        )
        start = sum(float(row[sex]) for sex in ("female", "male", "both") if row[sex])
        look.marks(axis, [2014], [start / 1000], USED, label=look.mark_label(USED))
        year, known, source = registered(context, cause)
        look.marks(axis, [year], [known / 1000], HELD_OUT, label=look.mark_label(HELD_OUT))
        found, error = deaths_of(past, cause, year)
        made.comparisons.append(
            Comparison(
                f"backcast.deaths.{cause}.{year}",
                f"deaths by {look.named(cause)}, {year}",
                found * scale / 1000,
                known / 1000,
                "thousand",
                HELD_OUT,
                source,
                error=error * scale / 1000,
                decimals=2,
                why=WHY_DEATHS[cause],
            )
        )
        axis.set_title(look.named(cause))
        look.from_zero(axis)
        axis.set_xticks([2013, 2018, 2023])
        sources.append(source)
    axes[0].set_ylabel("thousand a year")
    made.picture(
        "backcast_deaths",
        look.finish(figure, axes),
        (
            "Deaths attributed to a condition beside those registered under it: of 2014, to which the start was"
            " brought, and the last that was found. Simulated deaths by falls are of all ages, registered ones of 2021"
            " of 65 and over."
        ),
        "; ".join(dict.fromkeys(sources)),
    )
    made.missing.append(
        "deaths by heart disease and diabetes: registered ones of 2013 or 2014 were not found; the run starts with the"
        " base year's fatality, so they are no evidence"
    )
