"""Life expectancy at birth and at 65, by sex and education."""

import numpy as np

import lifetable
import look
from comparison import HELD_OUT, USED, Comparison
from section import Section, source_of

POOLED = 5  # years, for education: fewer deaths than by sex alone


def pooled(result, years):
    """Deaths and person-years [sex, group, ses] of some years."""
    deaths = sum(
        result.happened(year, [name for name, role in zip(result.transitions, result.roles) if role == "death"])
        for year in years
    )
    return deaths.astype(float), sum(result.lived(year) for year in years)


def section(context):
    made = Section(
        "Life expectancy",
        (
            f"At birth by calendar year; at birth and at 65 by education, of the first {POOLED} years together."
            " Mortality of each year was fitted, and by education the gap between low and high at birth and the level"
            " of low at 65; the other levels were not."
        ),
        used={USED, HELD_OUT},
    )
    draw_years(context, made)
    draw_education(context, made)
    return made


def draw_years(context, made):
    result = context.result
    table = context.published("demography_annual")
    figure, (axis,) = look.panels(1, width=5.4, height=3.2)
    for sex, name in enumerate(("female", "male")):
        axis.plot(
            result.years,
            result.life_expectancy[:, sex],
            color=look.SEX_COLOURS[name],
            label=f"simulated, {look.SEX_NAMES[name]}",
        )
        axis.fill_between(
            result.years,
            *(result.life_expectancy[:, sex] + sign * 2 * result.life_expectancy_se[:, sex] for sign in (-1, 1)),
            color=look.SEX_COLOURS[name],
            alpha=0.18,
            linewidth=0,
        )
        known = {int(row["year"]): float(row[f"life_expectancy_{name}"]) for row in table.rows}
        years = [year for year in known if result.years[0] - 5 <= year <= result.years[-1]]
        look.marks(axis, years, [known[year] for year in years], USED, label=look.mark_label(USED), markersize=3.5)
        for year in (result.years[0], result.years[0] + 20):
            if year in result.years and year in known:
                made.comparisons.append(
                    Comparison(
                        f"life_expectancy.{year}.{name}",
                        f"life expectancy at birth {year}, {look.SEX_NAMES[name]}",
                        result.life_expectancy[result.at(year), sex],
                        known[year],
                        "years",
                        USED,
                        source_of(table),
                        error=result.life_expectancy_se[result.at(year), sex],
                        tolerance=0.15,
                        decimals=2,
                    )
                )
    axis.set_ylabel("years")
    axis.set_xlabel("calendar year")
    made.picture(
        "life_expectancy",
        look.finish(figure, [axis], columns=3),
        "Life expectancy at birth; the band is two standard errors of chance.",
        source_of(table),
    )


def rise(context, name, years):
    """By how much life expectancy at birth of all is higher in these years than in 2019-2022."""
    table = context.published("demography_annual")
    known = {int(row["year"]): float(row[f"life_expectancy_{name}"]) for row in table.rows}
    return np.mean([known[year] for year in years]) - np.mean([known[year] for year in range(2019, 2023)])


def draw_education(context, made):
    result = context.result
    table = context.published("education_life_expectancy")
    years = result.years[:POOLED]
    deaths, lived = pooled(result, years)
    figure, axes = look.panels(4, columns=4, width=2.5, height=2.7)
    for place, (age, column) in enumerate(((0, "life_expectancy"), (65, "life_expectancy_at_65"))):
        for sex, name in enumerate(("female", "male")):
            axis = axes[2 * place + sex]
            found = {}
            for k, group in enumerate(result.ses):
                people = lived[sex, :, k]
                if not lifetable.can_be_told(deaths[sex, :, k], people):
                    made.missing.append(
                        f"{look.SEX_NAMES[name]} with {group} education, {years[0]}-{years[-1]}: too few people"
                    )
                    continue
                found[group] = (
                    lifetable.expectancy(deaths[sex, :, k] / people, result.starts, age),
                    lifetable.expectancy_se(deaths[sex, :, k], people, result.starts, age),
                )
                axis.errorbar(
                    [k],
                    [found[group][0]],
                    yerr=[2 * found[group][1]],
                    marker="s",
                    markersize=7,
                    linestyle="none",
                    color=look.SES_COLOURS.get(group, "#0072B2"),
                    label=f"simulated, {group} education",
                )
                compare_level(context, made, table, column, age, name, group, years, found[group], axis, k)
            compare_gap(made, table, column, age, name, years, found)
            axis.set_xlim(-0.6, len(result.ses) - 0.4)
            axis.set_xticks(range(len(result.ses)), result.ses)
            axis.set_title(f"at {'birth' if age == 0 else age}, {look.SEX_NAMES[name]}")
            axis.grid(axis="x", visible=False)
            axis.set_ylim(*((75, 88) if age == 0 else (16, 24.5)))
    axes[0].set_ylabel("years")
    made.picture(
        "life_expectancy_education",
        look.finish(figure, axes, columns=5),
        (
            f"By education, simulated {years[0]}-{years[-1]} and published 2019/2022 (axes do not start at zero); lines"
            " are two standard errors of chance."
        ),
        source_of(table),
    )


def published(table, column, name, group):
    return next((float(row[column]) for row in table.rows_where(sex=name, ses=group) if row[column]), None)


def compare_level(context, made, table, column, age, name, group, years, found, axis, place):
    known = published(table, column, name, group)
    if known is None:
        return
    use = USED if age == 65 and group == "low" else HELD_OUT
    look.marks(axis, [place + 0.22], [known], use, label=look.mark_label(use))
    made.comparisons.append(
        Comparison(
            f"life_expectancy_at_{age}.{name}.{group}",
            (
                f"life expectancy at {'birth' if age == 0 else age}, {look.SEX_NAMES[name]}, {group} education,"
                f" {years[0]}-{years[-1]}"
            ),
            found[0],
            known,
            "years",
            use,
            source_of(table),
            error=found[1],
            tolerance=0.5,
            decimals=2,
            why=(
                "published: 2019/2022, with COVID-19; since then life expectancy at birth of all"
                f" {look.SEX_NAMES[name]} is {rise(context, name, years):.2f} years higher (UN), here {{miss}} years"
                " are seen"
            ),
        )
    )


def compare_gap(made, table, column, age, name, years, found):
    """High against low: what the pack's ratios of education on mortality were fitted to at birth."""
    known = [published(table, column, name, group) for group in ("low", "high")]
    if None in known or not {"low", "high"} <= found.keys():
        return
    made.comparisons.append(
        Comparison(
            f"life_expectancy_gap_at_{age}.{name}",
            (
                f"high against low education at {'birth' if age == 0 else age}, {look.SEX_NAMES[name]},"
                f" {years[0]}-{years[-1]}"
            ),
            found["high"][0] - found["low"][0],
            known[1] - known[0],
            "years",
            USED if age == 0 else HELD_OUT,
            source_of(table),
            error=float(np.hypot(found["high"][1], found["low"][1])),
            tolerance=0.7,
            decimals=2,
        )
    )
