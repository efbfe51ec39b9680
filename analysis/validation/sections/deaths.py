"""Deaths attributed to conditions beside those registered under them."""

import numpy as np

import look
import targets
from comparison import HELD_OUT, USED, Comparison
from section import Section, source_of

LIMIT = 0.85  # of a cell, that conditions may explain
POOLED = 5  # years, for shares by age
FALLS, OF_FALLS = "falls", ("hip_fracture", "fall")


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
    draw_totals(context, made, with_falls(result.deaths_by_cause(year)), year)
    draw_explained(context, made, result.years[:POOLED])
    return made


def with_falls(causes):
    """Deaths after a hip fracture and by other falls are registered as one."""
    if not set(OF_FALLS) <= set(causes):
        return causes
    parts = [causes[name] for name in OF_FALLS]
    return {
        **{name: deaths for name, deaths in causes.items() if name not in OF_FALLS},
        FALLS: (sum(deaths for deaths, _ in parts), np.sqrt(sum(error**2 for _, error in parts))),
    }


def told_of_falls(context):
    """A target like those of targets.csv, whose attributes are the model's."""
    row = dict(condition="falls", measure="deaths_65")
    if not context.published.has("condition_totals") or not context.published("condition_totals").rows_where(**row):
        return []
    return [targets.Target(FALLS, "deaths", [], "condition_totals", row, "both", 1.0, USED, "registered are those of 65 and over in 2021: {percent} %")]


def draw_totals(context, made, causes, year):
    named = [cause for cause in causes if context.result.has(cause) or cause == FALLS]
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
        known = told_of_falls(context) if cause == FALLS else targets.of(context, cause, "deaths")
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
            made.missing.append(f"{cause}: no registered deaths read")
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


def together(result, years):
    """Deaths [sex, group] by cause, of some years."""
    causes = {}
    for year in years:
        for cause, (deaths, _) in with_falls(result.deaths_by_cause(year)).items():
            causes[cause] = causes.get(cause, 0) + deaths
    return causes


def draw_explained(context, made, years):
    result = context.result
    causes = together(result, years)
    everyone = sum(causes.values())
    named = [cause for cause in causes if result.has(cause) or cause == FALLS]
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
