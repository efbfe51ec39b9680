"""Perceived health by age, sex and SES."""

import numpy as np

import look
from comparison import ASSUMED, HELD_OUT, Comparison
from section import Section, source_of
from sections.healthy_life import MEASURE, shares
from tables import bounds


def section(context):
    result = context.result
    made = Section(
        "Perceived health",
        (
            "Share who call their health good or very good. No figures by age were read at a source: the curve over age"
            " is an assumption, shifted by sex and education until healthy life expectancy is as published."
        ),
        used={ASSUMED},
    )
    if MEASURE not in result.measures:
        made.missing.append("the pack has no measure perceived_health")
        return made
    year = result.years[0]
    by_ses, everyone = shares(result, [year])
    table = context.published(MEASURE)
    figure, axes = look.panels(2, columns=2, width=3.8, height=2.9)
    for sex, (name, axis) in enumerate(zip(("female", "male"), axes)):
        axis.plot(result.middles, 100 * everyone[sex], color="#202020", label="all")
        for k, group in enumerate(result.ses):
            axis.plot(
                result.middles,
                100 * by_ses[sex, :, k],
                color=look.SES_COLOURS.get(group, "#0072B2"),
                label=f"{group} education",
                linewidth=1.3,
            )
        ages = [min(sum(bounds(row["age"])), 2 * bounds(row["age"])[0] + 20) / 2 + 0.5 for row in table.rows]
        look.marks(
            axis,
            ages,
            [float(row["good"]) for row in table.rows],
            ASSUMED,
            label=f"{look.mark_label(ASSUMED)}, both sexes",
        )
        axis.set_title(look.SEX_NAMES[name])
        look.age_axis(axis)
        axis.set_ylim(0, 100)
        axis.set_ylabel("% in good health")
    made.picture(
        "perceived_health",
        look.finish(figure, axes),
        f"Good or very good perceived health by age, sex and education, {year}. Crosses: the assumed curve, before it was shifted by sex and education.",
        source_of(table),
    )
    made.missing += [
        "patient experience: not simulated; nothing in the model says how people are met, informed or waited upon, so no"
        " programme changes it either",
        "the six dimensions of positive health: scores are assumed, so there is nothing to hold them against; below 18"
        " they are not measured",
    ]
    last = result.years[-1]
    _, later = shares(result, [last])
    adults = [k for k, start in enumerate(result.starts) if start >= 20]
    people = [result.lived(one).sum(axis=-1)[:, adults] for one in (year, last)]
    means = [100 * (share[:, adults] * weight).sum() / weight.sum() for share, weight in zip((everyone, later), people)]
    made.notes.append(
        f"of those of 20 and over {means[0]:.1f} % in {year} and {means[1]:.1f} % in {last}: ageing and conditions; no"
        " trend of its own"
    )
    return made
