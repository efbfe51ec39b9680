"""A run from ten years ago beside today: the strictest test, as nothing of today is in it."""

from comparison import HELD_OUT, Comparison
from section import Section, source_of
from tables import scalar

FROM, TO = 2013, 2023


def section(context):
    made = Section(
        f"Backcast {FROM} to {TO}",
        f"A run that starts in {FROM}, held against what was found in {TO}.",
        used={HELD_OUT},
    )
    if context.backcast is None:
        made.missing.append(
            f"not simulated: it needs a study of the country that starts on 1 January {FROM}. The pack's published"
            " tables begin in 2018 (mortality, births, migration) and 2023 (inhabitants by sex and age), and smoking"
            f" and weight stand at the level of 2024. To add: inhabitants by sex and age of {FROM}, the mortality,"
            " births and migration since, smoking and weight of 2013, patients of 2013. Then: validate.py RESULT.h5"
            " --backcast RUN.h5"
        )
        return made
    compare(context, made)
    return made


def compare(context, made):
    past = context.backcast
    if past.years[0] != FROM or TO not in past.years:
        raise SystemExit(f"--backcast: expected a run from {FROM} to {TO}, got {past.years[0]} to {past.years[-1]}")
    at = past.at(TO)
    scale = context.inhabitants / past.start[at]
    table = context.published("demography_annual")
    for sex, name in enumerate(("female", "male")):
        made.comparisons.append(
            Comparison(
                f"backcast.life_expectancy.{name}",
                f"life expectancy at birth {TO}, {'women' if sex == 0 else 'men'}",
                past.life_expectancy[at, sex],
                scalar(table, f"life_expectancy_{name}", year=str(TO)),
                "years",
                HELD_OUT,
                source_of(table),
                error=past.life_expectancy_se[at, sex],
                tolerance=0.5,
                decimals=2,
            )
        )
    for attribute, state, name, column in (
        ("smoking", "current", "smoking_2024", "current"),
        ("bmi", "obese", "bmi_2024", "obese"),
    ):
        if not past.has(attribute):
            continue
        single = context.published(name).by_sex_and_age(column)
        expected = (past.in_groups(single, TO) * past.lived(TO).sum(axis=-1)).sum() * scale
        found = past.in_states(TO, attribute, [state]).sum() * scale
        made.comparisons.append(
            Comparison(
                f"backcast.{attribute}.{state}",
                f"{attribute}: {state}, {TO}",
                found / 1000,
                expected / 1000,
                "thousand",
                HELD_OUT,
                source_of(context.published(name)),
                error=(found * scale) ** 0.5 / 1000,
            )
        )
