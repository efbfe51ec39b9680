"""Life expectancy, and years in good perceived health after Sullivan, by fifth of household income.

The file tells deaths and wellbeing by education, and who lives in which fifth of each education. What a fifth of them dies of
background causes, and how they feel, follows with the model's own ratios of income, which are in the file: within a sex, age group
and education income goes together with nothing else.
"""

import numpy as np

import lifetable
import look
from comparison import USED, Comparison
from section import Section, source_of
from sections.healthy_life import MEASURE, shares
from sections.life_expectancy import POOLED, pooled

ATTRIBUTE = "household_income"
FIFTHS = ("lowest", "second", "third", "fourth", "highest")
MIDDLE = 2
BACKGROUND = "vital.alive>dead/background"
COLOURS, LIGHT = ("#882255", "#CC6677", "#DDCC77", "#88CCEE", "#44AA99"), (2, 3)


def section(context):
    made = Section(
        "By income",
        (
            "Life expectancy and years in good perceived health at birth by fifth of standardised household income, of the"
            f" first {POOLED} years together. A fifth is for life. Differences from the middle fifth in good health, and the gap in"
            " life expectancy, were fitted; the level in good health is that of 2022, as for everyone."
        ),
        used={USED},
    )
    result = context.result
    if not result.has(ATTRIBUTE) or MEASURE not in result.measures:
        made.missing.append("the pack has no income")
        return made
    years = result.years[:POOLED]
    rates, healthy = by_fifth(result, years)
    if not np.isfinite(rates).all() or not (rates[..., -1] > 0).all():
        made.missing.append("too few people")
        return made
    whole = np.array([[lifetable.expectancy(rates[sex, k], result.starts) for k in range(len(FIFTHS))] for sex in range(2)])
    good = np.array([[lifetable.healthy(rates[sex, k], healthy[sex, k], result.starts) for k in range(len(FIFTHS))] for sex in range(2)])
    draw(context, made, whole, good)
    compare(context, made, whole, good)
    made.notes.append(
        "illness costs income too: the gap is association. In the model income does nothing else than this, so smoking, weight and conditions go by income only as"
        " far as education does (published: 21.6 to 9.4 % of women from the lowest to the highest fifth smoke, 32.4 to 14.7 % of men; CBS, 2022/2023)"
    )
    return made


def ratios(result, key):
    """The model's figures of income [fifth, sex, group]; 1 where it has none."""
    found = []
    for fifth in FIFTHS:
        own = [row for row in result.parameters if row["parameter"] in (f"{key}.{fifth}", key)]
        values = result.values_of(own[0], fifth) if own else np.ones((2, 121))
        found.append(np.nan_to_num(result.in_groups(values, result.years[0]), nan=1.0))
    return np.array(found)


def ratio_on_mortality(result):
    """Of the list of ratios on background mortality the one that has the fifths."""
    for row in result.parameters:
        if row["parameter"].startswith(f"model.attributes.vital.transitions.{BACKGROUND.split('.')[1]}.ratios") and "income" in row["table"]:
            return ratios(result, row["parameter"])
    return np.ones((len(FIFTHS), 2, len(result.starts)))


def split(people, factors):
    """What a fifth has of a total, per head of it and against the mean: [fifth, sex, group, ses]."""
    weighted = (people * factors[..., None]).sum(axis=0)
    everyone = people.sum(axis=0)
    return factors[..., None] * np.divide(everyone, weighted, out=np.ones_like(everyone), where=weighted > 0)


def by_fifth(result, years):
    """Death rates and shares in good health [sex, fifth, group]."""
    people = np.array([sum(result.in_states(year, ATTRIBUTE, [fifth]) for year in years) for fifth in FIFTHS])
    deaths, lived = pooled(result, years)
    background = sum(result.happened(year, [BACKGROUND]) for year in years).astype(float)
    feeling, _ = shares(result, years)
    lived = np.maximum(lived, 1e-9)
    rates = (deaths - background) / lived + background / lived * split(people, ratio_on_mortality(result))
    well = feeling * split(people, ratios(result, f"model.wellbeing.{MEASURE}.states.{ATTRIBUTE}"))
    weight = people / np.maximum(people.sum(axis=-1, keepdims=True), 1e-9)
    return (rates * weight).sum(axis=-1).transpose(1, 0, 2), (well * weight).sum(axis=-1).transpose(1, 0, 2)


def draw(context, made, whole, good):
    table = context.published("healthy_life_expectancy_income")
    figure, axes = look.panels(2, columns=2, width=3.9, height=2.9)
    for sex, (name, axis) in enumerate(zip(("female", "male"), axes)):
        for k, fifth in enumerate(FIFTHS):
            look.years_of_life(axis, k, good[sex, k], whole[sex, k], COLOURS[k], dark=k not in LIGHT)
        told = [float(row["years"]) for row in table.rows_where(sex=name)]
        look.marks(axis, range(len(FIFTHS)), told, USED, label=look.mark_label(USED))
        look.years_axis(axis, range(len(FIFTHS)), FIFTHS, look.SEX_NAMES[name])
        axis.set_xlabel("fifth of standardised household income")
    axes[0].set_ylabel("years")
    made.picture(
        "income",
        look.finish(figure, axes),
        "Life expectancy at birth by income: coloured in good perceived health, grey not.",
        source_of(table),
    )


def compare(context, made, whole, good):
    table, gaps = context.published("healthy_life_expectancy_income"), context.published("income_life_expectancy")
    for sex, name in enumerate(("female", "male")):
        who = look.SEX_NAMES[name]
        told = [float(row["years"]) for row in table.rows_where(sex=name)]
        for k, fifth in enumerate(FIFTHS):
            made.comparisons.append(
                Comparison(f"income.healthy.{name}.{fifth}", f"years in good perceived health, {who}, {fifth} fifth", good[sex, k], told[k], "years", USED,
                           source_of(table), tolerance=1.0, decimals=2,
                           why="differences between fifths are fitted, the level is that of 2022 and not of 2017-2022: {miss} years"))
            if k != MIDDLE:
                made.comparisons.append(
                    Comparison(f"income.healthy_gap.{name}.{fifth}", f"the same against the middle fifth, {who}, {fifth}", good[sex, k] - good[sex, MIDDLE],
                               told[k] - told[MIDDLE], "years", USED, source_of(table), tolerance=1.0, decimals=2,
                               why="fitted in the pack's derivation to the rates of the base year alone: {miss} years"))
        row = gaps.rows_where(sex=name)[0]
        made.comparisons.append(
            Comparison(f"income.gap.{name}", f"life expectancy at birth, {who}, highest against lowest fifth (published: 2011)", whole[sex, -1] - whole[sex, 0],
                       float(row["difference"]), "years", USED, source_of(gaps), tolerance=0.7, decimals=2, why="fitted to the rates of the base year alone: {miss} years"))
