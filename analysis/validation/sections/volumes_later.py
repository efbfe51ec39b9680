"""Units of later years per person of a sex and age, against the base year's, and what moves them."""

from pathlib import Path

import numpy as np

import look
from comparison import HELD_OUT, USED, Comparison, signed
from section import source_of
from tables import parse

HELD = Path(__file__).parents[1] / "held_still.csv"  # runs with one thing held still, from tests/national/held_still.py
SHOWN = {"nursing_home_day": "days in a nursing home", "inpatient_day": "in-patient days", "district_nursing": "district nursing"}
WHY = {
    "nursing_home_day": (
        "residents live longer, no more of them come in at an age. With mortality of 2023 for ever it would be {mortality} %, for generations are better educated and"
        " have less dementia (with today's education and falling mortality {education} %); with all held still {all} %: {{percent}} %"
    ),
    "inpatient_day": (
        "fewer die at each age, and dying takes days; with mortality of 2023 for ever {mortality} %, with today's education {education} %, if smoking did nothing to conditions {smoking} %,"
        " with all held still {all} %: {{percent}} %"
    ),
}
ELSE = "{percent} %: what people have, where they are cared for and how many die at each age"
BASE, GOAL, LAST = 2023, 2040, 2052  # years: of the pack, of the published projection, of held_still.csv
SAME = 0.03  # how far a run may be from those of held_still.csv


def add(context, made):
    result, held = context.result, parse(HELD.read_text(encoding="utf-8"), "held_still")
    draw(made, result)
    if result.is_country and result.years[0] == BASE:
        draw_held(made, held)
    compare(made, result, held if result.years[0] == BASE and result.years[-1] == LAST and usual(result, held) else None)
    if result.has("care_setting") and residents(result, result.years[0])[1] > 0:
        tell_residents(made, result)
        if result.years[0] == BASE and GOAL in result.years and context.published.has("nursing_homes"):
            compare_growth(context, made)


def physical(result):
    """Places of activities that are counted in units, not in euros."""
    return [k for k, unit in enumerate(result.activity_unit) if not unit.startswith("EUR")]


def at_the_same_ages(result, year, k):
    """Units per person by sex and age in a year, over those of the base year, at the year's people."""
    people = result.lived(year).sum(axis=-1)
    before = result.lived(result.years[0]).sum(axis=-1)
    rate = np.divide(result.volumes[0][..., k].sum(axis=2), before, out=np.zeros_like(before), where=before > 0)
    return result.volumes[result.at(year)][..., k].sum() / (rate * people).sum()


def draw(made, result):
    figure, (axis,) = look.panels(1, width=6.8, height=4.4)
    order = sorted(physical(result), key=lambda k: -at_the_same_ages(result, result.years[-1], k))
    for place, k in enumerate(order):
        values = [at_the_same_ages(result, year, k) for year in result.years]
        axis.plot(result.years, values, color=look.SERIES[place % len(look.SERIES)], linestyle=look.LATER[place // len(look.SERIES) % len(look.LATER)],
                  linewidth=1.3, label=result.activity_title[k])
    axis.axhline(1, color="#808080", linewidth=0.8)
    axis.set_ylabel("units per person of a sex and age,\nagainst the base year", fontsize=8.5)
    axis.set_xlabel("calendar year")
    made.picture(
        "volumes_later",
        look.finish(figure, [axis], columns=3),
        f"Care in units per person at the same sex and age, over that of {result.years[0]}: what health and settings change.",
        "nothing published: units per person of an age should stay near those of the base year, for growth beyond demography is dearer care, not more days",
    )


# What moves them.


def ratios(held, name):
    """Of an activity: {what is held still: units against the base year}."""
    return {row["held"]: float(row[name]) for row in held.rows}


def usual(result, held):
    """Is this run like those of held_still.csv?"""
    return all(
        name in result.activities
        and abs(at_the_same_ages(result, result.years[-1], result.activities.index(name)) - ratios(held, name)["nothing"]) < SAME
        for name in SHOWN
    )


def draw_held(made, held):
    figure, axes = look.panels(len(SHOWN), columns=3, width=3.1, height=2.9, sharey=True)
    names = [row["held"] for row in held.rows]
    for axis, (name, title) in zip(axes, SHOWN.items()):
        values = [100 * (ratios(held, name)[one] - 1) for one in names]
        places = range(len(names) - 1, -1, -1)
        axis.barh(places, values, color=[look.SERIES[0] if one in ("nothing", "all of these") else "#8fb8d8" for one in names], height=0.7)
        for place, value in zip(places, values):
            axis.annotate(signed(value, 1), (value, place), (4 if value >= 0 else -4, 0), textcoords="offset points", va="center", ha="left" if value >= 0 else "right", fontsize=8)
        room = 0.3 * (max(*values, 0) - min(*values, 0))
        axis.set_xlim(min(*values, 0) - room * (min(values) < 0), max(*values, 0) + room * (max(values) > 0))
        axis.tick_params(axis="y", length=0)
        axis.axvline(0, color="#808080", linewidth=0.8)
        axis.set_yticks(list(places), names)
        axis.set_title(title)
        axis.set_xlabel("%, 2052 against 2023")
        axis.grid(axis="y", visible=False)
    axes[0].set_ylabel("held still")
    figure.tight_layout()
    made.picture(
        "volumes_held",
        figure,
        "What moves units per person of a sex and age: the same run with one thing held still at a time (other lives, so within some 0.5 points).",
        f"{source_of(held)}",
    )


def compare(made, result, held):
    """Nobody has more days in a nursing home than a year has; units per person of an age stay near the base year's."""
    last = result.years[-1]
    residents = result.in_states(last, "care_setting", ["nursing_home"]).sum() if result.has("care_setting") else 0.0
    if "nursing_home_day" in result.activities and residents > 0:
        days = result.volumes[result.at(last)][..., result.activities.index("nursing_home_day")].sum() / residents
        made.comparisons.append(
            Comparison("volumes.nursing_home_days", f"days in a nursing home of a resident, {last}", days, 365.25, "days a year", USED, "a year has no more days",
                       tolerance=1.5, decimals=1, why="growth beyond demography is counted as more units, so they are no days any more: {percent} %"))
    for k in physical(result):
        if result.volumes[0][..., k].sum() > 0:
            name = result.activities[k]
            made.comparisons.append(
                Comparison(f"volumes.later.{name}", f"{result.activity_title[k]}: units per person of a sex and age, {last} against {result.years[0]}",
                           at_the_same_ages(result, last, k), 1.0, "ratio", USED, "the base year's profile", tolerance=0.15, decimals=2, why=why(name, held)))
            if held is not None and name in WHY and not made.comparisons[-1].is_miss:
                one = made.comparisons[-1]
                made.notes.append(f"{result.activity_title[k]} per person of a sex and age, {last}: {one.why.format(percent=signed(one.percent))}")


def why(name, held):
    if held is None or name not in WHY:
        return ELSE
    changes = {one: signed(100 * (ratio - 1)) for one, ratio in ratios(held, name).items()}
    return WHY[name].format(mortality=changes["mortality"], education=changes["education"], smoking=changes["smoking of generations"], all=changes["all of these"])


# Residents: how many come in, and how long they stay.


def residents(result, year):
    """In nursing homes, and who came in, in thousands of those simulated."""
    return result.in_states(year, "care_setting", ["nursing_home"]).sum(), result.happened(year, ["care_setting.wlz_home>nursing_home"]).sum()


def against_base(result, year, rate):
    """Of people or events [sex, group] per person: their number in a year, over what the base year's rate would give."""
    people, before = (result.lived(one).sum(axis=-1) for one in (year, result.years[0]))
    base = np.divide(rate(result.years[0]), before, out=np.zeros_like(before), where=before > 0)
    return rate(year).sum() / (base * people).sum()


def tell_residents(made, result):
    first, last = result.years[0], result.years[-1]
    inflow = against_base(result, last, lambda year: result.happened(year, ["care_setting.wlz_home>nursing_home"]).sum(axis=-1))
    stock = against_base(result, last, lambda year: result.in_states(year, "care_setting", ["nursing_home"]).sum(axis=-1))
    made.notes.append(
        f"residents of nursing homes per person of a sex and age, {last} against {first}: {stock:.2f} = {inflow:.2f} (who come in) x {stock / inflow:.2f} (how long they stay)"
        + within_groups(result)
    )


def within_groups(result):
    """Part of it is age within the groups of the file: those of 90 and over become older."""
    tables = [table for table in result.tables if table.name.endswith("care_setting_prevalence.csv") and "nursing_home" in table.columns]
    if not tables:
        return ""
    values = np.nan_to_num(tables[0].by_sex_and_age("nursing_home"))
    first, last = result.years[0], result.years[-1]
    people = result.lived(last).sum(axis=-1)
    same = (np.nan_to_num(result.in_groups(values, last)) * people).sum() / (np.nan_to_num(result.in_groups(values, first)) * people).sum()
    return f"; {same:.2f} would be if each single age had the same residents for ever, since those of 90 and over grow older"


def yearly(ratio, years):
    """Growth in per cent a year."""
    return 100 * (ratio ** (1 / years) - 1)


def compare_growth(context, made):
    """Residents a year more until 2040, beside a projection by demography alone; and how long they stay."""
    result, table = context.result, context.published("nursing_homes")
    known = {(row["measure"], row["year"]): float(row["value"]) for row in table.rows}
    stock, entered = residents(result, BASE)
    whole = residents(result, GOAL)[0] / stock
    older = whole / against_base(result, GOAL, lambda year: result.in_states(year, "care_setting", ["nursing_home"]).sum(axis=-1))
    told = yearly(known["need", "2040"] / known["need", "2019"], 2040 - 2019)
    grows = {"simulated": yearly(whole, GOAL - BASE), "people": yearly(older, GOAL - BASE)}
    source = source_of(table)
    made.comparisons.append(
        Comparison("volumes.later.growth_by_people", f"nursing homes: growth a year to {GOAL} by demography alone (published: from 2019)", grows["people"], told, "% a year", HELD_OUT,
                   source, tolerance=0.3, decimals=1, why="another forecast of the population: {miss} points"))
    made.comparisons.append(
        Comparison("volumes.later.growth", f"nursing homes: growth a year to {GOAL} as simulated", grows["simulated"], told, "% a year", HELD_OUT, source, tolerance=0.3, decimals=1,
                   why="{miss} points: the projection has as many at each age for ever, here residents live longer as everyone does, see the picture of what is held still"))
    made.comparisons.append(
        Comparison("volumes.later.stay", f"days in a nursing home: residents over those who come in, {BASE} (published: 2022)",
                   365.25 * stock / entered, known["stay", "2022"], "days", HELD_OUT, source,
                   why="{percent} %: published are "
                   f"{known['admissions', '2012-2022'] / 11000:.0f} thousand admissions a year (here {entered * context.scale / 1000:.0f}), which at that stay are"
                   f" {known['admissions', '2012-2022'] / 11 * known['stay', '2022'] / 365.25 / 1000:.0f} thousand residents; the pack has those CBS counts, 123 thousand, and they die somewhat too seldom"))
    made.notes.append(
        f"stay in nursing homes fell by {100 * (1 - known['stay', '2022'] / known['stay', '2012']):.0f} % from 2012 to 2022 ({known['stay', '2012']:.0f} to {known['stay', '2022']:.0f} days; a third of"
        " it from neither age nor need of care; Alders et al. 2025), while simulated stay grows as mortality falls; indications became"
        f" {100 * (known['indications', '2016-2023'] - 1):.0f} % more than age explains from 2016 to 2023 (CZ zorgkantoor, in its regions). So what is published points both ways, and the pack keeps to the one rule that all mortality falls alike"
    )
