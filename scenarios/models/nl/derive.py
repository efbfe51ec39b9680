"""Derives the tables of the Dutch pack from the figures in published/.

    python3 derive.py          write the tables and report how they compare with what they were derived from
    python3 derive.py --check  write nothing; exit 1 if a file on disk differs from what would be written

README.md tells what each table is for and what is assumed. Ages are completed years, 105 stands for 105+.
"""

import sys
from pathlib import Path

sys.dont_write_bytecode = True

from derivation.backcast import Backcast
from derivation.conditions import Conditions
from derivation.costs import condition_costs, fall_cost, person_years, residual, variance_of_expected, zvw_profile
from derivation.csv_tables import AGES, SEXES, render, same
from derivation.fertility import fertility
from derivation.laws import Laws
from derivation.migration import Projection
from derivation.mortality import mortality
from derivation.patients import settle_care
from derivation.population import inhabitants
from derivation.report import report
from derivation.setting_targets import Targets
from derivation.societal import death_cost, societal_tables
from derivation.spending import GROUPS, Spending
from derivation.tables_backcast import backcast_tables
from derivation.tables_conditions import condition_tables
from derivation.tables_costs import cost_tables
from derivation.tables_income import income_tables
from derivation.tables_laws import law_tables
from derivation.tables_lifestyle import lifestyle_tables
from derivation.tables_population import population_tables
from derivation.tables_settings import setting_tables
from derivation.tables_units import unit_tables
from derivation.tables_wellbeing import wellbeing_tables
from derivation.use import Use
from derivation.volumes import Volumes
from derivation.youth import Youth

HERE = Path(__file__).resolve().parent
TABLES = HERE / "tables"


class Derivation:
    """Everything the tables are made of, in the order in which it depends on each other."""

    def __init__(self):
        self.rates, self.births = mortality(), fertility()
        self.persons = inhabitants(self.rates)
        self.projection = Projection(self.persons, self.rates, self.births)
        self.conditions = Conditions(self.persons, self.rates)
        self.lived = person_years(self.persons, self.projection)
        self.backcast = Backcast(self.conditions, self.persons, self.projection)
        zvw, self.insured = zvw_profile(self.lived)
        nursing = {sex: zvw["nursing_care", sex] for sex in SEXES}
        self.settings, self.patients = settle_care(self.conditions, Targets(self.persons, nursing))
        self.youth = Youth(self.persons)
        self.laws = Laws(self.conditions, self.settings, self.youth, self.lived, nursing)
        self.volumes = Volumes(self.persons, self.laws.years, zvw)
        self.profile = {**self.volumes.profile, **self.laws.profile}
        cost = condition_costs(self.conditions)
        self.use = Use(self.conditions, cost, fall_cost(self.conditions, cost), death_cost(), self.volumes.price)
        self.residual = residual(self.conditions, self.profile, self.use, self.laws)
        under = [activity for activities in GROUPS.values() for activity in activities]
        healthy = {(sex, age): sum(self.residual[name, sex, age] for name in under) for sex in SEXES for age in AGES}
        self.spending = Spending(self.lived, self.profile, variance_of_expected(self.conditions, self.use.cost, under), healthy)

    def tables(self):
        """Path and text of every table."""
        content = {
            **population_tables(self.persons, self.rates, self.births, self.projection),
            **lifestyle_tables(self.conditions, self.backcast.trends),
            **condition_tables(self.conditions),
            **setting_tables(self.settings, self.patients, self.youth),
            **law_tables(self.laws, self.volumes),
            **cost_tables(self.profile, self.use, self.spending),
            **unit_tables(self.volumes, self.use, self.laws),
            **societal_tables(),
            **wellbeing_tables(self.conditions),
            **income_tables(self.conditions),
            **backcast_tables(self.backcast),
        }
        return {(HERE if "/" in name else TABLES) / f"{name}.csv": render(head, columns, rows) for name, (head, columns, rows) in content.items()}


def main(arguments):
    if arguments not in ([], ["--check"]):
        sys.exit("usage: derive.py [--check]")
    derivation = Derivation()
    texts = derivation.tables()
    if arguments:
        stale = [path for path, text in texts.items() if not same(path, text)]
        for path in stale:
            print(f"differs: {path.relative_to(HERE)}")
        if stale:
            return 1
    else:
        for path, text in texts.items():
            path.write_text(text, encoding="utf-8")
    return 0 if report(derivation) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
