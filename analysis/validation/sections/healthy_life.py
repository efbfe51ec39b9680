"""Healthy life expectancy after Sullivan, by sex and education."""

import numpy as np

import lifetable
import look
from comparison import HELD_OUT, USED, Comparison
from section import Section, source_of
from sections.life_expectancy import POOLED, pooled

MEASURE = "perceived_health"


def shares(result, years):
    """Mean of the measure [sex, group, ses], and of all SES together [sex, group]."""
    place = result.measures.index(MEASURE)
    value = sum(result.value_years[result.at(year)][..., place] for year in years)
    time = sum(result.measured[result.at(year)][..., place] for year in years)
    return ratio(value, time), ratio(value.sum(axis=-1), time.sum(axis=-1))


def ratio(value, time):
    return np.divide(value, time, out=np.zeros_like(value), where=time > 0)


def by_sex(result, years):
    """Sullivan's years in good perceived health at birth, women and men."""
    deaths, lived = pooled(result, years)
    _, all_ses = shares(result, years)
    return [
        lifetable.healthy(deaths[sex].sum(axis=-1) / lived[sex].sum(axis=-1), all_ses[sex], result.starts)
        for sex in range(2)
    ]


def section(context):
    result = context.result
    made = Section(
        "Healthy life expectancy",
        (
            "Years in good or very good perceived health at birth (Sullivan): life-table years "
            "times the share in good health at each age."
        ),
        used={USED},
    )
    if MEASURE not in result.measures:
        made.missing.append("the pack has no measure perceived_health")
        return made
    year = result.years[0]
    table = context.published("healthy_life_expectancy_2022")
    deaths, lived = (part.sum(axis=-1) for part in pooled(result, [year]))
    if not all(lifetable.can_be_told(deaths[sex], lived[sex]) for sex in range(2)):
        made.missing.append("too few people")
        return made
    for name, found in zip(("female", "male"), by_sex(result, [year])):
        made.comparisons.append(
            Comparison(
                f"healthy_life_expectancy.{name}",
                f"years in good perceived health, {look.SEX_NAMES[name]}, {year}",
                found,
                float(table.rows_where(sex=name)[0]["years"]),
                "years",
                USED,
                source_of(table),
                tolerance=1.0,
                decimals=2,
            )
        )
    draw_education(context, made)
    made.missing.append(
        "without limitations as surveyed (GALI), in good mental health: the pack has self-reliance in washing and dressing, and complaints of the young only"
    )
    return made


def draw_education(context, made):
    result = context.result
    table = context.published("education_life_expectancy")
    years = result.years[:POOLED]
    deaths, lived = pooled(result, years)
    by_ses, _ = shares(result, years)
    figure, axes = look.panels(2, columns=2, width=3.4, height=2.9)
    for sex, (name, axis) in enumerate(zip(("female", "male"), axes)):
        for k, group in enumerate(result.ses):
            if not lifetable.can_be_told(deaths[sex, :, k], lived[sex, :, k]):
                continue
            rates = deaths[sex, :, k] / lived[sex, :, k]
            good = lifetable.healthy(rates, by_ses[sex, :, k], result.starts)
            whole = lifetable.expectancy(rates, result.starts)
            look.years_of_life(axis, k, good, whole, look.SES_COLOURS.get(group, "#0072B2"))
            text = next((row["in_good_perceived_health"] for row in table.rows_where(sex=name, ses=group)), "")
            if text:
                look.marks(axis, [k], [float(text)], USED, label=look.mark_label(USED))
                made.comparisons.append(
                    Comparison(
                        f"healthy_life_expectancy.{name}.{group}",
                        (
                            f"years in good perceived health, {look.SEX_NAMES[name]}, {group} education,"
                            f" {years[0]}-{years[-1]}"
                        ),
                        good,
                        float(text),
                        "years",
                        USED,
                        source_of(table),
                        tolerance=1.0,
                        decimals=2,
                        why=(
                            "the pack takes the differences between levels from 2019/2022 and the level from 2022,"
                            f" which for {look.SEX_NAMES[name]} is {fall(context, name):.2f} years below the mean of"
                            " 2019-2022; here {miss} years are seen"
                        ),
                    )
                )
        look.years_axis(axis, range(len(result.ses)), result.ses, look.SEX_NAMES[name])
        axis.set_xlabel("education")
    axes[0].set_ylabel("years")
    made.picture(
        "healthy_life_expectancy",
        look.finish(figure, axes),
        "By education: coloured in good perceived health, grey not.",
        source_of(table),
    )


def fall(context, name):
    """By how much the level of 2022 is below the mean of 2019-2022."""
    years = {int(row["year"]): float(row[name]) for row in context.published("healthy_life_expectancy_annual").rows}
    return np.mean([years[year] for year in range(2019, 2023)]) - years[2022]
