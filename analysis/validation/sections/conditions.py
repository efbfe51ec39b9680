"""Prevalence by age of every attribute in the file, and its cases, beside what is published."""

import numpy as np

import look
import targets
from comparison import ASSUMED, HELD_OUT, USED, Comparison, grouped
from section import Section, source_of

LATER = (10, 25)
ELSEWHERE = {"self_reliance": "held against what is published under Self-reliance", "care_setting": "held against what is published under Long-term care"}
RISK_FACTORS = ("smoking", "bmi", "activity", "physical_activity", "blood_pressure", "drinking", "household", "loneliness")


def shown(result):
    """Attributes that say something of health or care: with at least two states in which people live here."""
    gone = {"vital", "residence", "childbearing", "household_income"}
    return [
        attribute
        for attribute in result.attributes
        if attribute not in gone
        and sum(result.persons_in(result.years[0], attribute, [state])[0] > 0 for state in result.states_of(attribute))
        > 1
    ]


def section_of(context, attributes, title, lead):
    result = context.result
    made = Section(title, lead)
    for attribute in attributes:
        draw(context, attribute, made)
        compare(context, attribute, made)
        for target in targets.of(context, attribute, "not_simulated"):
            table = context.published(target.table)
            total = sum(float(row[target.column] or 0) for row in table.rows_where(**target.match)) * target.factor
            made.missing.append(
                f"{look.named(attribute)}: {target.why}; published: {grouped(total)} ({source_of(table)})"
            )
        if not targets.of(context, attribute, "prevalence", "persons"):
            where = ELSEWHERE.get(attribute, "no published prevalence in scenarios/models/nl/published (or no row in targets.csv)")
            made.missing.append(f"{look.named(attribute)}: {where}")
    return made


def risk_factors(context):
    names = [name for name in shown(context.result) if name in RISK_FACTORS]
    return section_of(
        context,
        names,
        "Risk factors",
        (
            "Share of people in each state by age, in the base year and later. What "
            "comes later follows from starting, quitting, gaining and losing, and from generations that age."
        ),
    )


def conditions(context):
    names = [name for name in shown(context.result) if name not in RISK_FACTORS]
    return section_of(
        context,
        names,
        "Conditions",
        (
            "Share of people with the condition by age (all its states together, and "
            "each), in the base year and later; new cases."
        ),
    )


def panels_of(context, attribute):
    """(title, states): the condition as a whole where it has several states, then each; of a risk factor where that is published."""
    result, states = context.result, context.result.states_of(attribute)[1:]
    told = any(set(targets.meant(target, result)) == set(states) for target in targets.of(context, attribute, "prevalence"))
    several = len(states) > 1 and (told or attribute not in RISK_FACTORS)
    title = "any stage" if attribute not in RISK_FACTORS else " or ".join(map(look.named, states))
    return [(title, states)] * several + [(look.named(state), [state]) for state in states]


def draw(context, attribute, made):
    result = context.result
    base = result.years[0]
    years = [base + after for after in (0, *LATER) if base + after in result.years]
    parts = panels_of(context, attribute)
    figure, axes = look.panels(len(parts), columns=3, width=3.3, height=2.6)
    sources, whys = [], []
    for axis, (title, states) in zip(axes, parts):
        for year, line in zip(years, look.LATER):
            share = 100 * result.prevalence(year, attribute, states)
            for sex, name in enumerate(("female", "male")):
                axis.plot(
                    result.middles,
                    share[sex],
                    linestyle=line,
                    color=look.SEX_COLOURS[name],
                    label=f"{look.SEX_NAMES[name]}, {year}",
                    linewidth=1.9 if year == base else 1.3,
                )
        for target in targets.of(context, attribute, "prevalence"):
            if set(targets.meant(target, result)) != set(states):
                continue
            sources.append(f"{target.table}: {source_of(context.published(target.table))}")
            whys.append(target.why.removesuffix(": {percent} %"))
            made.used.add(target.use)
            for sex, (ages, values) in targets.middles(context, target).items():
                look.marks(
                    axis,
                    ages,
                    100 * np.array(values),
                    target.use,
                    label=f"{look.mark_label(target.use)}, {look.SEX_NAMES[sex]}",
                    markeredgecolor=look.SEX_COLOURS[sex],
                    **({"markerfacecolor": look.SEX_COLOURS[sex]} if target.use == HELD_OUT else {}),
                )
        axis.set_title(title)
        look.age_axis(axis)
        look.percent_axis(axis, "% of people")
    made.picture(
        f"prevalence_{attribute}",
        look.finish(figure, axes),
        f"{look.named(attribute)}, by age." + "".join(f" Marks: {why}." for why in dict.fromkeys(whys) if why),
        "; ".join(dict.fromkeys(sources)) or "no published figures by age",
    )


def compare(context, attribute, made):
    result = context.result
    year = result.years[0]
    for target in targets.of(context, attribute, "persons", "events"):
        made.used.add(target.use)
        published = targets.by_sex(context, target)
        for place, who in enumerate(("female", "male", "both")):
            if np.isnan(published[place]) or (place == 2 and not np.isnan(published[:2].sum())):
                continue
            simulated, error, what = simulated_of(context, target, place, year)
            made.comparisons.append(
                Comparison(
                    f"{target.attribute}.{target.measure}.{who}",
                    f"{look.named(attribute)}: {what}, {named(who)}",
                    simulated / 1000,
                    published[place] / 1000,
                    "thousand",
                    target.use,
                    source_of(context.published(target.table)),
                    error=error / 1000,
                    decimals=1,
                    why=target.why,
                )
            )
    for target in targets.of(context, attribute, "events_by_age"):
        events_by_age(context, attribute, target, made)
    for target in targets.of(context, attribute, "prevalence"):
        compare_ages(context, attribute, target, made)


def named(who):
    return {"female": "women", "male": "men", "both": "both sexes"}[who]


def simulated_of(context, target, place, year):
    """Persons or events of the country, their standard error, and what they are."""
    result = context.result
    if target.measure == "persons":
        people = result.in_states(year, target.attribute, targets.meant(target, result)).sum(axis=(1, 2))
        _, error = result.persons_in(year, target.attribute, targets.meant(target, result))
        whole = people.sum() if place == 2 else people[place]
        return whole * context.scale, error * context.scale * np.sqrt(whole / max(people.sum(), 1)), f"patients {year}"
    events = result.happened(year, targets.meant(target, result)).sum(axis=(1, 2))
    whole = events.sum() if place == 2 else events[place]
    return whole * context.scale, np.sqrt(whole) * context.scale, f"cases in {year}"


def compare_ages(context, attribute, target, made):
    """The ten years of age that differ most, of those with at least a tenth of the highest share."""
    if target.use == ASSUMED:
        return
    result = context.result
    year = result.years[0]
    states = targets.meant(target, result)
    expected = result.in_groups(np.nan_to_num(halfway(targets.by_age(context, target))), year)
    people = result.lived(year).sum(axis=-1)
    cases = result.in_states(year, attribute, states).sum(axis=-1)
    for sex, name in enumerate(("female", "male")):
        bands = [(label, list(groups)) for label, groups in ten_years(result)]
        rows = [
            (label, cases[sex, groups].sum(), (expected[sex] * people[sex])[groups].sum(), people[sex, groups].sum())
            for label, groups in bands
        ]
        highest = max(wanted / lived for _, _, wanted, lived in rows)
        label, found, wanted, lived = max(
            (row for row in rows if row[2] / row[3] > 0.1 * highest), key=lambda row: abs(row[1] / row[2] - 1)
        )
        share = found / lived
        made.comparisons.append(
            Comparison(
                f"{attribute}.{'_'.join(states)}.age.{name}",
                (
                    f"{look.named(attribute)}, {' or '.join(map(look.named, states))}: share of "
                    f"{named(name)} of {label}, the ages that differ most"
                ),
                100 * share,
                100 * wanted / lived,
                "%",
                target.use,
                source_of(context.published(target.table)),
                decimals=2,
                error=100 * np.sqrt(share * (1 - share) / lived),
                why=target.why,
            )
        )


def ten_years(result):
    """Age groups two by two: (label, positions)."""
    starts = result.starts
    for k in range(0, len(starts), 2):
        last = k + 2 >= len(starts)
        yield (f"{starts[k]}+" if last else f"{starts[k]}-{starts[k + 2] - 1}"), range(k, min(k + 2, len(starts)))


def halfway(single):
    """Values by age at a date -> of those of an age on 1 January, in the middle of the year."""
    return (single + np.concatenate([single[:, 1:], single[:, -1:]], axis=1)) / 2


def events_by_age(context, attribute, target, made):
    from tables import bounds

    result = context.result
    year = result.years[0]
    table = context.published(target.table)
    made.used.add(target.use)
    figure, axes = look.panels(2, columns=2, width=3.6, height=2.6)
    events = result.happened(year, targets.meant(target, result)).sum(axis=-1) * context.scale
    for sex, (name, axis) in enumerate(zip(("female", "male"), axes)):
        edges = [*result.starts, result.starts[-1] + 5]
        axis.stairs(
            events[sex] / np.diff(edges),
            np.array(edges) + 0.5,
            color=look.SEX_COLOURS[name],
            linewidth=1.8,
            label="episodes, simulated",
        )
        ages, values, total = [], [], 0.0
        for row in table.rows_where(sex=name, **target.match):
            first, last = bounds(row["age"])
            last = min(last, first + 9) if first >= 85 else last
            ages.append((first + last + 1) / 2)
            values.append(float(row[target.column]) / (last - first + 1))
            total += float(row[target.column])
        look.marks(axis, ages, values, target.use, label=f"admissions, {look.mark_label(target.use)}")
        axis.set_title(look.SEX_NAMES[name])
        look.age_axis(axis)
        axis.set_ylabel("a year, per year of age")
        axis.set_ylim(bottom=0)
        made.comparisons.append(
            Comparison(
                f"{attribute}.admissions.{name}",
                f"{look.named(attribute)}: episodes in {year} beside admissions, {named(name)}",
                events[sex].sum() / 1000,
                total / 1000,
                "thousand",
                HELD_OUT,
                source_of(table),
                error=np.sqrt(events[sex].sum() * context.scale) / 1000,
                decimals=1,
                why=target.why,
            )
        )
    made.used.add(HELD_OUT)
    made.picture(
        f"events_{attribute}",
        look.finish(figure, axes),
        f"{look.named(attribute)}: episodes and admissions by age in {year}. Marks: {target.why.removesuffix(': {percent} %')}.",
        source_of(table),
    )
