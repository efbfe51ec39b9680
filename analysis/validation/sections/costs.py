"""Cost per inhabitant by sex and age, by category and by law; growth."""

import numpy as np

import look
from comparison import ASSUMED, HELD_OUT, USED, Comparison
from section import Section, source_of
from tables import scalar

LAW = "zvw"


def section(context):
    made = Section(
        "Cost",
        (
            "Per inhabitant in the base year. The residual of each sex and age was fitted to the cost of that sex "
            "and age, so by construction they agree; growth afterwards was not fitted."
        ),
        used={USED, HELD_OUT, ASSUMED},
    )
    if not context.result.activities:
        made.missing.append("the pack has no care")
        return made
    draw_by_age(context, made)
    draw_by_category(context, made)
    draw_by_law(context, made)
    compare_growth(context, made)
    return made


def of_sector(result, sector):
    return [k for k, name in enumerate(result.activity_sector) if name == sector]


def reached(values):
    """Values by age reached in the year -> by age on 1 January."""
    return np.concatenate([values[:, 1:], values[:, -1:]], axis=1)


def expected_by_group(context, year):
    """Vektis' mean per insured by sex and age, brought to inhabitants: [sex, group]; and per insured that factor."""
    result = context.result
    table = context.published("zvw_cost_2023")
    single = reached(table.by_sex_and_age("cost"))
    groups = result.in_groups(single, year)
    people = result.lived(year).sum(axis=-1)
    total = scalar(context.published("sector_totals_2023"), "million_eur", sector=LAW) * 1e6
    factor = total / ((groups * people).sum() * context.scale)
    return groups * factor, factor


def draw_by_age(context, made):
    result = context.result
    year = result.years[0]
    table = context.published("zvw_cost_2023")
    people = result.lived(year).sum(axis=-1)
    cost = result.cost[result.at(year)].sum(axis=2)  # [sex, group, activity]
    figure, axes = look.panels(1 + len(result.sectors) - 1, columns=4, width=2.9, height=2.7)
    others = [sector for sector in result.sectors if sector != LAW]
    expected, factor = expected_by_group(context, year)
    worst = (0, 0)
    for sex, name in enumerate(("female", "male")):
        found = cost[sex][:, of_sector(result, LAW)].sum(axis=-1) / people[sex]
        axes[0].plot(
            result.middles, found / 1000, color=look.SEX_COLOURS[name], label=f"simulated, {look.SEX_NAMES[name]}"
        )
        look.marks(
            axes[0],
            result.middles,
            expected[sex] / 1000,
            USED,
            label=look.mark_label(USED),
            markeredgecolor=look.SEX_COLOURS[name],
        )
        at = int(np.argmax(np.abs(found / expected[sex] - 1)))
        worst = max(worst, (abs(found[at] / expected[sex, at] - 1), sex, at, found[at]), key=lambda one: one[0])
        for axis, sector in zip(axes[1:], others):
            axis.plot(
                result.middles,
                cost[sex][:, of_sector(result, sector)].sum(axis=-1) / people[sex] / 1000,
                color=look.SEX_COLOURS[name],
            )
    _, sex, at, found = worst
    made.comparisons.append(
        Comparison(
            "cost.zvw.age",
            f"Zvw cost of {look.SEX_NAMES[('female', 'male')[sex]]} of {result.groups[at]}, the age that differs most",
            found,
            expected[sex, at],
            "EUR per inhabitant",
            USED,
            source_of(table),
            why="the published levels of five-year groups are steps, the pack's curve is smooth: {percent} %",
        )
    )
    for axis, sector in zip(axes, [LAW, *others]):
        axis.set_title(result.sector_title[result.sectors.index(sector)])
        look.age_axis(axis)
        axis.set_ylim(bottom=0)
    axes[0].set_ylabel("thousand EUR a year")
    made.picture(
        "cost_by_age",
        look.finish(figure, axes),
        f"Cost per inhabitant by sex and age, {year}.",
        source_of(table)
        + f"; per insured, times {factor:.3f} to make the published total of all inhabitants. "
        "Wlz, Wmo and youth care: shapes by age are assumed, nothing is published by age",
    )


def draw_by_category(context, made):
    result = context.result
    year = result.years[0]
    table = context.published("zvw_cost_category_2023")
    total = sum(float(row["cost"]) for row in table.rows)
    whole = scalar(context.published("sector_totals_2023"), "million_eur", sector=LAW) * 1e6
    cost = result.cost[result.at(year)].sum(axis=(0, 1, 2)) * context.scale
    errors = (
        result.money_by_year["volumes_se"][result.at(year)]
        * result.cost[result.at(year)].sum(axis=(0, 1, 2))
        / np.maximum(result.money_by_year["volumes"][result.at(year)], 1e-9)
        * context.scale
    )
    names = {row["category"]: float(row["cost"]) * whole / total for row in table.rows}
    parts = {row["activity"]: row["category"] for row in context.published("zvw_activities").rows}
    own = {}  # category -> places of its activities
    for k in of_sector(result, LAW):
        own.setdefault(parts.get(result.activities[k], result.activities[k]), []).append(k)
    order = sorted(own, key=lambda category: -cost[own[category]].sum())
    figure, (axis,) = look.panels(1, width=8.6, height=0.8 + 0.42 * len(own))
    for place, category in enumerate(order):
        left = 0.0
        parts_of = sorted(own[category], key=lambda k: -cost[k])
        for number, k in enumerate(parts_of):
            shade = ("#56B4E9", "#9AD0F2")[number % 2]
            axis.barh(place, cost[k] / 1e9, left=left / 1e9, color=shade, height=0.65, label="simulated, by activity")
            if len(parts_of) > 1:
                name_part(axis, result.activity_title[k], place, left / 1e9, cost[k] / 1e9, number)
            left += cost[k]
        if category not in names:
            made.missing.append(f"{spelt(category)}: in no published category")
            continue
        look.marks(axis, [names[category] / 1e9], [place], USED, label=look.mark_label(USED))
        made.comparisons.append(
            Comparison(
                f"cost.{category}",
                f"{spelt(category)}, {year}",
                left / 1e6,
                names[category] / 1e6,
                "million EUR",
                USED,
                source_of(table),
                error=float(np.sqrt((errors[own[category]] ** 2).sum())) / 1e6,
            )
        )
    axis.set_yticks(range(len(own)), [spelt(category) for category in order])
    axis.invert_yaxis()
    axis.set_xlabel(f"thousand million EUR in {year}")
    axis.grid(axis="y", visible=False)
    made.picture(
        "cost_by_category",
        look.finish(figure, [axis]),
        "Zvw cost by category.",
        source_of(table) + f"; times {whole / total:.3f}, for those of unknown municipality",
    )
    missing = [name for name in names if name not in own]
    if missing:
        made.missing.append("published categories that the pack has under other names: " + ", ".join(missing))


def name_part(axis, title, place, left, width, number):
    """In the bar where there is room; else above or below it, in turn, with a line."""
    middle = left + width / 2
    if width > 0.45 + 0.175 * len(title):
        axis.text(middle, place, title, ha="center", va="center", fontsize=7)
        return
    side = -1 if number % 2 else 1
    axis.annotate(title, (middle, place + 0.32 * side), (middle, place + 0.62 * side), ha="left", va="center", fontsize=6.5, color="#404040",
                  arrowprops={"arrowstyle": "-", "color": "#909090", "linewidth": 0.6})


def spelt(category):
    return category.replace("_", " ").capitalize().replace("Gp", "GP")


def draw_by_law(context, made):
    result = context.result
    year = result.years[0]
    table = context.published("sector_totals_2023")
    figure, (axis,) = look.panels(1, width=5.0, height=2.2)
    for place, sector in enumerate(result.sectors):
        found = result.money_by_year["cost_by_sector"][result.at(year), place] * context.scale
        error = result.money_by_year["cost_by_sector_se"][result.at(year), place] * context.scale
        axis.barh(place, found / 1e9, color="#56B4E9", height=0.6, label="simulated")
        rows = table.rows_where(sector=sector)
        if not rows:
            continue
        use = USED if rows[0]["status"] == "published" else ASSUMED
        published = float(rows[0]["million_eur"])
        look.marks(axis, [published / 1000], [place], use, label=look.mark_label(use))
        made.comparisons.append(
            Comparison(
                f"cost.{sector}",
                f"{result.sector_title[place]}, {year}",
                found / 1e6,
                published,
                "million EUR",
                use,
                source_of(table),
                error=error / 1e6,
                tolerance=0.02 * published,
            )
        )
    axis.set_yticks(range(len(result.sectors)), result.sector_title)
    axis.invert_yaxis()
    axis.set_xlabel(f"thousand million EUR in {year}")
    axis.grid(axis="y", visible=False)
    made.picture("cost_by_law", look.finish(figure, [axis]), "Cost by law.", source_of(table))


def compare_growth(context, made):
    """Growth of Zvw cost per inhabitant in the first five years beside that of the five years before."""
    result = context.result
    table = context.published("zvw_cost_per_insured")
    first, last = table.rows[0], table.rows[-1]
    span = int(last["year"]) - int(first["year"])
    if result.years[0] + span not in result.years:
        return
    growth = 100 * ((float(last["cost"]) / float(first["cost"])) ** (1 / span) - 1)
    place = result.sectors.index(LAW)
    per_head = [
        result.money_by_year["cost_by_sector"][result.at(year), place] / result.lived(year).sum()
        for year in (result.years[0], result.years[0] + span)
    ]
    simulated = 100 * ((per_head[1] / per_head[0]) ** (1 / span) - 1)
    made.comparisons.append(
        Comparison(
            "cost.growth",
            (
                f"growth of Zvw cost per head a year, {result.years[0]}-{result.years[0] + span}, beside"
                f" {first['year']}-{last['year']}"
            ),
            simulated,
            growth,
            "% a year",
            HELD_OUT,
            source_of(table),
            decimals=2,
            tolerance=0.5,
            why=(
                "assumed in the pack: prices 2 % a year, volume 1.6 % beyond demography; the published years hold"
                " COVID-19, when care was put off; {miss} points a year"
            ),
        )
    )
