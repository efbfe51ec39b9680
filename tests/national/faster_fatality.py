#!/usr/bin/env python3
"""How much of the backcast's misses is fatality: the run from 2013 with that of each condition falling evenly to what the deaths of 2023 ask for.

    python3 -B tests/national/faster_fatality.py PROGRAM [PERSONS] > analysis/validation/faster_fatality.csv

As the pack stands, fatality starts where the deaths of 2014 put it and falls as all-cause mortality does.
"""

import csv
import math
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import h5py
from figures import PACK
from result import texts

FIRST, LAST = 2013, 2023
CONDITIONS = {"stroke": 2022, "heart_failure": 2021, "copd": 2022, "lung_cancer": 2023, "colorectal_cancer": 2022, "dementia": 2022}  # year of the last registered deaths
STUDY = "nederland-2013.yaml"


def parts(path):
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line.startswith("#")], list(csv.DictReader(line for line in lines if not line.startswith("#")))


def straight(pack, condition):
    """The factor on a condition's fatality goes evenly from that of 2013 in the run from 2013 to that of 2023 in the pack."""
    _, later = parts(pack / "calibrated" / f"{condition}_deaths.csv")
    goal = {(row["sex"], row["age"]): float(row["ratio"]) for row in later if row["year"].rstrip("+") == str(LAST)}
    path = pack / "calibrated_2013" / f"{condition}_deaths.csv"
    heads, rows = parts(path)
    start = {(row["sex"], row["age"]): float(row["ratio"]) for row in rows if row["year"] == str(FIRST)}
    for row in rows:
        key, passed = (row["sex"], row["age"]), (int(row["year"].rstrip("+")) - FIRST) / (LAST - FIRST)
        row["ratio"] = f"{math.exp((1 - passed) * math.log(start[key]) + passed * math.log(goal[key])):.6g}"
    text = [*heads, ",".join(rows[0]), *(",".join(row.values()) for row in rows)]
    path.write_text("\n".join(text) + "\n", encoding="utf-8")


def patients_and_deaths(path):
    """Of each condition: patients in 2023, and deaths attributed to it in the year of those registered, per inhabitant."""
    with h5py.File(path, "r") as file:
        years, states, transitions = list(file["year"][:]), texts(file["state"]), texts(file["transition"])
        lived, events = file["by_year/person_years"][0], file["by_year/events"][0]
    alive, found = states.index("vital.alive"), {}
    for condition, year in CONDITIONS.items():
        then, now = years.index(year), years.index(LAST)
        ill = sum(lived[now, k] for k, name in enumerate(states) if name.startswith(f"{condition}.") and not name.endswith(".none"))
        died = sum(events[then, k] for k, name in enumerate(transitions) if name in (f"vital.alive>dead/{condition}", f"vital.alive>dead/{condition}_onset"))
        found[condition] = ill / lived[now, alive], died / lived[then, alive]
    return found


def run(program, study, result, persons):
    command = [program, "run", study, "-o", result, "--set", f"population.persons={persons}", "--quiet"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return patients_and_deaths(result)


def main():
    program, persons = sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else "4000000"
    scenarios = PACK.parents[1]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(PACK, folder / "models" / "nl", ignore=shutil.ignore_patterns("derivation", "*.py", "*.md"))
        shutil.copytree(scenarios / "regions" / "nederland-2013", folder / "regions" / "nederland-2013")
        shutil.copy(scenarios / STUDY, folder)
        before = run(program, folder / STUDY, folder / "before.h5", persons)
        for condition in CONDITIONS:
            straight(folder / "models" / "nl", condition)
        after = run(program, folder / STUDY, folder / "after.h5", persons)
    print(f"# title: Patients of {LAST} and deaths of a year in the run from {FIRST}, were fatality to fall evenly to that of {LAST}")
    print("# unit: ratio to the run as it stands")
    print(f"# source: tests/national/faster_fatality.py: runs of a copy of the pack, {persons} persons, seed 1")
    print("# status: derived")
    print(f"# note: fatality from what the deaths of 2014 ask for in {FIRST} to what those of {LAST} do, on a straight line of its logarithm; background mortality as it was")
    print("condition,year,patients,deaths")
    for condition, year in CONDITIONS.items():
        print(",".join((condition, str(year), *(f"{b / a:.3f}" for a, b in zip(before[condition], after[condition])))))


if __name__ == "__main__":
    main()
