"""People with two or more conditions by age, from the sampled lives."""

import numpy as np

import look
from section import Section
from sections.conditions import RISK_FACTORS, shown

LATER = 10
FEWEST = 30  # persons in an age group


def section(context):
    result = context.result
    made = Section(
        "Two or more conditions",
        (
            "Share of people with at least two of the pack's conditions, by age: whether conditions go together as they"
            " should. Nothing was fitted to it."
        ),
    )
    conditions = [name for name in shown(result) if name not in RISK_FACTORS]
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
            f"At least two of: {', '.join(name.replace('_', ' ') for name in conditions)}. Bars are two "
            "standard errors of the sample."
        ),
        "nothing published was read for this set of conditions",
    )
    made.missing.append("no published figure for just these conditions")
    return made


def with_several(result, conditions, after):
    """Share with two or more, and its standard error, by age group."""
    persons = result.persons
    state = persons.on_1_january(after)
    age = persons.age_at_start + after
    arm = np.zeros(len(age), dtype=bool)
    arm[persons.rows] = True
    first = [persons.states.index(f"{name}.{result.states_of(name)[0]}") for name in conditions]
    columns = [persons.attributes.index(name) for name in conditions]
    here = arm & (state >= 0).all(axis=1) & (age >= 0)
    several = (state[:, columns] != np.array(first)).sum(axis=1) >= 2
    group = np.searchsorted(result.starts, age, side="right") - 1
    counts = np.array([(here & (group == k)).sum() for k in range(len(result.starts))])
    with_two = np.array([(here & several & (group == k)).sum() for k in range(len(result.starts))])
    share = np.where(counts >= FEWEST, with_two / np.maximum(counts, 1), np.nan)
    return share, np.sqrt(share * (1 - share) / np.maximum(counts, 1))
