"""Deaths attributed to conditions beside those registered under them."""

import numpy as np

import look
import targets
from comparison import HELD_OUT, USED, Comparison
from section import Section, source_of

LIMIT = 0.85  # of a cell, that conditions may explain
POOLED = 5  # years, for shares by age


def section(context):
    result = context.result
    year = result.years[0]
    made = Section(
        "Attributable deaths beside registered causes",
        (
            "Simulated: deaths that would not have happened without the "
            "condition. Registered: deaths with it as underlying cause. These are different things; where a budget was "
            "set equal to the register they agree by construction."
        ),
        used={USED, HELD_OUT},
    )
    draw_totals(context, made, grouped_causes(context, year), year)
    draw_explained(context, made, result.years[:POOLED])
    return made


def grouped_causes(context, year):
    """name -> (deaths [sex, group], standard error of all): causes that are registered together are one."""
    causes = context.result.deaths_by_cause(year)
    for target in context.targets:
        parts = [cause for cause in target.what if cause in causes] if target.measure == "deaths" else []
        if parts:
            deaths = [causes.pop(cause) for cause in parts]
            causes[target.attribute] = (sum(one for one, _ in deaths), np.sqrt(sum(error**2 for _, error in deaths)))
    return causes


def explained_by(context, causes):
    """Those that are no background: of the model's conditions, and what stands for some of them."""
    of_targets = {target.attribute for target in context.targets if target.measure == "deaths"}
    return [cause for cause in causes if context.result.has(cause) or cause in of_targets]


def draw_totals(context, made, causes, year):
    named = explained_by(context, causes)
    if not named:
        made.missing.append("the pack attributes deaths to no condition")
        return
    figure, (axis,) = look.panels(1, width=5.6, height=0.8 + 0.42 * len(named))
    sources = []
    for place, cause in enumerate(named):
        deaths, error = causes[cause]
        found = deaths.sum() * context.scale / 1000
        axis.barh(
            place,
            found,
            xerr=2 * error * context.scale / 1000,
            color="#56B4E9",
            height=0.6,
            label="simulated, attributable",
            error_kw={"linewidth": 1},
        )
        known = targets.of(context, cause, "deaths")
        for target in known:
            told = targets.by_sex(context, target)
            registered = np.nansum(told[:2]) if np.isnan(told[2]) else told[2]  # of women alone: no men have it here
            look.marks(
                axis, [registered / 1000], [place], target.use, label=f"registered: {look.mark_label(target.use)}"
            )
            sources.append(f"{target.table}: {source_of(context.published(target.table))}")
            made.comparisons.append(
                Comparison(
                    f"deaths.{cause}",
                    f"deaths by {look.named(cause)} in {year}",
                    found,
                    registered / 1000,
                    "thousand",
                    target.use,
                    source_of(context.published(target.table)),
                    error=error * context.scale / 1000,
                    decimals=2,
                    why=target.why,
                )
            )
        if not known:
            made.missing.append(f"{look.named(cause)}: no registered deaths were read")
    axis.set_yticks(range(len(named)), [look.named(cause) for cause in named])
    axis.set_ylim(-0.6, len(named) - 0.4)
    axis.invert_yaxis()
    axis.set_xlabel(f"thousand deaths in {year}, both sexes")
    axis.grid(axis="y", visible=False)
    made.picture(
        "deaths",
        look.finish(figure, [axis]),
        "Deaths by condition; lines are two standard errors of chance.",
        "; ".join(dict.fromkeys(sources)),
    )


def together(context, years):
    """Deaths [sex, group] by cause, of some years."""
    causes = {}
    for year in years:
        for cause, (deaths, _) in grouped_causes(context, year).items():
            causes[cause] = causes.get(cause, 0) + deaths
    return causes


def draw_explained(context, made, years):
    result = context.result
    causes = together(context, years)
    everyone = sum(causes.values())
    named = explained_by(context, causes)
    if not named:
        return
    figure, axes = look.panels(2, columns=2, width=3.6, height=2.7)
    from_group = next(k for k, start in enumerate(result.starts) if start >= 40)
    for sex, (name, axis) in enumerate(zip(("female", "male"), axes)):
        below = np.zeros(len(result.groups))
        for k, cause in enumerate(named):
            share = 100 * np.divide(
                causes[cause][sex], everyone[sex], out=np.zeros(len(below)), where=everyone[sex] > 0
            )
            axis.bar(
                result.middles[from_group:],
                share[from_group:],
                bottom=below[from_group:],
                width=4.4,
                color=look.SERIES[k % len(look.SERIES)],
                label=look.named(cause),
            )
            below += share
        axis.axhline(100 * LIMIT, color="#303030", linestyle="--", linewidth=1, label="limit")
        axis.set_title(look.SEX_NAMES[name])
        look.age_axis(axis)
        axis.set_ylabel("% of all deaths")
        axis.set_ylim(0, 100)
        deaths = everyone[sex][from_group:]
        worst = int(np.argmax(np.where(deaths > 50, below[from_group:], 0)))
        made.notes.append(
            f"{look.SEX_NAMES[name]}: at most {below[from_group + worst]:.0f} % of the deaths of an age group explained"
            f" by conditions (at {result.groups[from_group + worst]}; limit {100 * LIMIT:.0f} %)"
        )
    made.picture(
        "deaths_explained",
        look.finish(figure, axes),
        (
            f"Share of all deaths of {years[0]}-{years[-1]} that conditions explain, by age; the rest is "
            "background mortality."
        ),
        "simulated only",
    )
