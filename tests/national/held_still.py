#!/usr/bin/env python3
"""What care in units of later years comes of: the national run with one thing held still at a time.

    python3 -B tests/national/held_still.py PROGRAM [PERSONS] > analysis/validation/held_still.csv

Of each run: units per person of a sex and age in the last year, against the base year. Ten minutes with four million persons.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

import h5py
import no_trends
from result import texts

ACTIVITIES = ("nursing_home_day", "inpatient_day", "district_nursing")
CONDITIONS = "breast_cancer colorectal_cancer copd diabetes falls heart_failure ihd lung_cancer stroke".split()
BACKGROUND = ("calibrated/mortality_background.csv",)
OF_DEMENTIA = ("calibrated/dementia_deaths.csv",)
OF_OTHERS = tuple(f"calibrated/{name}_deaths.csv" for name in CONDITIONS)


def habits(pack):
    no_trends.make_constant(pack, "trends", no_trends.TRENDS, "1")
    no_trends.hold(pack, ("tables/smoking_start.csv",))


def smoking(pack):
    """No condition depends on smoking, so generations who smoke less have as much of it."""
    text = (pack / "tables" / "ratios_smoking.csv").read_text(encoding="utf-8")
    header = next(line for line in text.splitlines() if not line.startswith("#")).split(",")
    no_trends.make_constant(pack, "ratios_smoking", [name for name in header if name not in ("sex", "age", "state", "mortality")], "1")


def everything(pack):
    no_trends.hold(pack, (*BACKGROUND, *OF_DEMENTIA, *OF_OTHERS))
    habits(pack)
    smoking(pack)
    no_trends.hold_education(pack)


HELD = {
    "nothing": lambda pack: None,
    "mortality": lambda pack: no_trends.hold(pack, (*BACKGROUND, *OF_DEMENTIA, *OF_OTHERS)),
    "background mortality": lambda pack: no_trends.hold(pack, BACKGROUND),
    "mortality of dementia": lambda pack: no_trends.hold(pack, OF_DEMENTIA),
    "mortality of other conditions": lambda pack: no_trends.hold(pack, OF_OTHERS),
    "education": no_trends.hold_education,
    "smoking of generations": smoking,
    "trends in habits": habits,
    "all of these": everything,
}


def later(path):
    """Units per person of a sex and age in the last year over the base year, by activity."""
    with h5py.File(path, "r") as file:
        alive = texts(file["state"]).index("vital.alive")
        people = file["person_years"][0][..., alive].sum(axis=3)
        volumes, names = file["money/volumes"][0].sum(axis=3), texts(file["activity"])
    found = []
    for name in ACTIVITIES:
        units = volumes[..., names.index(name)]
        found.append(units[-1].sum() / (units[0] / people[0] * people[-1]).sum())
    return found


def main():
    program, persons = sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else "4000000"
    print("# title: Care in units per person of a sex and age, 2052 against 2023, with one thing held still")
    print("# unit: 1")
    print(f"# source: tests/national/held_still.py: runs of copies of the pack, {persons} persons, seed 1")
    print("# status: derived")
    print("# note: mortality that is held stays that of 2023; education: all ages have that of all adults; smoking of generations: no condition depends on smoking")
    print(",".join(("held", *ACTIVITIES)))
    for name, hold in HELD.items():
        with tempfile.TemporaryDirectory() as folder:
            pack = no_trends.copied(Path(folder))
            hold(pack)
            result = Path(folder) / "held.h5"
            command = [program, "run", Path(folder) / no_trends.STUDY, "-o", result, "--set", f"population.persons={persons}", "--quiet"]
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
            print(",".join((name, *(f"{ratio:.3f}" for ratio in later(result)))), flush=True)


if __name__ == "__main__":
    main()
