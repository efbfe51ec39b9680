"""Cost of the last year of life, from the sampled lives and the model's own figures."""

from dataclasses import dataclass

import numpy as np

import look
from care import Care
from comparison import USED, Comparison
from section import Section, source_of
from tables import bounds

YEARS = (1, 6)  # deaths from so many years after the start on, until before so many
FEWEST = 20  # deaths in an age group that is drawn
PARTS = ("as an inhabitant of that age", "conditions and their events", "dying")


@dataclass
class Died:
    sex: int
    age: int  # on the last 1 January
    cause: str
    cost: np.ndarray  # [part, sector], EUR at prices of the first year


def section(context):
    result = context.result
    made = Section(
        "Cost of the last year of life",
        (
            "Care rises steeply before death. A model that lacks this makes ageing look dearer and "
            "postponed death look cheaper than they are."
        ),
    )
    if not result.activities:
        made.missing.append("the pack has no care")
        return made
    care = Care(result)
    if not any(role == "death" and name in care.events for name, role in zip(result.transitions, result.roles)):
        made.missing.append(age_alone(result))
        return made
    if result.persons is None or YEARS[1] > len(result.years):
        made.missing.append(
            "needs the sampled lives of six years: kavel run … --persons-sample 50000; the file has what is posted"
            " at death within each activity's cost"
        )
        return made
    died = last_years(result, care)
    draw(context, made, died)
    compare(context, made, died)
    return made


def age_alone(result):
    died, alive = per_year(result)
    return (
        "not simulated: no activity of the pack has care at death (per_transition of a death). Someone who dies"
        f" costs what others of that sex, age and education cost: {died / 1000:.1f} thousand EUR a year (mean over"
        f" the deaths of {result.years[0]}), beside {alive / 1000:.1f} for the average inhabitant, a ratio of"
        f" {died / alive:.1f} that is age alone"
    )


def per_year(result):
    """Cost of a year lived by people like those who die, and by all."""
    year = result.years[0]
    cost = result.cost[result.at(year)].sum(axis=-1)
    people = result.lived(year)
    deaths = result.happened(year, [name for name, role in zip(result.transitions, result.roles) if role == "death"])
    mean = np.divide(cost, people, out=np.zeros_like(cost), where=people > 0)
    return (mean * deaths).sum() / deaths.sum(), cost.sum() / people.sum()


def last_years(result, care):
    """Of everyone sampled who died in YEARS and was here for all of the year before."""
    persons = result.persons
    ticks = persons.TICKS
    order = np.lexsort((persons.event_moment, persons.event_life))
    edges = np.searchsorted(persons.event_life[order], np.arange(len(persons.sex) + 1))
    found = []
    for life in persons.rows:
        events = order[edges[life] : edges[life + 1]]
        if len(events) == 0 or persons.roles[persons.event_transition[events[-1]]] != "death":
            continue
        moment = persons.event_moment[events[-1]]
        if YEARS[0] * ticks <= moment < YEARS[1] * ticks and persons.begins_moment[life] <= moment - ticks:
            found.append(spent(persons, care, life, events, moment))
    return found


def spent(persons, care, life, events, end):
    """What the year before `end` cost: between events and 1 Januaries nothing changes."""
    ticks, sex = persons.TICKS, persons.sex[life]
    state = dict(zip(persons.attributes, (persons.states[place] for place in persons.begins_state[life])))
    cost, at = np.zeros((len(PARTS), len(care.residual))), end - ticks
    age = persons.age_at_start[life] + at // ticks
    january = (at // ticks + 1) * ticks
    marks = [*((persons.event_moment[event], persons.event_transition[event]) for event in events), (january, None)]
    for moment, transition in sorted(marks, key=lambda mark: (mark[0], mark[1] is None)):
        if moment > at:
            live(cost, care, state, sex, age, (moment - at) / ticks)
            at = moment
        if transition is None:
            age += 1
            continue
        name = persons.transitions[transition]
        if moment > end - ticks and name in care.events:
            part = 2 if persons.roles[transition] == "death" else 1
            cost[part] += care.events[name][:, sex, max(age, 0)]
        attribute, change = name.split(".", 1)
        state[attribute] = f"{attribute}.{change.split('>', 1)[1].split('/', 1)[0]}"
    return Died(sex, age, care.result.cause_of(name), cost)


def live(cost, care, state, sex, age, years):
    cost[0] += years * care.reached(slice(None), sex, age)
    for one in state.values():
        if one in care.states:
            cost[1] += years * care.states[one][:, sex, max(age, 0)]


def by_group(result, died):
    return np.searchsorted(result.starts, [max(one.age, 0) for one in died], side="right") - 1


def draw(context, made, died):
    result = context.result
    group = by_group(result, died)
    cost = np.array([one.cost.sum(axis=1) for one in died]) / 1000
    shown = [k for k in range(len(result.groups)) if (group == k).sum() >= FEWEST]
    mean = np.array([cost[group == k].mean(axis=0) for k in shown])
    figure, (axis,) = look.panels(1, width=5.4, height=3.2)
    axis.stackplot(result.middles[shown], mean.T, labels=PARTS, colors=("#cfd8dc", "#56B4E9", "#882255"), linewidth=0)
    everyone = result.cost_real[0].sum(axis=(0, 2, 3)) / result.lived(result.years[0]).sum(axis=(0, 2)) / 1000
    axis.plot(result.middles, everyone, color="#000000", label="a year of the average inhabitant")
    sources = ["sampled lives and the figures of the model that the result file holds; what dying costs beside conditions is assumed"]
    for row in context.published("last_year_of_life").rows if context.published.has("last_year_of_life") else ():
        first, value = bounds(row["age"])[0], float(row["eur"]) / 1000
        axis.plot([first, 100], [value, value], color="#606060", linestyle="--", linewidth=1, label=f"{look.mark_label(USED)}: all with an incurable condition, from that age on")
        sources.append(source_of(context.published("last_year_of_life")))
    look.age_axis(axis)
    axis.set_ylim(bottom=0)
    axis.set_ylabel("thousand EUR")
    made.picture(
        "last_year",
        look.finish(figure, [axis], columns=2),
        (
            f"Cost of the last twelve months of those who died in {result.years[YEARS[0]]}-{result.years[YEARS[1] - 1]}"
            f" ({len(died)} sampled lives), all laws, at prices of {result.years[0]}."
        ),
        "; ".join(sources),
    )


def compare(context, made, died):
    """Those who died of a condition of the model beside those with an incurable condition."""
    result = context.result
    ways = [name for name, role in zip(result.transitions, result.roles) if role == "death"]
    deaths = result.happened(result.years[0], ways)
    mean = np.mean([one.cost.sum() for one in died])
    made.notes.append(
        f"the last year of life costs {mean / 1000:.1f} thousand EUR under all laws,"
        f" {100 * deaths.sum() * mean / result.cost_real[0].sum():.1f} % of all cost; by part: "
        + ", ".join(f"{part} {100 * share:.0f} %" for part, share in zip(PARTS, parts(died)))
    )
    if not context.published.has("last_year_of_life"):
        return
    table = context.published("last_year_of_life")
    for row in table.rows:
        first, _ = bounds(row["age"])
        these = [one.cost.sum() for one in died if one.age >= first and one.cause in result.attributes]
        cost = np.array(these) / 1000
        if len(cost) < FEWEST:
            continue
        made.comparisons.append(
            Comparison(
                f"last_year.{first}",
                f"last year of life of those who die of a condition at {row['age']}",
                cost.mean(),
                float(row["eur"]) / 1000,
                "thousand EUR",
                USED,
                f"last_year_of_life: {source_of(table)}",
                cost.std() / len(cost) ** 0.5,
                decimals=1,
                why=(
                    "what dying costs is the same whatever someone dies of, at a level at which two thirds of those who"
                    " die cost this and the others what people of their age and conditions do: {percent} %"
                ),
            )
        )


def parts(died):
    whole = np.array([one.cost.sum(axis=1) for one in died]).sum(axis=0)
    return whole / whole.sum()
