"""Tables of self-reliance, care settings and youth mental health: prevalence, odds, hazards, rate ratios."""

import math

from .chain import STATES as ALL_STATES
from .csv_tables import SEXES, band
from .settings import (
    DEMENTIA, DISABILITY, HOUSEHOLD, KILLING, MENTAL, OLD, RELIANCE, SETTINGS, STATES, ratios, share_of,
)
from .patients import RAISED
from .published import assumption
from .selection import lasting, selection
from .sources import head
from .tables_lifestyle import by_sex_age
from .youth import LAST, LEAVE

BANDS = [(band(first, 100), first + 2) for first in range(0, 101, 5)]
FACTORS = {"dementia": (0, DEMENTIA), "self_reliance": (1, RELIANCE), "household": (2, HOUSEHOLD)}  # place in a state of the projection
OUTSIDE = ("stroke", "osteoarthritis", "hip_fracture", "heart_failure", "copd")  # they raise needing care, but are no states of the projection
OLD_AGE = 47  # below, nobody is an elderly client: ratios are those of this age
COURSE = {"self_reliance": ("limited", "severe"), "care_setting": ("district_nursing", "recovery", "indication", "nursing_home", "disability", "mental")}


def short(value):
    return float(f"{value:.4g}")


class Odds:
    """Odds of each care setting by dementia, self-reliance and household, main effects only, fitted to the projection at one age."""

    def __init__(self, shares):
        self.rows = sorted({state[:3] for state in STATES})
        self.wanted = {(row, s): 0.0 for row in self.rows for s in range(6)}
        for p, state in zip(shares, STATES):
            self.wanted[state[:3], state[3]] += p + 1e-12
        self.weight = {row: sum(self.wanted[row, s] for s in range(6)) for row in self.rows}
        self.times = {(s, place, v): 1.0 for s in (1, 2, 3) for place in range(3) for v in range(3)}
        self.level = {s: sum(self.wanted[row, s] for row in self.rows) for s in range(6)}
        for _ in range(80):
            self.round()

    def fitted(self):
        found = {}
        for row in self.rows:
            odds = [self.level[s] * (self.times[s, 0, row[0]] * self.times[s, 1, row[1]] * self.times[s, 2, row[2]] if s in (1, 2, 3) else 1.0)
                    for s in range(6)]
            whole = sum(odds)
            found.update({(row, s): self.weight[row] * odds[s] / whole for s in range(6)})
        return found

    def round(self):
        for place in range(3):
            found = self.fitted()
            for s in (1, 2, 3):
                for v in range(3 if place < 2 else 2):
                    rows = [row for row in self.rows if row[place] == v]
                    self.times[s, place, v] *= sum(self.wanted[row, s] for row in rows) / sum(found[row, s] for row in rows)
        found = self.fitted()
        for s in (4, 5):
            self.level[s] *= sum(self.wanted[row, s] for row in self.rows) / sum(found[row, s] for row in self.rows)

    def ratio(self, setting, place, value):
        return min(20000.0, max(0.00005, self.times[setting, place, value] / self.times[setting, place, 0]))


def reliance_odds(shares, state, dementia):
    """Odds of a state of self-reliance against independence, with dementia against without."""
    def odds(d):
        there, free = (share_of(shares, lambda x, a=a: x[0] == d and x[1] == a) + 1e-12 for a in (state, 0))
        return there / free

    return min(20000.0, odds(dementia) / odds(0))


def odds_rows(settings, factor):
    place, values = FACTORS[factor]
    for sex in SEXES:
        for key, age in BANDS:
            shares = settings.at[sex, max(age, OLD_AGE)][0]
            fitted = Odds(shares)
            for v, value in enumerate(values):
                row = [sex, key, value, *(short(fitted.ratio(s, place, v)) for s in (1, 2, 3))]
                if factor == "dementia":
                    row += [short(reliance_odds(shares, a, v)) for a in (1, 2)]
                yield row


def outside(patients, name, sex, age):
    """Mean ratio, among those at risk, of conditions that are no states of the projection."""
    return math.prod(found.raised[name][age] for (_, of), found in patients.items() if of == sex)


def course(patients, settings, columns):
    def row(sex, age):
        return [short(value(settings, name, sex, age) / (outside(patients, name, sex, age) if name in RAISED else 1.0)) for name in columns]

    return by_sex_age(row)


def value(settings, name, sex, age):
    return settings.recovery if name == "recovery" else settings.hazards[sex][name][age]


def ratio_rows(factor, columns):
    table = ratios()
    states = FACTORS[factor][1] if factor in FACTORS else ALL_STATES[factor]
    return [[state, *(table.get((name, factor, state), 1.0) for name in columns)] for state in states]


def mortality_rows(settings, states, of):
    return [[sex, key, state, short(of(settings.at[sex, max(age, OLD_AGE)], k))] for sex in SEXES for key, age in BANDS for k, state in enumerate(states)]


def setting_mortality(settings, patients):
    """Ratios by care setting on background mortality, and on the excess of each condition's patients: of these the mean of each age is 1."""
    more, client = assumption("condition_deaths_ratio_in_long_term_care"), settings.client_ratio
    for sex in SEXES:
        for key, age in BANDS:
            old = max(age, OLD_AGE)
            for k, state in enumerate(SETTINGS):
                background = 1.0
                if k in OLD:
                    background = settings.at[sex, old][2] * selection(settings, sex, old, k)
                elif k in (DISABILITY, MENTAL):
                    background = client * lasting(settings, sex, old, k)
                yield [sex, key, state, short(background), *(short((more if k in OLD else 1.0) / patients[name, sex].inside[age]) for name in KILLING)]


def setting_tables(settings, patients, youth):
    at = settings.at
    tables = {
        "self_reliance_prevalence": (PREVALENCE["self_reliance"], ["sex", "age", *RELIANCE[1:]], by_sex_age(
            lambda s, a: [share_of(at[s, a][0], lambda x, k=k: x[1] == k) for k in (1, 2)])),
        "care_setting_prevalence": (PREVALENCE["care_setting"], ["sex", "age", *SETTINGS[1:]], by_sex_age(
            lambda s, a: [share_of(at[s, a][0], lambda x, k=k: x[3] == k) for k in range(1, 6)])),
        "youth_mental_prevalence": (PREVALENCE["youth_mental"], ["sex", "age", "problems"], by_sex_age(
            lambda s, a: [youth.prevalence[s][a] if a <= LAST else 0.0])),
        "youth_mental_onset": (ONSET, ["sex", "age_reached", "onset"], by_sex_age(lambda s, a: [youth.onset[s][a]])),
        "youth_mental_leave": (LEAVING, ["age_reached", "leave"], [[f"0-{LAST + 1}", youth.remission], [f"{LAST + 2}+", LEAVE]]),
        "care_setting_mortality": (MORTALITY["care_setting"], ["sex", "age", "state", "background", *KILLING], list(setting_mortality(settings, patients))),
        "dementia_mortality": (MORTALITY["dementia"], ["sex", "age", "state", "background"], mortality_rows(settings, DEMENTIA, lambda found, k: found[3][k])),
    }
    for name, columns in COURSE.items():
        tables[f"{name}_course"] = (HAZARDS[name], ["sex", "age", *columns], course(patients, settings, columns))
    for factor in FACTORS:
        more = ["limited", "severe"] if factor == "dementia" else []
        tables[f"setting_odds_{factor}"] = (odds_head(factor), ["sex", "age", "state", *SETTINGS[1:4], *more], list(odds_rows(settings, factor)))
    for factor in (*FACTORS, *OUTSIDE):
        columns = [name for name in ("limited", "severe", "district_nursing", "recovery", "indication", "nursing_home")
                   if any(key[:2] == (name, factor) for key in ratios())]
        tables[f"setting_by_{factor}"] = (ratio_head(factor), ["state", *columns], ratio_rows(factor, columns))
    return tables


ADL = "CBS StatLine 85454NED (2022) and Statistische Trends 2023: limited in daily life by age, by sex (CC BY 4.0)"
WLZ = "CBS StatLine 84529NED, Monitor Langdurige Zorg 2018-2023 (staatvenz.nl; rijksfinancien.nl); see published/wlz_totals.csv (CC BY 4.0)"
NURSING = "Vektis, Factsheet Wijkverpleging 2022 (2021)"
MHI = "CBS, Gezondheidsenquete 2023, in RIVM: Monitor mentale gezondheid"
PROJECTION = "a cohort projection over dementia, self-reliance, household and setting (derivation/settings.py) in which the shares of each age come out"
PREVALENCE = {
    "self_reliance": head("Limited in daily life (ADL), and unable to wash alone", "1", [ADL], "derived",
                          [PROJECTION, "those in nursing homes are limited, 95 % of them severely: assumed"],
                          ["below 55, and the severe share below 75: assumed"]),
    "care_setting": head("District nursing, and clients of long-term care (Wlz)", "1", [WLZ, NURSING], "assumed",
                         [PROJECTION, "totals by group and sex published or derived; patterns by age assumed"],
                         ["disability_care, mental_care: Wlz clients at home or in an institution"]),
    "youth_mental": head("Mental-health problems of the young", "1", [MHI], "assumed", ["published/youth_mental.csv: smooth between the middles of its groups"]),
}
HAZARDS = {
    "self_reliance": head("Becoming limited, severely so, in daily life", "1/year", [ADL], "derived",
                          [PROJECTION, "of those without dementia and other conditions that raise it: divided by the mean of their ratios (setting_by_*)",
                           "smoothed over age"], ["net of 10 % of the limited who recover in a year: assumed"]),
    "care_setting": head("Getting district nursing, a Wlz indication, a place in a nursing home", "1/year", [WLZ, NURSING], "assumed",
                         [PROJECTION, "of those independent, with others and without dementia or stroke", "smoothed over age", "recovery: assumed"],
                         ["indication: of those with district nursing; disability, mental: nobody comes in from 30 and 60 on"]),
}
ONSET = head("New mental-health problems of the young", "1/year", [MHI], "assumed", ["by the age reached in the year: what brings the share of that age, given that a half recovers in a year or so (assumed)"])
LEAVING = head("End of mental-health problems of the young", "1/year", ["none"], "assumed", ["recovery 0.5 a year; from the year after the 23rd birthday they are no longer counted as youth's"])
MORTALITY = {
    "care_setting": head("Ratios on mortality of clients of long-term care", "1", [WLZ], "assumed",
                         ["elderly clients without dementia have a background mortality 0.45 a year higher, or as much as takes 45 % of that of their age; other clients 3 times that of their age: assumed",
                          "at the mean of those who stay: they die less often of all else than those who come in (derivation/selection.py)",
                          "conditions: on the excess of their patients, 2.5 times in long-term care (assumed), mean 1 over the patients of an age, by the projection with each condition"],
                         ["association, not effect: who is let in is about to die more often"]),
    "dementia": head("Ratios on background mortality of people with dementia", "1", [WLZ], "assumed",
                     ["0.7 (mild) and 1.7 (full-time care) times the background mortality of their age: assumed"],
                     ["association, not effect: who needs full-time care is about to die more often"]),
}


def odds_head(factor):
    return head(f"Odds of help and care at the start, by {factor.replace('_', '-')}", "1", [WLZ, "see published/setting_ratios.csv"], "assumed",
                [PROJECTION, "main effects fitted to its joint distribution"], ["against the first state; 0.00005 to 20,000"])


def ratio_head(factor):
    return head(f"Rate ratios on needing help and on getting care, by {factor.replace('_', '-')}", "1", ["none"], "assumed",
                ["published/setting_ratios.csv"], ["severe: of the limited"])
