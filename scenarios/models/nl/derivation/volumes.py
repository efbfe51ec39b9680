"""Cost per inhabitant by activity under the Zvw: each category divided by published volumes and prices.

Within a category one activity takes what the others leave, so that the category's cost of every sex and age stays what it
is. Patterns by age: admissions as published, days and day admissions of an admission by an assumed curve; visits to an
emergency department, out-of-hours contacts likewise; out-patient visits as what is left of specialist care.
"""

from .activities import REST, prices, spent, volumes, within
from .csv_tables import AGES, SEXES, bounds
from .methods import linear, pchip
from .published import published

OLD = 70  # age from which the share of visits to an emergency department is published


def middle(age):
    first, last = bounds(age)
    return 97.0 if age in ("90+", "95+") and first == 95 else 94.0 if first == 90 else (first + last + 1) / 2


def rates(table, column, persons):
    """Per inhabitant by (sex, age): a curve through the groups' middles."""
    found = {}
    for sex in SEXES:
        points = []
        for row in published(table):
            if row["sex"] == sex:
                first, last = (int(x) for x in bounds(row["age"]))
                n = sum(persons[sex, age] for age in range(first, last + 1))
                points.append((middle(row["age"]), row[column] / n))
        curve = pchip(points)
        found.update({(sex, age): max(0.0, curve(age + 0.5)) for age in AGES})
    return found


class Volumes:
    """`profile`: EUR per inhabitant by (activity, sex), rows by age; `price` by activity; `total` units a year."""

    def __init__(self, persons, total_of, categories):
        self.persons, self.total_of, self.categories = persons, total_of, categories
        self.price = prices(sum(persons.values()))
        self.shape = published("use_by_age")
        self.admissions = rates("hospital_admissions_2019", "admissions", persons)
        self.total = self.totals()
        self.profile = {}
        self.nursing()
        self.practice()
        self.hospital()
        for category, rest in REST.items():
            self.leave(category, rest)

    def totals(self):
        """Units a year: of admissions without a night the observations are taken off those that are not day admissions."""
        seen = volumes()
        day = seen["day_admissions_2019"] / seen["admissions_2019"]
        nursing = sum(seen[f"{name}_million_eur"] for name in ("district_nursing", "short_stay", "rehabilitation"))
        rehabilitation = (seen["short_stay_million_eur"] + seen["rehabilitation_million_eur"]) / nursing
        return {
            "out_of_hours_gp": seen["out_of_hours_contacts"],
            "emergency_department": seen["emergency_visits"],
            "inpatient_day": seen["admissions_2021"] * (1 - day) * (1 - seen["observation_share"]) * seen["length_of_stay"],
            "day_treatment": seen["admissions_2021"] * day,
            "outpatient_visit": seen["specialist_contacts"] * sum(self.persons.values()) - seen["emergency_visits"],
            "rehabilitation": rehabilitation * spent("nursing_care") / self.price["rehabilitation"],
        }

    def curve(self, column):
        points = [(row["age"], row[column]) for row in self.shape]
        return [linear(points, age + 0.5) for age in AGES]

    def take(self, activity, rows):
        """`rows` by (sex, age), brought to the activity's total, in euros."""
        factor = self.total[activity] * self.price[activity] / self.total_of(rows)
        for sex in SEXES:
            self.profile[activity, sex] = [factor * rows[sex, age] for age in AGES]

    def alike(self, curve):
        return {(sex, age): curve[age] for sex in SEXES for age in AGES}

    def nursing(self):
        """Short stay by age as its clients, geriatric rehabilitation as all nursing, more of it where few have nursing at home (assumed)."""
        seen = volumes()
        short, whole = seen["short_stay_million_eur"], seen["short_stay_million_eur"] + seen["rehabilitation_million_eur"]
        clients = rates("short_stay_2018", "persons", self.persons)
        more = self.curve("rehabilitation")
        nursing = {(sex, age): more[age] * self.categories["nursing_care", sex][age] for sex in SEXES for age in AGES}
        each = {key: short / whole / self.total_of(clients) * clients[key] + (1 - short / whole) / self.total_of(nursing) * nursing[key] for key in nursing}
        self.take("rehabilitation", each)

    def practice(self):
        self.take("out_of_hours_gp", self.alike(self.curve("out_of_hours_gp")))

    def hospital(self):
        days, share = self.curve("days_per_admission"), self.curve("day_share")
        self.take("inpatient_day", {key: rate * days[key[1]] for key, rate in self.admissions.items()})
        self.take("day_treatment", {key: rate * share[key[1]] for key, rate in self.admissions.items()})
        self.take("emergency_department", self.emergency())
        left = {(sex, age): self.left("hospital_care", sex, age) for sex in SEXES for age in AGES}
        self.take("outpatient_visit", left)

    def emergency(self):
        """The old have the published share of visits."""
        seen = volumes()
        wanted = seen["emergency_visits_70"] / seen["emergency_visits_2019"]
        rows = self.alike(self.curve("emergency_department"))
        old = self.total_of({key: value if key[1] >= OLD else 0.0 for key, value in rows.items()}) / self.total_of(rows)
        factor = wanted / (1 - wanted) * (1 - old) / old
        return {key: value * (1 + (factor - 1) * linear([(OLD - 5.0, 0.0), (OLD + 1.0, 1.0)], key[1])) for key, value in rows.items()}

    def left(self, category, sex, age):
        taken = sum(self.profile[name, sex][age] for name in within(category) if (name, sex) in self.profile)
        return self.categories[category, sex][age] - taken

    def leave(self, category, rest):
        for sex in SEXES:
            self.profile[rest, sex] = [self.left(category, sex, age) for age in AGES]

    def per_inhabitant(self, activity, sex, age):
        """Units a year."""
        return self.profile[activity, sex][age] / self.price[activity]


