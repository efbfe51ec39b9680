"""Derives the tables of the Dutch pack and the example region from the figures in published/.

    python3 derive.py          write the tables and report how they compare with what they were derived from
    python3 derive.py --check  write nothing; exit 1 if a file on disk differs from what would be written

README.md tells what each table is for and what is assumed. Ages are completed years, 105 stands for 105+.
"""

import sys
from pathlib import Path

sys.dont_write_bytecode = True

from derivation.csv_tables import AGES, SEXES, age_key, band, render, same
from derivation.diabetes import diabetes_incidence, diabetes_mortality, diabetes_prevalence, diabetes_ratio, zvw_costs
from derivation.education import education_rows
from derivation.fertility import fertility
from derivation.heads import HEADS
from derivation.mortality import mortality
from derivation.population import inhabitants, region_population
from derivation.published import LAST_FERTILITY, LAST_MORTALITY, mortality_years
from derivation.report import report
from derivation.smoking import smoking, smoking_ratios

HERE = Path(__file__).resolve().parent
TABLES = HERE / "tables"
REGION = HERE.parent.parent / "regions" / "voorbeeldkavel"


def year_key(year, last):
    return f"{year}+" if year == last else str(year)


def by_sex_age_year(value):
    return [
        [sex, age_key(age), year_key(year, LAST_MORTALITY), value(sex, year, age)]
        for sex in SEXES for age in AGES for year in mortality_years()
    ]


def by_sex_band(value):
    return [[sex, band(first, 85), value[sex, first]] for sex in SEXES for first in range(0, 90, 5)]


def derive():
    """Path and text of every table."""
    rates = mortality()
    births = fertility()
    persons = inhabitants(rates)
    region = region_population(persons)
    prevalence = diabetes_prevalence(persons)
    excess, background = diabetes_mortality(rates, prevalence, diabetes_ratio(persons, prevalence))
    smoking_rows = [smoking(sex) for sex in SEXES]
    content = {
        "mortality": by_sex_age_year(lambda sex, year, age: rates[sex, year][age]),
        "mortality_background": by_sex_age_year(lambda *key: background[key]),
        "diabetes_excess_mortality": by_sex_age_year(lambda *key: excess[key]),
        "fertility": [
            [str(age), year_key(year, LAST_FERTILITY), births[year][age]] for age in range(15, 50) for year in births
        ],
        "education": education_rows(persons),
        "smoking_prevalence": [row for prevalences, _ in smoking_rows for row in prevalences],
        "smoking_transitions": [row for _, transitions in smoking_rows for row in transitions],
        "smoking_mortality_ratio": smoking_ratios(),
        "diabetes_prevalence": by_sex_band(prevalence),
        "diabetes_incidence": by_sex_band(diabetes_incidence(persons, prevalence, excess)),
        "zvw_cost": zvw_costs(prevalence),
        "population": [[sex, age, "voorbeeldkavel", region[sex, age]] for sex in SEXES for age in AGES],
    }
    return {path_of(name): render(*HEADS[name], rows) for name, rows in content.items()}


def path_of(name):
    return (REGION if name == "population" else TABLES) / f"{name}.csv"


def main(arguments):
    if arguments not in ([], ["--check"]):
        sys.exit("usage: derive.py [--check]")
    texts = derive()
    if arguments:
        stale = [path for path, text in texts.items() if not same(path, text)]
        for path in stale:
            print(f"differs: {path.relative_to(HERE.parent.parent)}")
        if stale:
            return 1
    else:
        for path, text in texts.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    return 0 if report(TABLES, REGION) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
