"""Ratios of education on the remaining mortality, such that the published gaps in life expectancy come out."""

import math

from .chain import SES
from .csv_tables import AGES, SEXES
from .methods import life_expectancy, linear, solve
from .published import published


class EducationGradient:
    def __init__(self, conditions):
        self.conditions = conditions
        self.values = {(sex, ses): (0.0, 0.0) for sex in SEXES for ses in SES}

    def log(self, sex, ses, age):
        """Log ratio of an education on the remaining mortality: 0 up to 20, one value 30-60, another at 75, 0 from 100."""
        younger, older = self.values[sex, ses]
        return linear([(20.0, 0.0), (30.0, younger), (60.0, younger), (75.0, older), (100.0, 0.0)], age + 0.5)

    def rates(self, sex, changed=None):
        """Mortality by education and age, with the gradients as they stand or as given."""
        return {ses: [parts + rest for parts, rest in rows] for ses, rows in self.split(sex, changed).items()}

    def split(self, sex, changed=None):
        """By education and age: mortality from conditions, and from all else."""
        kept = {ses: self.values[sex, ses] for ses in SES}
        self.values.update({(sex, ses): value for ses, value in (changed or {}).items()})
        found = {ses: [] for ses in SES}
        for age in AGES:
            shares = self.conditions.education[sex, age]
            rows = [[part[age] for part in self.conditions.remaining.by_education[sex, ses]] for ses in SES]
            factors = [math.exp(self.log(sex, ses, age)) for ses in SES]
            explained = sum(share * parts for share, (parts, _) in zip(shares, rows))
            rest = sum(share * other * factor for share, (_, other), factor in zip(shares, rows, factors))
            level = (self.conditions.mortality[sex][age] - explained) / rest
            for ses, (parts, other), factor in zip(SES, rows, factors):
                found[ses].append((parts, level * other * factor))
        self.values.update({(sex, ses): value for ses, value in kept.items()})
        return found

    def fit(self, sex):
        """Low and high against middle: the published gaps at birth; what is left of both at 75: low against middle at 65."""
        seen = {row["ses"]: row for row in published("education_life_expectancy") if row["sex"] == sex}
        gap_65 = seen["low"]["life_expectancy_at_65"] - seen["middle"]["life_expectancy_at_65"]

        def found(older):
            for _ in range(3):
                for ses in ("low", "high"):
                    self.fit_one(sex, ses, older, seen[ses]["life_expectancy"] - seen["middle"]["life_expectancy"])
            rates = self.rates(sex)
            return life_expectancy(rates["low"][65:]) - life_expectancy(rates["middle"][65:]) - gap_65

        solve(found, 0.05, 1.5, 10)

    def fit_one(self, sex, ses, older, gap):
        def found(value):
            rates = self.rates(sex, {ses: (value, value * older)})
            return life_expectancy(rates[ses]) - life_expectancy(rates["middle"]) - gap

        value = solve(found, -2.0, 2.0, 20)
        self.values[sex, ses] = (value, value * older)
