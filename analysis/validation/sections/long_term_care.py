"""Long-term care: indications (Wlz), inflow and stock; dementia in 2040."""

import look
from comparison import HELD_OUT, USED, Comparison
from section import Section, source_of

SETTINGS = ("wlz", "wlz_indication", "care_setting", "setting", "living")
OF_STATES = ("full_time_care", "nursing_home", "institution")
HORIZON = 2040


def section(context):
    result = context.result
    made = Section(
        "Long-term care: inflow and stock", "People with a Wlz indication or in a care setting, and who comes in."
    )
    found = [name for name in SETTINGS if result.has(name)]
    for attribute in found:
        draw(context, made, attribute, result.states_of(attribute)[1:])
    if "care_setting" in found and context.published.has("wlz_totals"):
        hold_clients(context, made)
    for attribute in result.attributes:
        states = [state for state in result.states_of(attribute) if state in OF_STATES]
        if attribute not in found and states:
            draw(context, made, attribute, states)
    if not found:
        cost = dict(zip(result.sectors, result.money_by_year["cost_by_sector"][0])) if result.activities else {}
        text = (
            f" Wlz is a cost per inhabitant by sex and age ({cost['wlz'] * context.scale / 1e9:.1f} thousand million"
            f" EUR in {result.years[0]})."
            if "wlz" in cost
            else ""
        )
        made.missing.append(
            "not simulated: no attribute says who has a Wlz indication or lives in a nursing home, so there is neither"
            " inflow nor stock."
            + text
        )
    if result.has("dementia") and HORIZON in result.years:
        hold_dementia(context, made)
    else:
        made.missing.append(
            f"dementia in {HORIZON}: "
            + ("the run ends before" if result.has("dementia") else "the pack has no dementia")
        )
    return made


def hold_dementia(context, made):
    """Of the horizon beside what was expected; at the start those in nursing homes, from the sampled lives."""
    result, table = context.result, context.published("condition_totals_other")
    published = {row["measure"]: float(row["both"] or 0) for row in table.rows_where(condition="dementia")}
    made.used.add(HELD_OUT)
    people, error = result.persons_in(HORIZON, "dementia", result.states_of("dementia")[1:])
    made.comparisons.append(Comparison(
        f"dementia.{HORIZON}", f"people with dementia in {HORIZON} (published: more than half a million)", people * context.scale / 1000,
        published[f"expected_{HORIZON}"] / 1000, "thousand", HELD_OUT, source_of(table), error=error * context.scale / 1000,
        why="published is a round number, the prevalence of a study of the nineties on a projection of inhabitants of before 2018; here onset"
            " is that of 2023 at every age and the projection the UN's: {percent} %"))
    if result.persons is None:
        made.missing.append("people with dementia in nursing homes: who has both is told by the sampled lives alone (--persons-sample)")
        return
    inside, here = in_nursing_homes(result)
    share = inside / here
    made.comparisons.append(Comparison(
        "dementia.in_nursing_homes", f"people with dementia in nursing homes, 1 January {result.years[0]} (2019), of the sampled lives",
        share * context.inhabitants / 1000, published["in_nursing_homes"] / 1000, "thousand", HELD_OUT, source_of(table), decimals=1,
        error=(share * (1 - share) / here) ** 0.5 * context.inhabitants / 1000,
        why="how much more often dementia brings people there is assumed: {percent} %"))


def in_nursing_homes(result):
    """Of those sampled who are here at the start: how many have dementia and live in a nursing home, and all."""
    persons = result.persons
    state = persons.on_1_january(0)[persons.rows]
    here = (state >= 0).all(axis=1) & (persons.age_at_start[persons.rows] >= 0)
    dementia, setting = (state[:, persons.attributes.index(name)] for name in ("dementia", "care_setting"))
    ill = dementia != persons.states.index(f"dementia.{result.states_of('dementia')[0]}")
    return (here & ill & (setting == persons.states.index("care_setting.nursing_home"))).sum(), here.sum()


def hold_clients(context, made):
    """Clients of long-term care by year, and who dies of them, beside what is published."""
    result, table = context.result, context.published("wlz_totals")
    found = {(row["measure"], int(row["year"])): float(row["value"]) for row in table.rows}
    clients = [state for state in result.states_of("care_setting")[1:] if state != "district_nursing"]
    old = [state for state in clients if state in ("wlz_home", "nursing_home")]
    made.used.update({USED, HELD_OUT})
    figure, axes = look.panels(2, columns=2, width=4.0, height=2.8)
    for states, label in ((clients, "all clients"), (old, "elderly"), (["nursing_home"], "in nursing homes")):
        stock = [result.persons_in(year, "care_setting", states)[0] * context.scale / 1000 for year in result.years]
        axes[0].plot(result.years, stock, label=label, color=look.SERIES[("all clients", "elderly", "in nursing homes").index(label)])
    published = {year: value for (measure, year), value in found.items() if measure == "clients"}
    look.marks(axes[0], list(published), [value / 1000 for value in published.values()], USED, label=f"{look.mark_label(USED)}: all clients")
    into = ["care_setting.district_nursing>wlz_home"]
    inflow = [result.happened(year, into).sum() * context.scale / 1000 for year in result.years]
    axes[1].plot(result.years, inflow, color=look.SERIES[1], label="elderly")
    year = result.years[0]
    people = result.lived(year).sum() * context.scale
    expected = entering(found, people)
    look.marks(axes[1], [year], [expected / 1000], HELD_OUT, label=f"{look.mark_label(HELD_OUT)}: deaths and growth")
    for axis, title in zip(axes, ("clients: mean of the year", "indications of the elderly: in the year")):
        axis.set_title(title)
        axis.set_ylabel("thousand persons")
        axis.set_ylim(bottom=0)
        axis.set_xlabel("calendar year")
    made.picture("wlz", look.finish(figure, axes), "Clients of long-term care (Wlz), and elderly who get an indication.", source_of(table))
    later = found["share_clients", 2023] * people
    compare = (
        ("clients", "clients of long-term care", clients, (found["clients", 2022] + later) / 2, USED, "between two Novembers, here the mean of the year"),
        ("nursing_homes", "people in nursing homes", ["nursing_home"], found["in_nursing_homes", 2018], USED, "those of 2018, as no newer figure was read"),
    )
    for key, what, states, value, use, why in compare:
        count, error = result.persons_in(year, "care_setting", states)
        made.comparisons.append(Comparison(f"wlz.{key}", f"{what}, {year}", count * context.scale, value, "persons", use, source_of(table),
                                           error=error * context.scale, why=f"{why}: {{percent}} %"))
    made.comparisons.append(Comparison(
        "wlz.inflow", f"elderly who get an indication, {year}", inflow[0] * 1000, expected, "persons", HELD_OUT, source_of(table),
        error=result.happened_se(year, into) * context.scale,
        why="published is what dies at the rate of early 2020 and what clients grew by; simulated clients die more slowly: {percent} %"))


def entering(found, people):
    """Deaths of elderly clients of 2023 at the rate of 2020, and by how many clients grew from 2022 to 2023."""
    others = found["clients", 2018] - found["clients_somatic", 2018] - found["clients_psychogeriatric", 2018]
    growth = found["clients", 2019] / found["clients", 2018]
    deaths = found["deaths_wlz", 2020] / found["deaths_all", 2020] * found["deaths_year", 2019]
    rate = (deaths - 0.02 * others * growth) / ((found["clients", 2018] - others) * growth)  # 0.02: deaths of other clients, assumed
    elderly = found["clients", 2022] - others - found["mental_housing", 2023]
    return rate * elderly + found["share_clients", 2023] * people - found["clients", 2022]


def draw(context, made, attribute, states):
    result = context.result
    figure, axes = look.panels(2, columns=2, width=4.0, height=2.8)
    for k, state in enumerate(states):
        stock = [result.persons_in(year, attribute, [state])[0] * context.scale / 1000 for year in result.years]
        into = [
            name
            for name in result.transitions
            if name.startswith(f"{attribute}.") and name.split(">", 1)[1].split("/")[0] == state
        ]
        inflow = [result.happened(year, into).sum() * context.scale / 1000 for year in result.years]
        for axis, values in zip(axes, (stock, inflow)):
            axis.plot(result.years, values, color=look.SERIES[k % len(look.SERIES)], label=look.named(state))
    for axis, title in zip(axes, ("stock: mean of the year", "inflow: in the year")):
        axis.set_title(title)
        axis.set_ylabel("thousand persons")
        axis.set_ylim(bottom=0)
        axis.set_xlabel("calendar year")
    made.picture(
        f"care_{attribute}",
        look.finish(figure, axes),
        f"{look.named(attribute)} ({', '.join(map(look.named, states))}): stock and inflow.",
        "nothing published was read",
    )
