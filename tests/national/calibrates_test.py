"""The Dutch pack can be calibrated as it is shipped: few persons and years, so the figures are not looked at. A region that uses it can
be fitted to targets of its own, whatever arms its study has."""

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from figures import SEXES, bounds, read

SCENARIOS = Path(__file__).resolve().parents[2] / "scenarios"
PACK = SCENARIOS / "models" / "nl"
TARGETS = """# title: What a region knows
# source: made up
# status: assumed
condition,measure,sex,age,value,weight
diabetes,patients,,,7200,10000
diabetes,new_cases,,,400,2500
copd,prevalence,,65-74,0.11,10000
ihd,steady,male,60-69,,400
depression,prevalence,female,18-64,0.07,10000
"""


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def country(program):
    """Files as shipped; of conditions, which are fitted in regions alone, also what is in them."""
    with tempfile.TemporaryDirectory() as made:
        study, shipped = SCENARIOS / "nederland.yaml", PACK / "calibrated"
        subprocess.run([program, "calibrate", study, "-o", made, "--persons", "200000", "--set", "years=2", "--quiet"], check=True)
        if names(Path(made)) != names(shipped):
            sys.exit(f"expected the files {names(shipped)}, got {names(Path(made))}")
        for path in [*Path(made).glob("*_start.csv"), *Path(made).glob("*_onset.csv")]:
            if path.read_text() != (shipped / path.name).read_text():
                sys.exit(f"{path.name} as shipped is not what calibration writes")
        for path in Path(made).glob("*_start.csv"):
            same_as_pack(path.stem.removesuffix("_start"), path)


def same_as_pack(condition, path):
    """The prevalence as derived: nothing is fitted to the country's targets."""
    got, wanted = read(path), read(PACK / "tables" / f"{condition}_prevalence.csv")
    for state in (key for key in wanted[0] if key not in ("sex", "age")):
        if by_age(got, state) != by_age(wanted, state):
            sys.exit(f"{path.name}: expected shares in {state} as in tables/{condition}_prevalence.csv")


def by_age(rows, state):
    shares = {}
    for row in rows:
        first, last = bounds(row["age"])
        shares.update({(sex, age): row[state] for sex in ([row["sex"]] if "sex" in row else SEXES) for age in range(first, last + 1)})
    return shares


def region(program):
    """The example region, where smokers are known too; its study has 27 programmes. Prevalences of what is fitted would undo the fit."""
    with tempfile.TemporaryDirectory() as made:
        scenarios = Path(made)
        for name in ("models", "programmes", "regions"):
            shutil.copytree(SCENARIOS / name, scenarios / name, ignore=shutil.ignore_patterns("derivation", "*.py", "*.md"))
        study = shutil.copy(SCENARIOS / "voorbeeldkavel.yaml", scenarios)
        here = scenarios / "regions" / "voorbeeldkavel"
        text = (here / "region.yaml").read_text(encoding="utf-8")
        own = "targets: {table: targets.csv, folder: calibrated, inhabitants: {value: 100000, source: made up, status: assumed}}\n"
        (here / "targets.csv").write_text(TARGETS, encoding="utf-8")
        (here / "region.yaml").write_text(text + "  copd:\n    states: {mild: {table: smoking.csv, column: current}}\n" + own, encoding="utf-8")
        told = subprocess.run([program, "calibrate", study, "-o", here / "calibrated", "--persons", "1000"], capture_output=True, text=True)
        if told.returncode != 2 or "prevalences.copd: expected prevalences of what is not fitted here" not in told.stderr:
            sys.exit(f"prevalences of a fitted condition: {told.stderr}")
        (here / "region.yaml").write_text(text + own, encoding="utf-8")
        told = subprocess.run([program, "calibrate", study, "-o", here / "calibrated", "--persons", "200000", "--json"], check=True, capture_output=True)
        for name, condition in json.loads(told.stdout)["conditions"].items():
            for target in condition["targets"]:
                off = target["after"] / target["published"] - 1
                if abs(off) > 0.02 and target["measure"] != "steady":
                    sys.exit(f"{name}, {target['measure']}: expected {target['published']}, got {target['after']}")
                if abs(target["before"] / target["published"] - 1) < 0.02 and target["measure"] != "steady":
                    sys.exit(f"{name}, {target['measure']}: nothing to fit")
        subprocess.run([program, "run", study, "-o", scenarios / "x.h5", "--set", "years=1", "--quiet"], check=True)


if __name__ == "__main__":
    for law in (country, region):
        law(Path(sys.argv[1]).resolve())
