"""Self-reliance: who is limited in daily life (ADL), by age and sex, and how many in years to come."""

import numpy as np

import look
from comparison import USED, Comparison
from section import Section, source_of
from tables import bounds

ATTRIBUTE = "self_reliance"
FROM_AGE = 55


def section(context):
    result = context.result
    made = Section("Self-reliance", "People limited in at least one activity of daily living (ADL), and severely so: unable to wash alone.")
    if not result.has(ATTRIBUTE):
        made.missing.append("the pack has no self-reliance")
        return made
    made.used.add(USED)
    table, states = context.published(ATTRIBUTE), result.states_of(ATTRIBUTE)[1:]
    year = result.years[0]
    figure, axes = look.panels(3, columns=3, width=3.6, height=2.8)
    axes[0].plot(result.middles, 100 * at_home(result, states, year, range(len(result.starts))), color="#202020", label="limited, both sexes")
    rows = [row for row in table.rows if row["status"] == "published"]
    ages = [(bounds(row["age"])[0] + min(bounds(row["age"])[1], 94) + 1) / 2 for row in rows]
    look.marks(axes[0], ages, [100 * float(row["limited"]) for row in rows], USED, label=look.mark_label(USED))
    axes[0].set_title("limited, private households")
    for sex, name in enumerate(("female", "male")):
        for k, (some, label) in enumerate(((states, "limited"), (states[1:], "severely"))):
            axes[1].plot(result.middles, 100 * result.prevalence(year, ATTRIBUTE, some)[sex], color=look.SEX_COLOURS[name], linestyle="-:"[k],
                         label=f"{look.SEX_NAMES[name]}, {label}")
    axes[1].set_title("everyone, by sex")
    for axis in axes[:2]:
        look.age_axis(axis)
        look.percent_axis(axis)
    for k, state in enumerate(states):
        stock = [result.persons_in(one, ATTRIBUTE, [state])[0] * context.scale / 1000 for one in result.years]
        axes[2].plot(result.years, stock, color=look.SERIES[k + 3], label=f"{state}: people")
    axes[2].set_title("people: mean of the year")
    axes[2].set_ylabel("thousand persons")
    axes[2].set_ylim(bottom=0)
    axes[2].set_xlabel("calendar year")
    made.picture(ATTRIBUTE, look.finish(figure, axes, columns=3), f"Limited in daily life by age and sex, {year}, and in years to come.", source_of(table))
    hold(context, made, states, year)
    return made


def at_home(result, states, year, groups):
    """Share limited of those in no nursing home, both sexes, by age group: in them everyone is limited."""
    limited, inside = (result.in_states(year, attribute, some).sum(axis=(0, -1))
                       for attribute, some in ((ATTRIBUTE, states), ("care_setting", ["nursing_home"])))
    lived = result.lived(year).sum(axis=(0, -1))
    return np.array([(limited[k] - inside[k]) / (lived[k] - inside[k]) for k in groups])


def hold(context, made, states, year):
    """By age, of private households; women and men of 55 and over: the survey's share, and everyone in nursing homes."""
    result, table = context.result, context.published(ATTRIBUTE)
    for row in table.rows:
        first, last = bounds(row["age"])
        groups = [k for k, start in enumerate(result.starts) if first <= start <= last]
        if row["status"] == "published":
            lived = result.lived(year).sum(axis=(0, -1))[groups]
            found = float((at_home(result, states, year, groups) * lived).sum() / lived.sum())
            made.comparisons.append(Comparison(f"{ATTRIBUTE}.{row['age']}", f"limited in daily life at {row['age']}, private households", 100 * found,
                                               100 * float(row["limited"]), "%", USED, source_of(table), decimals=1,
                                               why="levels by age are smoothed, and of 2018-2022; in the middle of the year people are half a year older: {percent} %"))
    table = context.published("self_reliance_by_sex")
    old = [k for k, start in enumerate(result.starts) if start >= FROM_AGE]
    for sex, name in enumerate(("female", "male")):
        lived = result.lived(year).sum(axis=-1)[sex, old].sum()
        limited, inside = (total(result.in_states(year, attribute, some), sex, old) / lived
                           for attribute, some in ((ATTRIBUTE, states), ("care_setting", ["nursing_home"])))
        expected = (1 - inside) * float(table.rows[0][name]) + inside
        made.comparisons.append(Comparison(f"{ATTRIBUTE}.{name}", f"limited in daily life at {FROM_AGE} and over, {look.SEX_NAMES[name]}", 100 * limited, 100 * expected,
                                           "%", USED, source_of(table), decimals=1, why="levels by age are of 2018-2022, those by sex of 2022: {percent} %"))


def total(values, sex, groups):
    return values.sum(axis=-1)[sex, groups].sum()
