"""The backcast's habits, patients and deaths by cause."""

from pathlib import Path

import numpy as np

import look
import targets
from comparison import HELD_OUT, USED, Comparison, signed
from section import source_of
from tables import number, parse

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
SURVEYED = 8000  # adults whose answers make a year's published share, about (assumed)
WHY = {
    "smokers": (
        "quitting is one and a half times as frequent in every year and starting falls by the same share: a smooth fall through"
        " a series with the chance of a survey (standard error {chance:.1f} points, here {{miss}}): {{percent}} %"
    ),
    "former smokers": (
        "the level of 2014, the curve over age assumed; who stops stays here, who tells a survey may not: {{percent}} %"
    ),
    "overweight or obese": (
        "a smooth rise through a series with the chance of a survey (standard error {chance:.1f} points, here {{miss}}): {{percent}} %"
    ),
    "obese": (
        "a smooth rise through a series with the chance of a survey (standard error {chance:.1f} points, here {{miss}}), which stood still from 2016 to 2021 and rose most after:"
        " {{percent}} %"
    ),
    "harmful drinkers": (
        "onset falls by the same share every year, so the share falls by {fall:.1f} points a year, published faster since 2021; simulated is {last}, and a survey's standard error"
        " {chance:.1f} points: {{percent}} %"
    ),
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
    "at the shares of each age of 2020 or 2021, which the run starts with, ageing alone makes {ageing} % from {year} to {base}, while registered patients became {grew} %:"
    " so many more were registered at the same age then: {{percent}} %"
)
SURVIVAL = (
    "in truth survival improved faster: {survival}, while the pack's fatality improves only as all-cause mortality does{measured}: {{percent}} %"
)
WHY_PATIENTS = {
    "diabetes": EARLIER,
    "ihd": EARLIER,
    "copd": EARLIER,
    "lung_cancer": SURVIVAL,
    "colorectal_cancer": SURVIVAL,
}
KEPT = "the share of each age at the start is the pack's; what is left of it after ten years: {percent} %"
FELL = "at the same ages registered deaths changed by {registered} % a year from 2014, simulated ones by {simulated}, all-cause mortality by {all_cause}"
WHY_DEATHS = {
    "falls": FELL + ": falls are registered as a cause ever more often, which CBS cannot explain and the pack does not have: {{percent}} %",
    "dementia": FELL + ": dementia is written down as the cause more often, and the pack keeps what it explains{measured}: {{percent}} %",
    "breast_cancer": FELL + ": dying of it falls only as all-cause mortality does, treatment improved faster: {{percent}} %",
    "stroke": FELL + ": dying of it falls only as all-cause mortality does, in truth faster{measured}: {{percent}} %",
    "heart_failure": FELL + ", which with COVID-19 in 2021 it follows upwards; in truth dying of it fell{measured}: {{percent}} %",
    "copd": FELL + ": 2014, a year without much influenza, had few; onset does not fall before smoking has fallen for long: {{percent}} %",
    "lung_cancer": FELL + ": new cases fall with smoking at once, in truth after decades; deaths follow them: {{percent}} %",
    "colorectal_cancer": FELL + ": screening since 2014 finds it earlier, and survival improved; the pack has neither{measured}: {{percent}} %",
}
FASTER = Path(__file__).parents[1] / "faster_fatality.csv"  # from tests/national/faster_fatality.py
AROUND = (2013, 2014, 2015)  # years that tell the rates of 2014


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
                        why=why_habit(past, title.split(",")[0], known, last, (attribute, states, from_age)),
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


def why_habit(past, what, known, year, of):
    """A survey's chance, and by how many points the share changes in the year."""
    chance = 100 * np.sqrt(known / 100 * (1 - known / 100) / SURVEYED)
    fall = share(past, year - 1, *of)[0] - share(past, year, *of)[0] if year > past.years[0] else 0.0
    return WHY[what].format(chance=chance, fall=fall, last=year)


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
                    why=why_patients(context, condition, year, both),
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


def why_patients(context, condition, year, told):
    """What ageing alone makes of patients from a year to the base year, and what was registered."""
    past, text = context.backcast, WHY_PATIENTS.get(condition)
    if text is None:
        return KEPT
    if text is not EARLIER:
        return text.format(measured=measured(condition, "patients"), survival=survival(context, condition))
    rate = past.prevalence(BASE, condition, past.states_of(condition)[1:])
    then, now = (np.nansum(rate * past.lived(one).sum(axis=-1)) for one in (year, BASE))
    last = next(known[2] for one, known, use, _ in told_patients(context, condition) if use == USED and one == BASE)
    return text.format(ageing=signed(100 * (now / then - 1)), year=year, base=BASE, grew=signed(100 * (last / told - 1)))


def survival(context, condition):
    """Who lives five years after the diagnosis, by when it was made."""
    table = context.published("cancer_survival")
    shares = [f"{100 * float(row['alive']):.0f} % of those diagnosed in {row['diagnosed']}" for row in table.rows_where(condition=condition)]
    return f"{' and '.join(shares)} lived after five years (IKNL)"


def measured(condition, of):
    """What a run with evenly falling fatality gives (faster_fatality.csv), of patients of the base year or deaths of the registered year."""
    rows = parse(FASTER.read_text(encoding="utf-8"), "faster_fatality").rows_where(condition=condition)
    if not rows:
        return ""
    year = rows[0]["year"] if of == "deaths" else BASE
    return f" (were it to fall evenly to what the deaths of {BASE} ask for, {of} of {year} would be {signed(100 * (float(rows[0][of]) - 1))} % against those here)"


def at_the_same_ages(past, cause, year, start, known):
    """Per cent a year from 2014: registered deaths, simulated ones, all-cause mortality, at the ages at which the cause kills."""
    people = sum(past.lived(one).sum(axis=-1) for one in AROUND) / len(AROUND)
    deaths = sum(group_deaths(past, cause, one) for one in AROUND) / len(AROUND)
    rate = np.divide(deaths, people, out=np.zeros_like(people), where=people > 0)
    aged = rate * past.lived(year).sum(axis=-1)  # deaths of the year at the rates of 2014
    every = [sum(one for one, _ in past.deaths_by_cause(y).values()) / np.maximum(past.lived(y).sum(axis=-1), 1e-9) for y in (*AROUND, year)]
    before = sum(every[:-1]) / len(AROUND)
    all_cause = (aged * np.divide(every[-1], before, out=np.ones_like(before), where=before > 0)).sum() / aged.sum()
    ageing = aged.sum() / (rate * past.lived(2014).sum(axis=-1)).sum()
    changes = known / (start * ageing), group_deaths(past, cause, year).sum() / aged.sum(), all_cause
    return [100 * (one ** (1 / (year - 2014)) - 1) for one in changes]


def group_deaths(past, cause, year):
    """Deaths by a cause [sex, group]."""
    causes = past.deaths_by_cause(year)
    return sum(causes[name][0] for name in (("hip_fracture", "fall") if cause == "falls" else (cause,)))


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


def why_deaths(past, cause, year, start, known):
    registered, simulated, all_cause = (signed(change, 1) for change in at_the_same_ages(past, cause, year, start, known))
    return WHY_DEATHS[cause].format(registered=registered, simulated=simulated, all_cause=all_cause, measured=measured(cause, "deaths"))


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
                why=why_deaths(past, cause, year, start, known),
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
