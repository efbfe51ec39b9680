"""A copy of the Dutch pack without trends: every table holds its figures of the base year for ever.

Generations who smoke less are a trend that no table states: smoking multiplies lung cancer by ten and more, so ten years
on there would be a fifth less of it among men of 50. In the copy lung cancer does not depend on smoking.
"""

import shutil
from pathlib import Path

from figures import PACK, bounds

BASE = "2023"


def freeze(folder):
    """The national study with a pack whose tables are cut down to the base year; the path of its copy in `folder`."""
    scenarios = PACK.parents[1]
    shutil.copytree(PACK, folder / "models" / "nl", ignore=shutil.ignore_patterns("derivation", "*.py", "*.md"))
    shutil.copytree(scenarios / "regions" / "nederland", folder / "regions" / "nederland")
    pack = folder / "models" / "nl"
    for path in sorted([*pack.glob("tables/*.csv"), *pack.glob("calibrated/*.csv")]):
        path.write_text(frozen(path.read_text(encoding="utf-8")), encoding="utf-8")
    ratios = pack / "tables" / "ratios_smoking.csv"
    ratios.write_text(constant(ratios.read_text(encoding="utf-8"), "lung_cancer", "1"), encoding="utf-8")
    return Path(shutil.copy(scenarios / "nederland.yaml", folder))


def frozen(text):
    lines = text.splitlines()
    comments = [line for line in lines if line.startswith("#")]
    header, *rows = [line.split(",") for line in lines if not line.startswith("#")]
    if "year" not in header:
        return text
    column = header.index("year")
    kept = [row for row in rows if bounds(row[column])[0] == int(BASE)]
    assert kept, "a table by year without the base year"
    cut = [",".join(row[:column] + row[column + 1 :]) for row in [header, *kept]]
    return "\n".join([*comments, *cut]) + "\n"


def constant(text, name, value):
    """A table whose column of that name holds one value."""
    lines = text.splitlines()
    header = next(k for k, line in enumerate(lines) if not line.startswith("#"))
    column = lines[header].split(",").index(name)
    rows = [line.split(",") for line in lines[header + 1 :]]
    return "\n".join([*lines[: header + 1], *(",".join([*row[:column], value, *row[column + 1 :]]) for row in rows)]) + "\n"
