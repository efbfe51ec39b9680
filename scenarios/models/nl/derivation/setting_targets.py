"""Who is limited in daily life, has district nursing or long-term care (Wlz) in the base year, by sex and age: as published."""

import math

from .csv_tables import AGES, OPEN_AGE, SEXES, bounds
from .methods import pchip, smooth_groups, solve
from .published import assumption, published

ADULT, OLD = 18, 65
NOVEMBER_TO_JANUARY = 1 / 6  # of a year: clients are counted in November
SEVERE_IN_NURSING_HOMES = 0.95


def totals():
    return {(row["measure"], int(row["year"])): row["value"] for row in published("wlz_totals")}


def nursing(measure):
    return next(row["value"] for row in published("district_nursing") if row["measure"] == measure)


class Targets:
    """Shares by (sex, age) of inhabitants on 1 January of the base year."""

    def __init__(self, persons, nursing_cost):
        self.persons = persons
        self.inhabitants = sum(persons.values())
        self.clients = self.clients_in_january()
        self.disability, self.mental = self.disabled(), self.mentally_ill()
        elderly = self.clients - self.count(self.disability) - self.count(self.mental)
        self.elderly = self.old_clients(elderly)
        share = totals()["in_nursing_homes", 2018] / elderly
        self.nursing_home = {key: share * value for key, value in self.elderly.items()}
        self.district_nursing = self.nursed_at_home(nursing_cost)
        self.severe_share, self.at_home = self.severity(), self.limited_at_home()
        self.limited, self.severe = {}, {}
        for key, share in self.at_home.items():
            inside = self.nursing_home[key]
            self.limited[key] = (1 - inside) * share + inside
            self.severe[key] = (1 - inside) * share * self.severe_share[key[1]] + SEVERE_IN_NURSING_HOMES * inside

    def count(self, shares, sexes=SEXES, ages=AGES):
        return sum(self.persons[sex, age] * shares[sex, age] for sex in sexes for age in ages)

    def clients_in_january(self):
        """Between November 2022 and November 2023: a share of inhabitants."""
        found = totals()
        later = found["share_clients", 2023] * self.inhabitants
        return found["clients", 2022] + (later - found["clients", 2022]) * NOVEMBER_TO_JANUARY

    def disabled(self):
        """All clients of 2018 but the elderly and the mentally ill, per inhabitant. Nobody at birth, rising to 18 (assumed);
        adults by sex as users of 2019, falling from 65 (assumed)."""
        found = totals()
        whole = found["clients", 2018] - found["clients_somatic", 2018] - found["clients_psychogeriatric", 2018] - found["clients_psychiatric", 2018]
        whole *= found["share_clients", 2018] * self.inhabitants / found["clients", 2018]
        users = next(row for row in published("wlz_users_2019") if row["age"] == "18-64")
        curve = pchip([(0.0, 0.0), (5.0, 0.4), (12.0, 0.75), (18.0, 1.0), (60.0, 1.0), (75.0, 0.75), (90.0, 0.5)])
        adults = {sex: sum(self.persons[sex, age] for age in range(ADULT, OLD)) for sex in SEXES}
        level = {sex: users[sex] / adults[sex] for sex in SEXES}
        shape = {(sex, age): level[sex] * curve(age + 0.5) for sex in SEXES for age in AGES}
        factor = whole / self.count(shape)
        return {key: factor * value for key, value in shape.items()}

    def mentally_ill(self):
        """Housing and treatment of adults; pattern by age and sex assumed."""
        found = totals()
        curve = pchip([(18.0, 0.0), (30.0, 0.8), (45.0, 1.0), (65.0, 1.0), (80.0, 0.5), (95.0, 0.2)])
        shape = {(sex, age): (1.5 if sex == "male" else 1.0) * (curve(age + 0.5) if age >= ADULT else 0.0) for sex in SEXES for age in AGES}
        factor = (found["mental_housing", 2023] + found["users_mental_treatment", 2019]) / self.count(shape)
        return {key: factor * value for key, value in shape.items()}

    def old_clients(self, whole):
        """Nursing and care: assumed pattern; at 65-79 and 80+ by sex in the proportions of 2019, less disabled and mentally ill."""
        rows, curves = published("wlz_pattern"), {}
        for sex in SEXES:
            curve = pchip([(94.0 if row["age"] == "90+" else bounds(row["age"])[0] + 2.5, row["elderly"]) for row in rows if row["sex"] == sex])
            curves.update({(sex, age): curve(age + 0.5) if age >= 45 else 0.0 for age in AGES})
        users = {(row["age"], sex): row[sex] for row in published("wlz_users_2019") for sex in SEXES}
        groups = {"65-79": range(OLD, 80), "80+": range(80, OPEN_AGE + 1)}
        wanted = {}
        for name, ages in groups.items():
            for sex in SEXES:
                others = self.count(self.disability, [sex], ages) + 0.15 * self.count(self.mental, [sex], ages)  # few of them in 2019
                wanted[name, sex] = users[name, sex] - others
        young = self.count(curves, SEXES, range(45, OLD))
        factor = (whole - young) / sum(wanted.values())
        for (name, sex), n in wanted.items():
            scale = factor * n / self.count(curves, [sex], groups[name])
            for age in groups[name]:
                curves[sex, age] *= scale
        return self.smoothed(curves)

    def smoothed(self, shares):
        """Without the steps at 65 and 80: a mean over nine years of age of the logarithm, totals by sex kept."""
        found = {}
        for sex in SEXES:
            logs = [math.log(max(shares[sex, age], 1e-7)) for age in AGES]
            smooth = [math.exp(sum(logs[max(age - 4, 0) : age + 5]) / len(logs[max(age - 4, 0) : age + 5])) for age in AGES]
            factor = self.count(shares, [sex]) / sum(self.persons[sex, age] * smooth[age] for age in AGES)
            found.update({(sex, age): factor * smooth[age] if age >= 45 else 0.0 for age in AGES})
        return found

    def nursed_at_home(self, cost):
        """Pattern of what nursing under the Zvw costs by sex and age; women's share and the whole as published."""
        women, whole = nursing("women"), nursing("in_a_month")
        wanted = {"female": women * whole, "male": (1 - women) * whole}
        found = {}
        for sex in SEXES:
            factor = wanted[sex] / sum(self.persons[sex, age] * cost[sex][age] for age in AGES)
            found.update({(sex, age): factor * cost[sex][age] for age in AGES})
        return found

    def severity(self):
        points = [((bounds(row["age"])[0] + min(bounds(row["age"])[1], 94) + 1) / 2, row["severe"]) for row in published("self_reliance")]
        curve = pchip(points)
        return [curve(age + 0.5) for age in AGES]

    def limited_at_home(self):
        """Group means kept; one odds ratio between the sexes such that women are to men of 55 and over as published."""
        rows = published("self_reliance")
        value = {int(bounds(row["age"])[0]): row["limited"] for row in rows}
        groups = [(*map(int, bounds(row["age"])), (bounds(row["age"])[0] + min(bounds(row["age"])[1], 94) + 1) / 2) for row in rows]
        both = smooth_groups(groups, lambda age: sum(self.persons[sex, age] for sex in SEXES), lambda first: value[first])
        row = published("self_reliance_by_sex")[0]
        ages = range(55, OPEN_AGE + 1)

        def shares(odds):
            found = {}
            for age in AGES:
                women = self.persons["female", age] / (self.persons["female", age] + self.persons["male", age])
                man = solve(lambda m: women * odds * m / (1 - m + odds * m) + (1 - women) * m - both[age], 0.0, 1.0, 50) if both[age] > 1e-6 else 0.0
                found["male", age], found["female", age] = man, odds * man / (1 - man + odds * man)
            return found

        def gap(odds):
            found = shares(odds)
            mean = {sex: self.count(found, [sex], ages) / sum(self.persons[sex, age] for age in ages) for sex in SEXES}
            return mean["female"] / mean["male"] - row["female"] / row["male"]

        return shares(solve(gap, 1.0, 5.0, 30))
