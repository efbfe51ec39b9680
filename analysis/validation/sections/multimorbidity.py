"""People with two or more conditions by age, from the sampled lives."""

import numpy as np

import look
from comparison import HELD_OUT, Comparison
from section import Section, source_of
from sections.conditions import RISK_FACTORS, shown
from tables import bounds

LATER = 10
FEWEST = 30  # persons in an age group
NEEDS = ("self_reliance", "care_setting")  # what conditions bring about, none themselves


def section(context):
    result = context.result
    made = Section(
        "Two or more conditions",
        (
            "Share of people with at least two of the pack's conditions, by age: whether conditions go together as they"
            " should. Nothing was fitted to it."
        ),
    )
    conditions = [name for name in shown(result) if name not in (*RISK_FACTORS, *NEEDS)]
    if result.persons is None:
        made.missing.append(
            "the trajectories hold each attribute apart; people with two or more conditions need the sampled lives: "
            "kavel run … --persons-sample 50000"
        )
        return made
    shares = {}
    for after in (0, LATER):
        if result.years[0] + after in result.years:
            shares[result.years[0] + after] = with_several(result, conditions, after)
    figure, (axis,) = look.panels(1, width=5.0, height=3.0)
    for (year, (share, error)), line in zip(shares.items(), look.LATER):
        axis.errorbar(
            result.middles - 0.5,
            100 * share,
            yerr=200 * error,
            color="#0072B2",
            linestyle=line,
            label=f"1 January {year}",
            linewidth=1.6,
            elinewidth=0.8,
        )
    look.age_axis(axis)
    look.percent_axis(axis, "% of people")
    made.picture(
        "multimorbidity",
        look.finish(figure, [axis]),
        (
            f"At least two of: {', '.join(map(look.named, conditions))}. Bars are two "
            "standard errors of the sample."
        ),
        "sampled lives; published shares are of other sets of conditions",
    )
    compare(context, made, conditions)
    return made


def compare(context, made, conditions):
    if not context.published.has("multimorbidity"):
        made.missing.append("no published figure for just these conditions")
        return
    table = context.published("multimorbidity")
    for row in table.rows:
        first, _ = bounds(row["age"])
        people, several = several_of(context.result, conditions, 0)
        ages = context.result.persons.age_at_start
        share = several[people & (ages >= first)].mean()
        made.comparisons.append(
            Comparison(
                f"multimorbidity.{first}",
                f"people of {row['age']} with two or more conditions",
                100 * share,
                100 * float(row["share"]),
                "%",
                HELD_OUT,
                f"multimorbidity: {source_of(table)}",
                100 * np.sqrt(share * (1 - share) / (people & (ages >= first)).sum()),
                decimals=1,
                why=f"29 conditions in the records of GPs in 2002-2008, here {len(conditions)} in 2023: {{percent}} %",
            )
        )


def several_of(result, conditions, after):
    """Of every life: is it here on 1 January so many years after the start, and has it two or more?"""
    persons = result.persons
    state = persons.on_1_january(after)
    arm = np.zeros(len(state), dtype=bool)
    arm[persons.rows] = True
    first = [persons.states.index(f"{name}.{result.states_of(name)[0]}") for name in conditions]
    columns = [persons.attributes.index(name) for name in conditions]
    here = arm & (state >= 0).all(axis=1) & (persons.age_at_start + after >= 0)
    return here, (state[:, columns] != np.array(first)).sum(axis=1) >= 2


def with_several(result, conditions, after):
    """Share with two or more, and its standard error, by age group."""
    here, several = several_of(result, conditions, after)
    group = np.searchsorted(result.starts, result.persons.age_at_start + after, side="right") - 1
    counts = np.array([(here & (group == k)).sum() for k in range(len(result.starts))])
    with_two = np.array([(here & several & (group == k)).sum() for k in range(len(result.starts))])
    share = np.where(counts >= FEWEST, with_two / np.maximum(counts, 1), np.nan)
    return share, np.sqrt(share * (1 - share) / np.maximum(counts, 1))
