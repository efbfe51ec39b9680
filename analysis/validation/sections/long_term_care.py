"""Long-term care: indications (Wlz), inflow and stock; dementia in 2040."""

import look
from section import Section

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
        states = result.states_of("dementia")[1:]
        people, error = result.persons_in(HORIZON, "dementia", states)
        made.notes.append(
            f"people with dementia in {HORIZON}: {people * context.scale / 1000:.0f} ±"
            f" {error * context.scale / 1000:.0f} thousand"
        )
    else:
        made.missing.append(
            f"dementia in {HORIZON}: "
            + ("the run ends before" if result.has("dementia") else "the pack has no dementia")
        )
    return made


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
            axis.plot(result.years, values, color=look.SERIES[k % len(look.SERIES)], label=state.replace("_", " "))
    for axis, title in zip(axes, ("stock: mean of the year", "inflow: in the year")):
        axis.set_title(title)
        axis.set_ylabel("thousand persons")
        axis.set_ylim(bottom=0)
        axis.set_xlabel("calendar year")
    made.picture(
        f"care_{attribute}",
        look.finish(figure, axes),
        f"{attribute.replace('_', ' ')} ({', '.join(states).replace('_', ' ')}): stock and inflow.",
        "nothing published was read",
    )
