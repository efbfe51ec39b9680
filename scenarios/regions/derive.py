"""Derives the tables of the regions: the country's inhabitants, and the example region's four municipalities.

    python3 derive.py          write the tables and tell which changed
    python3 derive.py --check  write nothing; exit 1 if a file on disk differs from what would be written

Uses the national figures and methods of ../models/nl. What is assumed stands in MUNICIPALITIES, PRACTICES, INSURERS,
COST_LEVEL and SMOKING.
"""

import sys
from pathlib import Path

sys.dont_write_bytecode = True
HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "models" / "nl"))

from derivation.csv_tables import AGES, OPEN_AGE, SEXES, bounds, read, render, same
from derivation.mortality import mortality
from derivation.population import inhabitants

PACK_TABLES = HERE.parent / "models" / "nl" / "tables"
PERSONS = 100_000
EDUCATION = ("low", "middle", "high")

# Inhabitants; how strongly ages and levels of education are over-represented (odds against the other municipalities).
# Assumed: what sets a Dutch town, suburb and countryside apart, in kind; no real place.
BANDS = (0, 15, 20, 30, 40, 55, 70)
MUNICIPALITIES = {
    "Hagestede": (46_000, (0.92, 0.97, 1.25, 1.10, 0.95, 0.94, 0.97), (1.15, 1.00, 1.05)),  # the town
    "Lindemeer": (28_000, (1.14, 1.05, 0.78, 0.98, 1.08, 0.98, 0.92), (0.80, 1.00, 1.20)),  # its suburb
    "Veenmarke": (15_000, (1.00, 1.00, 0.80, 0.90, 1.02, 1.12, 1.08), (1.15, 1.10, 0.80)),  # rural
    "Zandwolde": (11_000, (0.96, 0.98, 0.76, 0.86, 1.00, 1.14, 1.18), (1.10, 1.10, 0.80)),  # rural, older
}

# Share of a municipality's inhabitants who are patients of a group practice; assumed.
PRACTICES = {
    "Hagestede": {"Hofplein": 0.22, "De Linde": 0.21, "Stationskwartier": 0.20, "Waterpoort": 0.19, "Oude Haven": 0.18},
    "Lindemeer": {"Meerzicht": 0.36, "De Oever": 0.33, "Nieuwe Weide": 0.31},
    "Veenmarke": {"Veenmarke": 0.70, "Grensweg": 0.30},
    "Zandwolde": {"Zandwolde": 0.62, "Grensweg": 0.38},
}

# Shares of insurers: one leads in the region, as everywhere in the country; names and shares assumed.
INSURERS = ("Kringpolis", "Delta Onderling", "Trias Zorg", "overige")
INSURED = {
    "Hagestede": (0.52, 0.20, 0.17, 0.11),
    "Lindemeer": (0.49, 0.23, 0.17, 0.11),
    "Veenmarke": (0.63, 0.15, 0.13, 0.09),
    "Zandwolde": (0.61, 0.16, 0.13, 0.10),
}

# Zvw care against that of people of the same age, sex, education and health elsewhere; assumed. Published (Vektis 2023):
# municipal cost after age and sex has a standard deviation of 0.07, half lie between 0.93 and 1.01; part of that is
# education and health, which the model has. Over the region as a whole 1.
COST_LEVEL = {"Hagestede": 1.04, "Lindemeer": 0.95, "Veenmarke": 0.97, "Zandwolde": 1.00}

# Odds of smoking at the same age, sex and education, against the country's; assumed: more in the town, fewer in its suburb.
# Published (2020, from 18): 14.5 to 20.4 % between GGD regions, 8.7 to 24.5 % between municipalities, 16.7 % in the country.
SMOKING = {"Hagestede": 1.12, "Lindemeer": 0.84, "Veenmarke": 0.98, "Zandwolde": 0.94}
ADULT = 18


def fit(cells, margins, rounds=300):
    """Iterative proportional fitting of {key: persons}; a margin is (group of a key, {group: persons})."""
    for _ in range(rounds):
        for group_of, targets in margins:
            sums = dict.fromkeys(targets, 0.0)
            for key, persons in cells.items():
                sums[group_of(key)] += persons
            for key in cells:
                group = group_of(key)
                cells[key] *= targets[group] / sums[group] if sums[group] else 0
    return cells


def sums(cells, group_of):
    totals = {}
    for key, persons in cells.items():
        totals[group_of(key)] = totals.get(group_of(key), 0.0) + persons
    return totals


def by_sex_age_area(persons):
    """The country's sexes and ages over the municipalities, each with its inhabitants and leaning to its ages."""
    scale = PERSONS / sum(persons.values())
    cells = {}
    for sex in SEXES:
        for age in AGES:
            band = sum(age >= first for first in BANDS) - 1
            for area, (inhabitants_of, ages, _) in MUNICIPALITIES.items():
                cells[sex, age, area] = persons[sex, age] * scale * inhabitants_of * ages[band]
    return fit(cells, [
        (lambda key: key[2], {area: float(row[0]) for area, row in MUNICIPALITIES.items()}),
        (lambda key: key[:2], {key: n * scale for key, n in persons.items()}),
    ])


def national_education():
    """{sex, age: shares of EDUCATION}"""
    shares = {}
    for row in read(PACK_TABLES / "education.csv"):
        first, last = bounds(row["age"])
        for age in range(first, min(last, OPEN_AGE) + 1):
            shares[row["sex"], age] = [row[level] for level in EDUCATION]
    return shares


def by_education(people, shares):
    """Persons by sex, age, municipality and education: the country's shares at each sex and age over the whole region."""
    region = sums(people, lambda key: key[:2])
    cells = {}
    for (sex, age, area), persons in people.items():
        for level, name in enumerate(EDUCATION):
            cells[sex, age, area, name] = persons * shares[sex, age][level] * MUNICIPALITIES[area][2][level]
    return fit(cells, [
        (lambda key: key[:3], people),
        (lambda key: (key[0], key[1], key[3]),
         {(sex, age, name): n * shares[sex, age][level]
          for (sex, age), n in region.items() for level, name in enumerate(EDUCATION)}),
    ])


def smokers(shares):
    """Share who smoke by sex, age and education, as the pack has it at the start: odds by education, national mean kept."""
    national = {(row["sex"], int(str(bounds(row["age"])[0]))): (row["current"], row["former"])
                for row in read(PACK_TABLES / "smoking_prevalence.csv")}
    odds = {(bounds(row["age"])[0], row["ses"]): (1.0, row["current"], row["former"])
            for row in read(PACK_TABLES / "smoking_odds.csv")}
    oldest = max(age for age, _ in odds)
    result = {}
    for (sex, age), (current, former) in national.items():
        wanted = (1 - current - former, current, former)
        factors = list(wanted)
        for _ in range(200):  # iterative proportional fitting
            of = [[f * o for f, o in zip(factors, odds[min(age, oldest), level])] for level in EDUCATION]
            given = [[x / sum(row) for x in row] for row in of]
            got = [sum(n * row[s] for n, row in zip(shares[sex, age], given)) for s in range(3)]
            factors = [f * w / g if g else 0.0 for f, w, g in zip(factors, wanted, got)]
        for level, row in zip(EDUCATION, given):
            result[sex, age, level] = row[1]
    return result


def smoking_by_area(cells, shares):
    """Share of adults who smoke in each municipality; over the region as a whole as many as the pack has."""
    pack = smokers(shares)
    adults = {key: n for key, n in cells.items() if key[1] >= ADULT}
    lean = {key: n * pack[key[0], key[1], key[3]] for key, n in adults.items()}
    for key in lean:
        share, odds = pack[key[0], key[1], key[3]], SMOKING[key[2]]
        lean[key] *= odds / (1 - share + odds * share)
    by_area, everyone = sums(lean, lambda key: key[2]), sums(adults, lambda key: key[2])
    wanted = sum(n * pack[key[0], key[1], key[3]] for key, n in adults.items())
    scale = wanted / sum(by_area.values())
    return {area: round(scale * by_area[area] / everyone[area], 3) for area in MUNICIPALITIES}


def head(title, unit, sources, status, methods, notes=()):
    lines = [("title", title), ("unit", unit)]
    for key, values in (("source", sources), ("status", [status]), ("method", methods), ("note", notes)):
        lines.extend((key, value) for value in values)
    return lines


NATIONAL = [
    "Vektis: Open Databestand Zorgverzekeringswet 2023, national totals by age and sex",
    "Statistics Netherlands (CBS): StatLine 85496NED Bevolking; kerncijfers, 2023 (CC BY 4.0)",
    "United Nations: World Population Prospects 2024, Netherlands (CC BY 3.0 IGO)",
]
OPEN_NOTE = f"{OPEN_AGE}+: counts as {OPEN_AGE}"


def age_key(age):
    return f"{age}+" if age == OPEN_AGE else str(age)


def tables():
    persons = inhabitants(mortality())
    people = by_sex_age_area(persons)
    shares = national_education()
    cells = by_education(people, shares)
    levels = sums(cells, lambda key: key[2:])
    smoking = smoking_by_area(cells, shares)
    everyone = sums(people, lambda key: key[2])
    practices = list(dict.fromkeys(name for rows in PRACTICES.values() for name in rows))
    home = {name: [area for area in PRACTICES if name in PRACTICES[area]] for name in practices}
    return {
        HERE / "nederland" / "population.csv": render(
            head("Inhabitants of the Netherlands, 1 January 2023", "persons", NATIONAL, "derived",
                 ["insured person-years moved to age and persons on 1 January, split to single ages, fitted to CBS "
                  "totals by sex and shares of 0-19 and 65+"], [OPEN_NOTE]),
            ["sex", "age", "persons"],
            [[sex, age_key(age), round(persons[sex, age], 1)] for sex in SEXES for age in AGES]),
        HERE / "voorbeeldkavel" / "population.csv": render(
            head("Voorbeeldkavel: 100,000 fictional inhabitants, 1 January 2023", "persons", NATIONAL, "assumed",
                 ["over all municipalities the country's distribution by sex and age: derived",
                  "their sizes, and which ages each leans to: assumed; by iterative proportional fitting"],
                 ["not a real place", OPEN_NOTE]),
            ["sex", "age", "area", "persons"],
            [[sex, age_key(age), area, round(people[sex, age, area], 3)]
             for sex in SEXES for age in AGES for area in MUNICIPALITIES]),
        HERE / "voorbeeldkavel" / "education_by_area.csv": render(
            head("Voorbeeldkavel: inhabitants by municipality and education", "persons", ["none: assumed"], "assumed",
                 ["at each sex and age the country's shares over the region as a whole; which levels each municipality "
                  "leans to: assumed; by iterative proportional fitting"], ["not a real place"]),
            ["area", "ses", "persons"],
            [[area, name, round(levels[area, name], 2)] for area in MUNICIPALITIES for name in EDUCATION]),
        HERE / "voorbeeldkavel" / "practices.csv": render(
            head("Voorbeeldkavel: patients of group practices", "persons", ["none: assumed"], "assumed",
                 ["inhabitants x share of each practice"], ["Grensweg has patients in two municipalities"]),
            ["area", "practice", "persons"],
            [[area, name, round(PRACTICES[area].get(name, 0) * everyone[area], 2)]
             for area in MUNICIPALITIES for name in practices if area in home[name] or len(home[name]) > 1]),
        HERE / "voorbeeldkavel" / "insurers.csv": render(
            head("Voorbeeldkavel: shares of health insurers", "1", ["none: assumed"], "assumed",
                 ["one insurer leads, as in most Dutch regions"], ["invented names"]),
            ["area", "insurer", "share"],
            [[area, name, share] for area in MUNICIPALITIES for name, share in zip(INSURERS, INSURED[area])]),
        HERE / "voorbeeldkavel" / "cost_level.csv": render(
            head("Voorbeeldkavel: cost level of Zvw care", "1",
                 ["none: assumed, within the spread of Vektis: Open Databestand Zorgverzekeringswet 2023"], "assumed",
                 ["care of people alike, against the country; over all municipalities 1"],
                 ["municipal cost after age and sex, 2023: standard deviation 0.07, half between 0.93 and 1.01; part of "
                  "it is education and health, which the model has", "other laws: not known, as in the country"]),
            ["area", "sector", "factor"],
            [[area, "zvw", factor] for area, factor in COST_LEVEL.items()]),
        HERE / "voorbeeldkavel" / "smoking.csv": render(
            head("Voorbeeldkavel: smokers from 18, by municipality", "1",
                 ["none: assumed, within the range of RIVM, VZinfo.nl: Roken, regionaal (Gezondheidsmonitor Volwassenen "
                  "en Ouderen 2020, GGD, CBS, RIVM)"], "assumed",
                 ["share by the pack at each age, sex and education, times odds of the municipality; as many smokers in "
                  "the region as the pack has"],
                 ["published: 16.7 % in the country, 14.5 to 20.4 % between GGD regions; municipalities from 8.7 % "
                  "(Waalre) to 24.5 % (Hoogeveen) in the press"]),
            ["area", "current"],
            [[area, share] for area, share in smoking.items()]),
    }


def main(arguments):
    if arguments not in ([], ["--check"]):
        sys.exit("usage: derive.py [--check]")
    stale = {path: text for path, text in tables().items() if not same(path, text)}
    for path, text in stale.items():
        if arguments:
            print(f"differs: {path.relative_to(HERE)}")
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
            print(f"written: {path.relative_to(HERE)}")
    return 1 if arguments and stale else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
