"""Care under the laws other than the Zvw: prices, volumes by care setting and self-reliance, and what is left per inhabitant.

Long-term care is priced per day in a setting: nursing homes by the Costing Manual, other clients by what their group costs.
What clients pay themselves is an activity of its own, so prices are less that. Wmo: hours and half days by state. Youth
care: as many as are in care at each age.
"""

from .activities import spent, volumes
from .costs import in_year
from .csv_tables import AGES, SEXES, bounds
from .methods import linear, pchip
from .published import published
from .setting_targets import totals
from .settings import DISABILITY, MENTAL, NURSED, NURSING_HOME, WLZ_HOME, share_of
from .staged import stages
from .youth import LAST

DAYS = 365.25
ADULT = 18
NURSED_FROM = (0, 55, 75)  # ages from which district nursing costs nothing beside what everyone of the age does, less, all
STOCKS = {"nursing_home_day": NURSING_HOME, "home_package_day": WLZ_HOME, "disability_care_day": DISABILITY, "mental_care_day": MENTAL}


def used():
    """Amount by (attribute, state, activity) of adults; youth's apart."""
    return {(row["attribute"], row["state"], row["activity"]): row["amount"] for row in published("setting_use") if row["ages"] == "18+"}


def table(name):
    return {row["measure"]: row["value"] for row in published(name)}


def prices():
    return {row["activity"]: row["price"] for row in published("care_prices_2023")}


class Laws:
    def __init__(self, conditions, settings, youth, lived, nursing_cost):
        self.conditions, self.settings, self.youth, self.lived = conditions, settings, youth, lived
        self.nursing_cost = nursing_cost  # under the Zvw, EUR per inhabitant by sex, rows by age
        self.spending = {row["sector"]: row["million_eur"] * 1e6 for row in published("sector_totals_2023")}
        self.kind, self.price, self.used = table("law_spending"), prices(), used()
        self.clients = {k: self.years(self.setting(k)) for k in range(1, 6)}
        self.wlz()
        self.wmo()
        self.young()

    def years(self, rows):
        """Person-years of the base year from shares by (sex, age)."""
        return sum(n * in_year([rows[sex, age] for age in AGES], age_) for sex in SEXES for (of, age_), n in self.lived.items() if of == sex)

    def setting(self, k):
        return {(sex, age): share_of(self.settings.at[sex, age][0], lambda state: state[3] == k) for sex in SEXES for age in AGES}

    def reliance(self, k):
        return {(sex, age): share_of(self.settings.at[sex, age][0], lambda state: state[1] == k) for sex in SEXES for age in AGES}

    def wlz(self):
        """Gross spending per client and year, what of it they pay, and the rest of the law's spending."""
        found, kind = totals(), self.kind
        growth = found["spending", 2023] / found["spending", 2022]
        home = self.price["nursing_home_day"] * kind["home_package_to_nursing_home"]
        groups = {"disability": DISABILITY, "mental": MENTAL}
        self.gross = {NURSING_HOME: self.price["nursing_home_day"] * DAYS, WLZ_HOME: home * DAYS,
                      **{k: found[f"spending_{name}", 2022] * 1e6 * growth / self.clients[k] for name, k in groups.items()}}
        adults = {k: self.years({key: share if key[1] >= ADULT else 0.0 for key, share in self.setting(k).items()}) for k in self.gross}
        weight = {NURSING_HOME: 1.0, WLZ_HOME: kind["contribution_home_to_nursing_home"],
                  DISABILITY: kind["contribution_other_to_nursing_home"], MENTAL: kind["contribution_other_to_nursing_home"]}
        each = found["own_contributions", 2023] * 1e6 / sum(adults[k] * weight[k] for k in weight)
        self.own = {k: each * weight[k] for k in weight}
        paid = {k: each * weight[k] * adults[k] / self.clients[k] for k in weight}  # mean of all clients, children included
        self.net = {k: (self.gross[k] - paid[k]) / DAYS for k in weight}  # EUR per day
        spent = sum(self.gross[k] * self.clients[k] for k in weight)
        self.wlz_rest = self.spending["wlz"] - spent
        share = self.wlz_rest / spent
        shares = {k: self.setting(k) for k in weight}
        self.profile = {("wlz_care", sex): [share * sum(self.gross[k] * shares[k][sex, age] for k in weight) for age in AGES] for sex in SEXES}

    def spread(self, total, rows):
        factor = total / self.years(rows)
        return {key: factor * value for key, value in rows.items()}

    def wmo(self):
        kind, whole = self.kind, self.spending["wmo"]
        limited, nursed = self.reliance(1), self.setting(NURSED)
        hours = kind["household_help"] * 1e6 / self.price["household_help"]
        adult = {key: 1.0 if key[1] >= ADULT else 0.0 for key in limited}
        states = {key: adult[key] * (self.used["self_reliance", "limited", "household_help"] * limited[key]
                                     + self.used["care_setting", "district_nursing", "household_help"] * nursed[key]) for key in limited}
        self.help_factor = kind["household_help_by_state"] * hours / self.years(states)
        flat = self.spread(kind["household_help_flat"] * hours, adult)
        more = self.spread((1 - kind["household_help_flat"]) * hours, states)
        self.hours = {("household_help", *key): more[key] + flat[key] for key in states}
        support = {key: sum(hours_ * share for hours_, share in self.supported(*key, limited)) for key in limited}
        rest = kind["individual_support"] * whole / self.price["individual_support"] - self.years(support)
        flat = self.spread(rest, adult)
        self.hours.update({("individual_support", *key): support[key] + flat[key] for key in support})
        each = self.used["dementia", "mild", "day_care"]
        dementia = {key: each * share_of(self.settings.at[key][0], lambda state: state[0] == 1) for key in limited}
        rest = kind["day_care"] * whole / self.price["day_care"] - self.years(dementia)
        more = self.spread(rest, {(sex, age): linear([(18.0, 0.0), (25.0, 1.0), (65.0, 1.0), (80.0, 3.0), (100.0, 9.0)], age) for sex in SEXES for age in AGES})
        self.half_days = {key: dementia[key] + more[key] for key in dementia}
        own = kind["wmo_contribution"] / kind["household_help_hours"]
        self.own_per_hour = own
        others = kind["household_help"] * 1e6 + (kind["individual_support"] + kind["day_care"]) * whole
        curve = self.spread(whole - others, self.curve("wmo"))
        for sex in SEXES:
            self.profile["wmo_support", sex] = [curve[sex, age] for age in AGES]
            self.profile["wmo_contribution", sex] = [own * self.hours["household_help", sex, age] for age in AGES]

    def supported(self, sex, age, limited):
        """(hours, share) of those who have individual support; children have youth care."""
        if age < ADULT:
            return
        yield self.used["self_reliance", "limited", "individual_support"], limited[sex, age]
        yield self.used["self_reliance", "severe", "individual_support"], share_of(self.settings.at[sex, age][0], lambda state: state[1] == 2)
        for name in ("depression", "anxiety"):
            yield self.used[name, name, "individual_support"], sum(stages(self.conditions.courses[name, sex])(age)[:1])

    def curve(self, column):
        rows, found = published("other_sectors_2023"), {}
        for sex in SEXES:
            points = [(94.0 if row["age"] == "90+" else bounds(row["age"])[0] + 2.5, row[column]) for row in rows if row["sex"] == sex]
            found.update({(sex, age): pchip(points)(age + 0.5) for age in AGES})
        return found

    def young(self):
        """As many as are in care at each age; men as published, at every age in the same proportion."""
        persons, cared = self.settings.persons, {}
        for row in published("youth_care_2023"):
            first, last = (int(x) for x in bounds(row["age"]))
            ages = range(first, last + 1)
            both = sum(persons[sex, age] for sex in SEXES for age in ages)
            cared.update({(sex, age): row["persons"] / both for sex in SEXES for age in ages})
        men = self.kind["men_in_youth_care"]
        boys = sum(persons["male", age] * share for (sex, age), share in cared.items() if sex == "male")
        girls = sum(persons["female", age] * share for (sex, age), share in cared.items() if sex == "female")
        odds = men / (1 - men) * girls / boys
        rows = {(sex, age): (cared.get((sex, age), 0.0) * (odds if sex == "male" else 1.0)) for sex in SEXES for age in AGES}
        rows = self.spread(self.spending["youth_care"], rows)
        for sex in SEXES:
            self.profile["youth_care", sex] = [rows[sex, age] for age in AGES]

    def follows(self, sex, age):
        """EUR per inhabitant by activity that follow settings and youth mental health, before the marginal share."""
        found = {"district_nursing": self.nursing()[sum(age >= first for first in NURSED_FROM) - 1] * share_of(self.settings.at[sex, age][0], lambda state: state[3] == NURSED)}
        problems = self.youth.prevalence[sex][age] if age <= LAST else 0.0
        for row in published("setting_use"):
            if row["attribute"] == "youth_mental" and (row["ages"] == "18+") == (age >= ADULT):
                found[row["activity"]] = problems * row["amount"]
        return found

    def nursing(self):
        """EUR a year of district nursing, by age from NURSED_FROM; what the younger cost stays with everyone of their age."""
        given, seen = table("district_nursing"), volumes()
        nursing = seen["district_nursing_million_eur"]
        spent_on_it = nursing / (nursing + seen["short_stay_million_eur"] + seen["rehabilitation_million_eur"]) * spent("nursing_care")
        shares = self.setting(NURSED)
        younger = self.years({key: share if key[1] < NURSED_FROM[2] else 0.0 for key, share in shares.items()})
        cost = {(sex, age): rows[age] for sex, rows in self.nursing_cost.items() for age in AGES}
        older = self.years({key: eur if key[1] >= NURSED_FROM[1] else 0.0 for key, eur in cost.items()}) / self.years(cost)
        old = older * spent_on_it / (self.clients[NURSED] + (given["cost_at_55_74"] - 1) * younger)
        return 0.0, given["cost_at_55_74"] * old, old

    def net_prices(self):
        """EUR per day that the care office pays, by activity."""
        return {name: self.net[k] for name, k in STOCKS.items()}
