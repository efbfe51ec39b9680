"""Population pyramid against the projection, and the sum against Statistics Netherlands."""

import numpy as np

import look
from comparison import HELD_OUT, USED, Comparison
from section import Section, source_of
from tables import scalar

AFTER = (10, 25)


def section(context):
    result = context.result
    made = Section(
        "Population",
        (
            "Inhabitants by sex and age after ten and twenty-five years. The projection is the pack's "
            "own cohort-component projection of the same births, deaths and moves: it checks the simulation's "
            "arithmetic. What Statistics Netherlands expects was fitted to nowhere."
        ),
        used={HELD_OUT, USED},
    )
    draw_pyramids(context, made)
    compare_totals(context, made)
    return made


def mean_of_year(context, year):
    """Inhabitants [sex, group] in a year by the projection: mean of its two Januaries, by age on the first; or none."""
    table = context.projection
    if table is None or not table.rows_where(year=str(year)) or not table.rows_where(year=str(year + 1)):
        return None
    first, second = (table.by_sex_and_age("persons", year=str(y)) for y in (year, year + 1))
    first, second = np.nan_to_num(first), np.nan_to_num(second)
    oldest = max(int(row["age"].rstrip("+")) for row in table.rows)
    ages = oldest + 1
    mean = (first[:, :ages] + np.concatenate([second[:, 1:ages], np.zeros((2, 1))], axis=1)) / 2
    mean[:, 0] += second[:, 0] / 2  # born in the year: half of those who are there at its end
    edges = [*context.result.starts, ages]
    return np.stack([mean[:, a:b].sum(axis=1) for a, b in zip(edges, edges[1:])], axis=1)


def draw_pyramids(context, made):
    result = context.result
    base = result.years[0]
    years = [base + after for after in (0, *AFTER) if base + after in result.years]
    for after in AFTER:
        if base + after not in result.years:
            made.missing.append(
                f"{base + after}, {after} years on: the run ends in {result.years[-1]}; "
                f"kavel run … --set years={after + 1}"
            )
    figure, axes = look.panels(len(years), height=4.2)
    places = np.arange(len(result.groups))
    for axis, year in zip(axes, years):
        people = result.lived(year).sum(axis=-1) * context.scale / 1000
        expected = mean_of_year(context, year)
        for sex, (name, sign) in enumerate((("female", 1), ("male", -1))):
            axis.barh(
                places,
                sign * people[sex],
                color=look.SEX_COLOURS[name],
                height=0.82,
                alpha=0.85,
                label=look.SEX_NAMES[name],
            )
            if expected is not None:
                look.marks(axis, sign * expected[sex] / 1000, places, USED, label="projection")
                close(context, made, year, sex, people[sex] * 1000, expected[sex])
            else:
                missing = f"{year}: scenarios/models/nl/tables/projection.csv has no {year} and {year + 1}"
                if missing not in made.missing:
                    made.missing.append(missing)
        limit = np.abs(people).max() * 1.12
        axis.set_xlim(-limit, limit)
        ticks = np.array([-600, -300, 0, 300, 600])
        axis.set_xticks(ticks, [str(abs(tick)) for tick in ticks])
        axis.set_yticks(places[::2], result.groups[::2])
        axis.set_title(str(year))
        axis.set_xlabel("thousand persons")
        axis.grid(axis="y", visible=False)
    axes[0].set_ylabel("age on 1 January")
    sources = "simulated: mean number of the year; projection: scenarios/models/nl/tables/projection.csv"
    if context.projection is not None:
        sources += " (" + source_of(context.projection) + ")"
    made.picture("population", look.finish(figure, axes), "Inhabitants by sex and age.", sources)


def close(context, made, year, sex, simulated, expected):
    """The largest difference of any age group, of those with more than one in a hundred of the sex."""
    big = expected > 0.01 * expected.sum()
    worst = np.argmax(np.abs(simulated / expected - 1) * big)
    name = ("female", "male")[sex]
    people = simulated[worst] / context.scale
    made.comparisons.append(
        Comparison(
            f"population.{year}.{name}",
            f"{look.SEX_NAMES[name]} of {context.result.groups[worst]} in {year}, the age group that differs most",
            simulated[worst] / 1000,
            expected[worst] / 1000,
            "thousand",
            USED,
            "pack's projection",
            decimals=1,
            error=np.sqrt(people) * context.scale / 1000,
            why="{percent} %, chance: births and moves are drawn",
        )
    )


def compare_totals(context, made):
    result = context.result
    cbs = context.published("cbs_2023_2034")
    for row in cbs.rows:
        year = int(row["year"])
        if year in result.years:
            made.comparisons.append(
                Comparison(
                    f"inhabitants.{year}",
                    f"inhabitants on 1 January {year}",
                    result.start[result.at(year)] * context.scale / 1e6,
                    float(row["inhabitants"]) / 1000,
                    "million",
                    USED if year == result.years[0] else HELD_OUT,
                    source_of(cbs),
                    decimals=2,
                    tolerance=0.01 * float(row["inhabitants"]) / 1000,
                    why=(
                        "the pack takes the UN's births, deaths and migration, CBS its own of 2022, and its figure is"
                        " rounded: {percent} %"
                    ),
                )
            )
    year = result.years[0]
    if str(year) != cbs.rows[0]["year"]:
        return
    for key, simulated in (("births", result.births[0]), ("deaths", result.deaths[0].sum())):
        made.comparisons.append(
            Comparison(
                f"{key}.{year}",
                f"{key} in {year}",
                simulated * context.scale / 1000,
                scalar(cbs, key, year=str(year)),
                "thousand",
                HELD_OUT,
                source_of(cbs),
                error=np.sqrt(simulated) * context.scale / 1000,
                decimals=1,
                tolerance=0.03 * scalar(cbs, key, year=str(year)),
                why="the UN's table gives {percent} % against the register",
            )
        )
