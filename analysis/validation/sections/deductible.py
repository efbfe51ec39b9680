"""What households pay under the deductible (eigen risico)."""

import numpy as np

import look
from comparison import USED, Comparison
from section import Section, source_of
from tables import scalar


def section(context):
    result = context.result
    made = Section(
        "Deductible (eigen risico)",
        (
            "Paid by adults. The spread of spending was fitted to the ministry's budget and to who pays nothing or all"
            " of it."
        ),
        used={USED},
    )
    if not result.activities or not result.deductibles:
        made.missing.append("the pack has no deductible")
        return made
    year = result.years[0]
    place = 0
    table = context.published("deductible_2023")
    paid = result.money_by_year["deductible_paid"][result.at(year), place] * context.scale
    error = result.money_by_year["deductible_paid_se"][result.at(year), place] * context.scale
    if table.rows_where(year=str(year)):
        budget = scalar(table, "million_eur", year=str(year))
        made.comparisons.append(
            Comparison(
                "deductible.total",
                f"paid under the deductible in {year}",
                paid / 1e6,
                budget,
                "million EUR",
                USED,
                source_of(table),
                error=error / 1e6,
                tolerance=0.03 * budget,
                why=(
                    "the derivation sees people of one sex and age alike; the model knows who has a condition, and who"
                    " dies or leaves pays for a part of the year: {percent} %"
                ),
            )
        )
    figure, (axis,) = look.panels(1, width=4.8, height=2.9)
    people = result.lived(year).sum(axis=-1)
    money = result.deductible_paid[result.at(year)].sum(axis=2)[..., place]
    for sex, name in enumerate(("female", "male")):
        axis.plot(
            result.middles,
            money[sex] / np.maximum(people[sex], 1e-9),
            color=look.SEX_COLOURS[name],
            label=f"simulated, {look.SEX_NAMES[name]}",
        )
    amount = scalar(table, "amount", year=str(year)) if table.rows_where(year=str(year)) else None
    if amount:
        axis.axhline(amount, color="#606060", linestyle="--", linewidth=1, label=f"amount: {amount:.0f} EUR")
    look.age_axis(axis)
    axis.set_ylabel("EUR per person")
    axis.set_ylim(bottom=0)
    made.picture(
        "deductible",
        look.finish(figure, [axis], columns=3),
        f"Paid under the deductible by sex and age, {year}.",
        source_of(table),
    )
    made.missing.append(
        "share of adults who pay nothing, and who pay all: not in the result file (published: see deductible_use.csv)"
    )
    return made
