"""Care under the health insurance act in units: contacts, visits, days, rides; by age."""

import numpy as np

import look
from comparison import ASSUMED, HELD_OUT, USED, Comparison
from section import Section, source_of
from sections import volumes_later

YOUNG, OLD, VERY_OLD = (5, 17), 70, 85
DRAWN = (
    "general_practice",
    "out_of_hours_gp",
    "outpatient_visit",
    "emergency_department",
    "inpatient_day",
    "day_treatment",
    "district_nursing",
    "rehabilitation",
)


def section(context):
    made = Section(
        "Care in units",
        (
            "Contacts, visits, days, hours and rides of the base year. Totals marked used set the level of the pack's"
            " profiles by age, so by construction they agree; what conditions and dying take of them was not fitted to"
            " anything by age."
        ),
        used={USED, HELD_OUT, ASSUMED},
    )
    result = context.result
    if not result.activities or not context.published.has("zvw_volumes"):
        made.missing.append("the pack has no care in units")
        return made
    units = {row["activity"]: row["unit"] for row in context.published("zvw_activities").rows if row["unit"]}
    volumes = {name: by_group(result, name) for name in units if name in result.activities}
    if not volumes:
        made.missing.append("the pack has other activities than those published")
        return made
    draw(context, made, volumes, units)
    compare(context, made, volumes)
    volumes_later.add(context, made)
    return made


def by_group(result, name):
    """Units of the base year [sex, group]."""
    k = result.activities.index(name)
    return result.cost_real[0][..., k].sum(axis=2) / result.price[0, k]


def draw(context, made, volumes, units):
    result = context.result
    people = result.lived(result.years[0]).sum(axis=-1)
    names = [name for name in DRAWN if name in volumes]
    figure, axes = look.panels(len(names), columns=4, width=2.9, height=2.4)
    for axis, name in zip(axes, names):
        for sex, who in enumerate(("female", "male")):
            rate = volumes[name][sex] / np.maximum(people[sex], 1e-9)
            axis.plot(
                result.middles, rate, color=look.SEX_COLOURS[who], label=f"simulated, {look.SEX_NAMES[who]}"
            )
        profile = profile_of(result, name)
        for sex, who in enumerate(("female", "male") if profile is not None else ()):
            look.marks(axis, result.middles, profile[sex], USED, label="the pack's profile, fitted", markersize=3.6, markeredgecolor=look.SEX_COLOURS[who])
        if name == "general_practice":
            seen = {row["measure"]: float(row["value"]) for row in context.published("zvw_volumes").rows}
            for ages, measure in ((VERY_OLD + 5, "gp_contacts_85"), (sum(YOUNG) / 2 + 0.5, "gp_contacts_5_17")):
                look.marks(axis, [ages], [seen[measure]], HELD_OUT, label=f"{look.mark_label(HELD_OUT)}: contacts, 2019")
        axis.set_title(result.activity_title[result.activities.index(name)])
        axis.set_ylabel(f"{units[name]}s a year")
        look.age_axis(axis)
        axis.set_ylim(bottom=0)
    made.picture(
        "volumes_by_age",
        look.finish(figure, axes),
        f"Care per inhabitant by sex and age, {result.years[0]}. Marks: the profile that the residual brings it to, level published, pattern by age partly assumed.",
        source_of(context.published("zvw_volumes")) + "; patterns by age partly assumed: published/use_by_age.csv",
    )


def between(result, values, first, last=None):
    """Sum over those of an age on 1 January, whole groups only."""
    groups = [k for k, start in enumerate(result.starts) if start >= first and (last is None or start <= last)]
    return values[:, groups].sum()


def compare(context, made, volumes):
    result, scale = context.result, context.scale
    people = result.lived(result.years[0]).sum(axis=-1)
    table = context.published("zvw_volumes")
    seen = {row["measure"]: float(row["value"]) for row in table.rows}
    source = source_of(table)
    inhabitants = people.sum() * scale

    def hold(key, what, simulated, published, unit, use, why="", decimals=2):
        made.comparisons.append(
            Comparison(f"volumes.{key}", what, simulated, published, unit, use, source, decimals=decimals, why=why)
        )

    whole = {name: values.sum() * scale / 1e6 for name, values in volumes.items()}
    contacts = seen["gp_contacts"] * inhabitants / 1e6
    hold("general_practice", "contacts with GPs (2018)", whole["general_practice"], contacts, "million", USED)
    hold(
        "out_of_hours_gp",
        "contacts with GPs out of hours (2022)",
        whole["out_of_hours_gp"],
        seen["out_of_hours_contacts"] / 1e6,
        "million",
        USED,
    )
    visits = seen["emergency_visits"] / 1e6
    hold("emergency", "visits to an emergency department (2022)", whole["emergency_department"], visits, "million", USED)
    hold(
        "emergency.70",
        f"share of them of {OLD} and over (2019)",
        100 * between(result, volumes["emergency_department"], OLD) / volumes["emergency_department"].sum(),
        100 * seen["emergency_visits_70"] / seen["emergency_visits_2019"],
        "%",
        USED,
        decimals=1,
    )
    hold(
        "rides",
        "rides with patients beside ambulances deployed (2022)",
        whole["patient_transport"],
        seen["ambulance_deployments"] / 1e6,
        "million",
        HELD_OUT,
        "spending on transport over the price of a ride: seated transport is in it: {percent} %",
    )
    euros = seen["rehabilitation_million_eur"], seen["short_stay_million_eur"]
    hold(
        "rehabilitation",
        "days of geriatric rehabilitation: courses x mean stay (2021, 2019)",
        whole["rehabilitation"] * euros[0] / sum(euros),
        seen["rehabilitation_courses"] * seen["rehabilitation_stay"] / 1e6,
        "million",
        HELD_OUT,
        "spending over the price of a day; spending is of 2023, when courses were more than in 2021: {percent} %",
    )
    for key, what, first, last in (
        ("gp_contacts_85", "contacts with GPs of those of 85 and over (2019)", VERY_OLD, None),
        ("gp_contacts_5_17", "contacts with GPs of those of 5-17 (2019)", *YOUNG),
    ):
        hold(
            key,
            what,
            between(result, volumes["general_practice"], first, last) / between(result, people, first, last),
            seen[key],
            "a person",
            HELD_OUT,
            "the pack has what GPs cost by age (assumed within the insurers' margins), of which capitation is a large"
            " part that goes less by age than contacts do; practice nurses are in the published count: {percent} %",
            decimals=1,
        )
    made.notes.append(
        f"price times volume is {100 * priced(result):.0f} % of what GPs, nursing, transport and hospitals cost; the"
        f" rest is other specialist care, of which dear medicines {seen['hospital_medicines_million_eur'] / 1000:.2f}"
        " thousand million EUR (2023)"
    )
    made.missing.append(
        "nursing days by age: published by diagnosis and age in StatLine (84067NED), which was not read; out-patient"
        " visits: no count after 2001 was found"
    )


def priced(result):
    """Share of the cost of activities in units among these and other specialist care."""
    cost = {name: result.cost_real[0][..., k].sum() for k, name in enumerate(result.activities)}
    names = [*DRAWN, "patient_transport"]
    units = sum(cost.get(name, 0.0) for name in names)
    return units / (units + cost.get("other_specialist_care", 0.0))


def profile_of(result, name):
    """Units per inhabitant that the pack's residual restores [sex, group], from its tables in the file; none: of another pack."""
    for table in result.tables:
        if "/profile_" in table.name and name in table.columns:
            return result.in_groups(reached(table.by_sex_and_age(name)), result.years[0])
    return None


def reached(values):
    """By age reached in the year, where a table has it, or in the middle of the year of those of an age on 1 January."""
    following = np.concatenate([values[:, 1:], values[:, -1:]], axis=1)
    return np.nan_to_num((values + following) / 2)
