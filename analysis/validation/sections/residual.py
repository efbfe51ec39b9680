"""What share of cost the residual is: care that follows no condition of the pack."""

import numpy as np

import look
from section import Section


def section(context):
    result = context.result
    year = result.years[0]
    made = Section(
        "Residual share",
        (
            "Share of each cell's cost that is a residual per inhabitant: it follows age and sex, and no "
            "condition changes it (a programme that moves a share of an activity moves it too). The lower, the more the model explains."
        ),
    )
    if not result.activities:
        made.missing.append("the pack has no care")
        return made
    cost, residual = by_cell(result, year)
    draw(context, made, cost, residual, year)
    whole = residual.sum() / cost.sum()
    made.notes.append(
        f"all laws together: {100 * whole:.1f} % residual; by law: "
        + ", ".join(
            f"{title} {100 * share:.0f} %"
            for title, share in zip(result.sector_title, by_sector(result, cost, residual))
        )
    )
    return made


def by_cell(result, year):
    """Real cost and residual [sex, group, activity]: residual figures by age reached x person-years of each age."""
    cost = result.cost_real[result.at(year)].sum(axis=2)
    residual = np.zeros_like(cost)
    people = result.lived(year).sum(axis=-1)
    for k, activity in enumerate(result.activities):
        figure = result.figure(f"model.activities.{activity}.residual")
        if figure is None:
            continue
        price = cost[..., k].sum() / max(volume(result, year, k), 1e-12)
        single = np.concatenate([figure[:, 1:], figure[:, -1:]], axis=1)  # by age reached: one more than on 1 January
        residual[..., k] = np.nan_to_num(result.in_groups(single, year)) * people * price
    return cost, residual


def volume(result, year, activity):
    return result.money_by_year["volumes"][result.at(year), activity]


def by_sector(result, cost, residual):
    columns = [[k for k, of in enumerate(result.activity_sector) if of == sector] for sector in result.sectors]
    return [residual[..., own].sum() / cost[..., own].sum() for own in columns]


def draw(context, made, cost, residual, year):
    result = context.result
    figure, axes = look.panels(2, columns=2, width=4.2, height=2.9)
    for sex, (name, axis) in enumerate(zip(("female", "male"), axes)):
        for place, sector in enumerate(result.sectors):
            own = [k for k, of in enumerate(result.activity_sector) if of == sector]
            share = np.divide(
                residual[sex][:, own].sum(axis=-1),
                cost[sex][:, own].sum(axis=-1),
                out=np.full(len(result.groups), np.nan),
                where=cost[sex][:, own].sum(axis=-1) > 0,
            )
            axis.plot(result.middles, 100 * share, color=look.SERIES[place], label=result.sector_title[place])
        axis.set_title(look.SEX_NAMES[name])
        look.age_axis(axis)
        axis.set_ylim(0, 105)
        axis.set_ylabel("% of cost")
    made.picture(
        "residual",
        look.finish(figure, axes),
        f"Residual as a share of cost by law, sex and age, {year}.",
        "computed from the residual tables that the result file holds, and its person-years; nothing published",
    )
