"""Prevalence by age of every attribute in the file, and its cases, beside what is published."""

import numpy as np

import look
import targets
from comparison import ASSUMED, HELD_OUT, Comparison
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
        if not targets.of(context, attribute, "prevalence", "persons", "share", "rate"):
            made.missing.append(f"{look.named(attribute)}: {ELSEWHERE.get(attribute, 'no published prevalence was read')}")
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
    made = section_of(
        context,
        names,
        "Conditions",
        (
            "Share of people with the condition by age (all its states together, and "
            "each), in the base year and later; new cases."
        ),
    )
    others = [target.attribute for target in context.targets if target.attribute not in context.result.attributes]
    for name in dict.fromkeys(others):
        compare(context, name, made)
    return made


def panels_of(context, attribute):
    """(title, states): the condition as a whole where it has several states, then each; of a risk factor where that is published."""
    result, states = context.result, context.result.states_of(attribute)[1:]
    told = any(set(targets.meant(target, result)) == set(states) for target in targets.of(context, attribute, "prevalence"))
    several = len(states) > 1 and (told or attribute not in RISK_FACTORS)
    return [(whole_of(attribute), states)] * several + [(look.named(state), [state]) for state in states]


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


def whole_of(attribute):
    return {"blood_pressure": "raised", "loneliness": "moderate or severe"}.get(attribute, "any stage")


def compare(context, attribute, made):
    result = context.result
    year = result.years[0]
    for target in targets.of(context, attribute, *SIMULATED):
        made.used.add(target.use)
        published = targets.by_sex(context, target)
        for place, who in enumerate(("female", "male", "both")):
            if np.isnan(published[place]) or (place == 2 and not np.isnan(published[:2].sum())):
                continue
            simulated, error, what = simulated_of(context, target, place, year)
            unit, times, decimals = UNITS[target.measure]
            made.comparisons.append(
                Comparison(
                    f"{target.key}.{who}",
                    f"{look.named(attribute)}: {what}, {named(who)}",
                    simulated * times,
                    published[place] * times,
                    unit,
                    target.use,
                    source_of(context.published(target.table)),
                    error=error * times,
                    decimals=decimals,
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
    """The figure of the country, its standard error, and what it is of: women (place 0), men or both."""
    return SIMULATED[target.measure](context, target, slice(None) if place == 2 else [place], year)


def persons(context, target, sexes, year):
    result = context.result
    states = targets.meant(target, result)
    people = result.in_states(year, target.attribute, states).sum(axis=(1, 2))
    _, error = result.persons_in(year, target.attribute, states)
    whole = people[sexes].sum()
    what = f"patients {year}" + (f" beside those {look.named(target.kind)}" if target.kind else "")
    return whole * context.scale, error * context.scale * np.sqrt(whole / max(people.sum(), 1)), what


def events(context, target, sexes, year):
    whole = context.result.happened(year, targets.meant(target, context.result))[sexes].sum()
    what = f"cases in {year}" + (f" beside those {look.named(target.kind)}" if target.kind else "")
    return whole * context.scale, np.sqrt(whole) * context.scale, what


def of_ages(context, target, year):
    """Share of each sex and age group whom the target is of."""
    return np.nan_to_num(context.result.in_groups(halfway(targets.is_of_ages(target)), year))


def share(context, target, sexes, year):
    result, of = context.result, of_ages(context, target, year)
    people = (of * result.lived(year).sum(axis=-1))[sexes].sum()
    having = (of * result.in_states(year, target.attribute, targets.meant(target, result)).sum(axis=-1))[sexes].sum()
    found = having / people
    return found, np.sqrt(found * (1 - found) / people), f"share of those of {target.ages}"


def rate(context, target, sexes, year):
    result, of = context.result, of_ages(context, target, year)
    people = (of * result.lived(year).sum(axis=-1))[sexes].sum()
    happened = (of * result.happened(year, targets.meant(target, result)).sum(axis=-1))[sexes].sum()
    return happened / people, np.sqrt(happened) / people, f"a year at {target.ages}"


def days(context, target, sexes, year):
    """In-patient days by the figures of the states, of which the model takes a part to follow them."""
    result = context.result
    total = 0.0
    for state in targets.meant(target, result):
        figure = volume(result, f"model.activities.inpatient_day.per_year.{target.attribute}", state)
        people = result.in_states(year, target.attribute, [state]).sum(axis=-1)
        total += (np.nan_to_num(result.in_groups(np.nan_to_num(figure), year)) * people)[sexes].sum()
    _, error = result.persons_in(year, target.attribute, targets.meant(target, result))
    people = result.in_states(year, target.attribute, targets.meant(target, result)).sum()
    return total * context.scale, total * context.scale * error / max(people, 1), f"days in hospital {year}"


def volume(result, key, state):
    for parameter in result.parameters:
        if parameter["parameter"] in (key, f"{key}.{state}"):
            return result.values_of(parameter, state)
    raise SystemExit(f"the result file does not hold the figure {key}")


SIMULATED = {"persons": persons, "events": events, "share": share, "rate": rate, "days": days}
UNITS = {  # unit, how many of it, decimals
    "persons": ("thousand", 0.001, 1),
    "events": ("thousand", 0.001, 1),
    "days": ("thousand", 0.001, 1),
    "share": ("%", 100, 2),
    "rate": ("per 1,000", 1000, 2),
}


def compare_ages(context, attribute, target, made):
    """The ten years of age that differ most, of those with at least a tenth of the highest share."""
    if target.use == ASSUMED or "sex" not in context.published(target.table).columns:
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
