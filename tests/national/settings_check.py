"""Self-reliance, care settings, long-term care (Wlz) and youth mental health against published figures and the pack's tables."""

import numpy
from figures import SEXES, grouped, in_year, published, table

SETTINGS = ("district_nursing", "wlz_home", "nursing_home", "disability_care", "mental_care")
ELDERLY = ("wlz_home", "nursing_home")
RELIANCE = ("limited", "severe")
LAST_YOUTH = 22  # who turns 23 in the year counts until its end


def totals():
    return {(row["measure"], int(row["year"])): row["value"] for row in published("wlz_totals")}


def in_group(result, year, share):
    """Person-years expected by sex and age group, of an array of shares lived in a year by age on 1 January from -1."""
    lived = result.alive[result.at(year)]
    width = min(share.shape[1], lived.shape[1])
    return grouped(lived[:, :width] * share[:, :width], result.starts)


def check_settings(report, result, year, label):
    """Each state by sex and twenty years of age; of the old also the sum over elderly clients."""
    wanted = [("care_setting", (state,)) for state in SETTINGS] + [("care_setting", ELDERLY)] + [("self_reliance", (state,)) for state in RELIANCE]
    for attribute, states in wanted:
        share = in_year(sum(table(f"{attribute}_prevalence", state) for state in states))
        expected, found = in_group(result, year, share), result.in_states(year, attribute, states)
        for s, sex in enumerate(SEXES):
            for k in range(0, len(result.starts), 4):
                e, f = expected[s, k : k + 4].sum(), found[s, k : k + 4].sum()
                if e >= 25:
                    report.hold(f"{'+'.join(states)} {label}, {sex}, {result.starts[k]}+", f, e, share=0.05, se=e**0.5, chance=True)


def youth_share(years_on):
    """Share lived in a year by age on 1 January from -1: of the following ages' mean up to 21; at 22 nobody leaves for age; at 23 they leave within weeks."""
    rows = table("youth_mental_prevalence", "problems")
    share = in_year(rows)
    share[:, LAST_YOUTH + 1] = rows[:, LAST_YOUTH]
    share[:, LAST_YOUTH + 2] = rows[:, LAST_YOUTH] / 12 if years_on else 0.0
    return share


def check_youth(report, result, year, label):
    expected, found = in_group(result, year, youth_share(year > 2023)), result.in_states(year, "youth_mental", ("problems",))
    for s, sex in enumerate(SEXES):
        for k, start in enumerate(result.starts):
            if expected[s, k] >= 25:
                report.hold(f"youth mental health {label}, {sex}, {start}+", found[s, k], expected[s, k], share=0.05, se=expected[s, k] ** 0.5, chance=True)


def check_long_term_care(report, result, scale):
    """Published numbers of clients of the base year; who comes in: as many as die or are more at its end."""
    found, people = totals(), result.lived(2023).sum() * scale
    clients = (found["clients", 2022] + found["share_clients", 2023] * people) / 2  # half-way between two Novembers: May

    def persons(states):
        return result.in_states(2023, "care_setting", states).sum() * scale

    report.hold("Wlz clients 2023 (CBS)", persons(SETTINGS[1:]), clients, share=0.05, se=(clients * scale) ** 0.5)
    report.hold("in nursing homes 2023 (CBS, 2018)", persons(("nursing_home",)), found["in_nursing_homes", 2018], share=0.05, se=(123e3 * scale) ** 0.5)
    nursed = next(row["value"] for row in published("district_nursing") if row["measure"] == "in_a_month")
    report.hold("district nursing in a month, 2023 (Vektis, 2021)", persons(("district_nursing",)), nursed, share=0.05, se=(nursed * scale) ** 0.5)
    entered = result.count(2023, "care_setting.district_nursing>wlz_home") * scale
    report.hold("Wlz indications of the elderly 2023 (deaths + growth)", entered, inflow(found, people), share=0.15, se=(entered * scale) ** 0.5)


def inflow(found, people):
    """Deaths of elderly clients at the rate of 2020, and what clients of all groups grew by."""
    others = found["clients", 2018] - found["clients_somatic", 2018] - found["clients_psychogeriatric", 2018]
    growth = found["clients", 2019] / found["clients", 2018]
    deaths = found["deaths_wlz", 2020] / found["deaths_all", 2020] * found["deaths_year", 2019]
    rate = (deaths - 0.02 * others * growth) / ((found["clients", 2018] - others) * growth)
    elderly = found["clients", 2022] - others - found["mental_housing", 2023]
    return rate * elderly + found["share_clients", 2023] * people - found["clients", 2022]


def check_laws(report, result, scale):
    """Spending of 2023 by law; own contributions."""
    place = result.at(2023)
    cost = {name: result.cost[place][..., k].sum() * scale / 1e6 for k, name in enumerate(result.activities)}
    laws = {
        "wlz": ("nursing_home_day", "home_package_day", "disability_care_day", "mental_care_day", "wlz_contribution", "wlz_care"),
        "wmo": ("household_help", "individual_support", "day_care", "wmo_contribution", "wmo_support"),
        "youth_care": ("youth_care",),
    }
    for row in published("sector_totals_2023"):
        if row["sector"] in laws:
            report.hold(f"spending under {row['sector']}, million EUR", sum(cost[name] for name in laws[row["sector"]]), row["million_eur"], share=0.05)
    report.hold("own contributions to the Wlz, million EUR", cost["wlz_contribution"], totals()["own_contributions", 2023], share=0.05)


def check_self_reliance(report, result):
    """Limited among women and men of 55 and over against the survey of private households: nursing homes added."""
    row = published("self_reliance_by_sex")[0]
    first = next(k for k, start in enumerate(result.starts) if start >= 54)
    for s, sex in enumerate(SEXES):
        lived = result.lived(2023)[s, first:].sum()
        inside = result.in_states(2023, "care_setting", ("nursing_home",))[s, first:].sum() / lived
        limited = result.in_states(2023, "self_reliance", RELIANCE)[s, first:].sum() / lived
        report.hold(f"limited in daily life at 55 and over, {sex} (CBS + nursing homes)", limited, (1 - inside) * row[sex] + inside,
                    share=0.1, se=numpy.sqrt(limited / lived))
