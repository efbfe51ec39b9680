"""Cost of the last year of life."""

import numpy as np

from section import Section


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
    at_death = [
        row["parameter"]
        for row in result.parameters
        if row["parameter"].startswith("model.activities.")
        and ".per_transition." in row["parameter"]
        and ">dead" in row["parameter"]
    ]
    died, alive = per_year(result)
    if at_death:
        made.missing.append(
            f"the pack posts care at death ({len(at_death)} figures), but the result file has it within each activity's"
            " cost: a dataset of volumes at death by age would show it apart"
        )
    else:
        made.missing.append(
            "not simulated: no activity of the pack has care at death (per_transition of a death). Someone who dies"
            f" costs what others of that sex, age and education cost: {died / 1000:.1f} thousand EUR a year (mean over"
            f" the deaths of {result.years[0]}), beside {alive / 1000:.1f} for the average inhabitant, a ratio of"
            f" {died / alive:.1f} that is age alone"
        )
    return made


def per_year(result):
    """Cost of a year lived by people like those who die, and by all."""
    year = result.years[0]
    cost = result.cost[result.at(year)].sum(axis=-1)
    people = result.lived(year)
    deaths = result.happened(year, [name for name, role in zip(result.transitions, result.roles) if role == "death"])
    mean = np.divide(cost, people, out=np.zeros_like(cost), where=people > 0)
    return (mean * deaths).sum() / deaths.sum(), cost.sum() / people.sum()
