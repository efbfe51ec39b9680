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
ELSEWHERE = "conditions_elsewhere"
HEART, LUNG, SUGAR = ("ihd", "heart_failure"), ("copd",), ("diabetes",)  # of them asthma is not in the pack
OLD = 55


def section(context):
    result = context.result
    made = Section(
        "Two or more conditions",
        (
            "Share of people with at least two of the pack's conditions, by age: whether conditions go together as they"
            " should. Nothing was fitted to it. What is published counts more conditions, so the pack's are shown once more with five"
            " that it does not have laid in."
        ),
    )
    conditions = [name for name in shown(result) if name not in (*RISK_FACTORS, *NEEDS)]
    if result.persons is None:
        made.missing.append(
            "the trajectories hold each attribute apart; people with two or more conditions need the sampled lives: "
            "kavel run … --persons-sample 50000"
        )
        return made
    base = People(result, conditions, 0)
    more = laid_in(context, base) if context.published.has(ELSEWHERE) else None
    draw(context, made, base, conditions, more)
    compare(context, made, base, more)
    compare_groups(context, made, base)
    return made


class People:
    """Of those sampled who are here on 1 January so many years after the start: sex, age, and which conditions they have."""

    def __init__(self, result, conditions, after):
        persons = result.persons
        state = persons.on_1_january(after)
        arm = np.zeros(len(state), dtype=bool)
        arm[persons.rows] = True
        age = persons.age_at_start + after
        here = arm & (state >= 0).all(axis=1) & (age >= 0)
        first = [persons.states.index(f"{name}.{result.states_of(name)[0]}") for name in conditions]
        columns = [persons.attributes.index(name) for name in conditions]
        self.names = conditions
        self.has = (state[:, columns] != np.array(first))[here]  # [person, condition]
        self.count = self.has.sum(axis=1)
        self.sex, self.age = persons.sex[here], age[here]
        self.group = np.searchsorted(result.starts, self.age, side="right") - 1
        self.groups = len(result.starts)

    def any_of(self, names):
        return self.has[:, [k for k, name in enumerate(self.names) if name in names]].any(axis=1)

    def alike(self, values):
        """Everyone's mean of values [person, ...] over those of their sex and age group."""
        means = np.empty(np.shape(values))
        for cell in np.unique(self.sex * self.groups + self.group):
            mine = self.sex * self.groups + self.group == cell
            means[mine] = np.mean(values[mine], axis=0)
        return means

    def by_group(self, probability):
        """Mean by age group, and its standard error; not a number where there are too few."""
        counts = np.bincount(self.group, minlength=self.groups)
        sums = np.bincount(self.group, weights=probability, minlength=self.groups)
        mean = np.where(counts >= FEWEST, sums / np.maximum(counts, 1), np.nan)
        return mean, np.sqrt(mean * (1 - mean) / np.maximum(counts, 1))


def none_and_one(chances):
    """How probable none, and just one, of independent conditions is; chances [person, condition]."""
    chances = np.minimum(chances, 1 - 1e-9)
    none = np.prod(1 - chances, axis=1)
    return none, none * (chances / (1 - chances)).sum(axis=1)


def laid_in(context, base):
    """How probable two or more are for everyone, were the conditions the pack lacks independent of its own at a sex and age.

    Eyes have the age pattern of hearing, rheumatoid arthritis that of osteoarthritis, asthma none (assumed): of these only totals are published.
    """
    table = context.published(ELSEWHERE)
    age = np.minimum(base.age, 120)
    hearing, bones = (table.by_sex_and_age(name)[base.sex, age] / 1000 for name in ("hearing", "osteoporosis"))
    chances = [hearing, bones]
    patterns = {"eyes": hearing, "rheumatoid_arthritis": base.alike(base.any_of(("osteoarthritis",)).astype(float)), "asthma": np.ones(len(age))}
    for name, pattern in patterns.items():
        chance = np.zeros(len(age))
        for sex, who in enumerate(("female", "male")):
            mine = base.sex == sex
            whole = float(table.rows_where(sex=who, age="0+")[0][name]) / 1000
            chance[mine] = whole * pattern[mine] / max(pattern[mine].mean(), 1e-9)
        chances.append(np.minimum(chance, 1))
    none, one = none_and_one(np.stack(chances, axis=1))
    return np.where(base.count >= 2, 1.0, np.where(base.count == 1, 1 - none, 1 - none - one))


def draw(context, made, base, conditions, more):
    result = context.result
    figure, (axis, beside) = look.panels(2, width=4.2, height=3.0)
    for after, line in zip((0, LATER), look.LATER):
        year = result.years[0] + after
        if year not in result.years:
            continue
        people = base if after == 0 else People(result, conditions, after)
        share, error = people.by_group(people.count >= 2)
        axis.errorbar(result.middles - 0.5, 100 * share, yerr=200 * error, color=look.SERIES[0], linestyle=line,
                      label=f"the pack's {len(conditions)}, 1 January {year}", linewidth=1.6, elinewidth=0.8)
    if more is not None:
        axis.plot(result.middles - 0.5, 100 * base.by_group(more)[0], color=look.SERIES[1], label=f"with five that it lacks, {result.years[0]}")
    draw_all(context, beside, base, more)
    look.age_axis(axis)
    look.percent_axis(axis, "% of people")
    axis.set_title("by age")
    sources = [source_of(context.published(name)) for name in ("multimorbidity", ELSEWHERE) if context.published.has(name)]
    made.picture(
        "multimorbidity",
        look.finish(figure, [axis, beside], columns=2),
        (
            f"At least two of: {', '.join(map(look.named, conditions))}. Bars are two standard errors of the sample. Five more: hearing, eyes, osteoporosis,"
            " rheumatoid arthritis, asthma, as known to GPs, independent of the others at a sex and age (assumed)."
        ),
        f"sampled lives; {'; '.join(sources)}",
    )


def draw_all(context, axis, base, more):
    """Everyone, and those of an age and over: the pack's conditions, with five more, published."""
    for place, row in enumerate(told(context)):
        old = base.age >= bounds(row["age"])[0]
        for shift, values, colour in ((-0.18, base.count >= 2, look.SERIES[0]), (0.18, more, look.SERIES[1])):
            if values is not None:
                axis.bar(place + shift, 100 * values[old].mean(), width=0.34, color=colour)
                axis.text(place + shift, 100 * values[old].mean() / 2, f"{100 * values[old].mean():.0f}", ha="center", color="white", fontsize=8.5)
        look.marks(axis, [place], [100 * float(row["share"])], HELD_OUT, label=f"{look.mark_label(HELD_OUT)}: 29 conditions, 2002-2008")
    axis.set_xticks(range(len(told(context))), [{"0+": "all ages"}.get(row["age"], row["age"]) for row in told(context)])
    axis.grid(axis="x", visible=False)
    axis.set_ylabel("% of people")
    axis.set_title("together")


def told(context):
    return context.published("multimorbidity").rows if context.published.has("multimorbidity") else []


def recorded_more(context):
    """How the share of all people with two or more grew in GPs' records."""
    if not context.published.has("multimorbidity_annual"):
        return ""
    table = context.published("multimorbidity_annual")
    first, last = table.rows[0], table.rows[-1]
    return f": {100 * float(first['share']):.1f} % of all their patients in {first['year']}, {100 * float(last['share']):.1f} % in {last['year']} ({source_of(table)})"


def standard_error(share, count):
    return 100 * np.sqrt(share * (1 - share) / count)


def compare(context, made, base, more):
    if not told(context):
        made.missing.append("no published figure for just these conditions")
    for row in told(context):
        first, _ = bounds(row["age"])
        old = base.age >= first
        source = f"multimorbidity: {source_of(context.published('multimorbidity'))}"
        share = (base.count[old] >= 2).mean()
        why = f"29 conditions in the records of GPs in 2002-2008, here {len(base.names)} in {context.result.years[0]}: {{percent}} %"
        if more is not None:
            why += f"; with five of the others (hearing, eyes, osteoporosis, rheumatoid arthritis, asthma) it is {100 * more[old].mean():.1f} %, see below"
        made.comparisons.append(
            Comparison(f"multimorbidity.{first}", f"people of {row['age']} with two or more conditions", 100 * share, 100 * float(row["share"]), "%", HELD_OUT,
                       source, standard_error(share, old.sum()), decimals=1, why=why))
        if more is not None:
            share = more[old].mean()
            made.comparisons.append(
                Comparison(f"multimorbidity.with_five.{first}", f"the same, with five conditions that the pack lacks laid in ({row['age']})", 100 * share,
                           100 * float(row["share"]), "%", HELD_OUT, source, standard_error(share, old.sum()), decimals=1,
                           why=f"{{percent}} %: as many as are known today, and GPs record more than in 2002-2008{recorded_more(context)}"))
    old = base.age >= OLD
    none, one = none_and_one(base.alike(base.has.astype(float))[old])
    made.notes.append(
        f"were the pack's conditions independent of each other at a sex and five years of age, {100 * (1 - none - one).mean():.1f} % of {OLD}+ would have two or more"
        f" (simulated {100 * (base.count[old] >= 2).mean():.1f}) and {100 * (1 - none).mean():.1f} % at least one ({100 * (base.count[old] >= 1).mean():.1f}): conditions do go"
        " together, but at about one a person that adds people without any and with three or more, not with two: the miss above is not for want of it"
    )


def compare_groups(context, made, base):
    """Three groups of conditions that the pack has as those published: like for like but for asthma, which is laid in."""
    if not (context.published.has("multimorbidity_groups") and context.published.has(ELSEWHERE)):
        return
    table = context.published("multimorbidity_groups")
    row = table.rows[-1]
    asthma = np.array([float(context.published(ELSEWHERE).rows_where(sex=who, age="0+")[0]["asthma"]) / 1000 for who in ("female", "male")])[base.sex]
    sure = sum(base.any_of(group).astype(int) for group in (HEART, LUNG, SUGAR))
    without = 1 - base.any_of(LUNG)  # asthma adds a group to those without COPD
    some = np.where(sure >= 1, 1.0, asthma)
    several = np.where(sure >= 2, 1.0, np.where(sure == 1, asthma * without, 0.0))
    share, part = some.mean(), several.sum() / some.sum()
    what = "heart disease or failure, COPD or asthma, diabetes"
    made.comparisons.append(
        Comparison("multimorbidity.groups.any", f"people with at least one of three: {what} ({row['year']})", 100 * share, 100 * float(row["any"]), "%", HELD_OUT,
                   source_of(table), standard_error(share, len(some)), decimals=1, why="fewer conditions of the heart than GPs' records, more people of high age: {percent} %"))
    made.comparisons.append(
        Comparison("multimorbidity.groups.several", f"of them with more than one of the three ({row['year']})", 100 * part, 100 * float(row["several"]), "%", HELD_OUT,
                   source_of(table), standard_error(part, some.sum()), decimals=1,
                   why=f"{{percent}} %: asthma is laid in independently of the others (without it {100 * (sure >= 2).sum() / (sure >= 1).sum():.1f} %; published for {table.rows[0]['year']}:"
                   f" {100 * float(table.rows[0]['several']):.1f}), and the pack has no other chronic heart conditions than those two"))
