"""A copy of the Dutch pack without trends: every table holds its figures of the base year for ever, and what says how habits
change from year to year (tables/trends.csv) is 1.

Generations differ, which is a trend that no table states. Smoking multiplies lung cancer by ten and more, so ten years on there
would be a fifth less of it among men of 50: in the copy lung cancer does not depend on smoking. Those who come to high ages are
better educated than those who were there: in the copy all ages have the education of all adults, and the mortality of other causes
is what gives each age the deaths it had.
"""

import shutil

import numpy
from figures import PACK, SEXES, bounds, read, table

BASE = "2023"
ADULT = 25
SES = ("low", "middle", "high")
STUDY = "nederland.yaml"
TRENDS = ("quit", "gain", "gain_more", "drinking")


def freeze(folder):
    """The national study with a pack whose tables are cut down to the base year; the path of its copy in `folder`."""
    pack = copied(folder)
    hold(pack, ("tables/*.csv", "calibrated/*.csv"))
    make_constant(pack, "ratios_smoking", ("lung_cancer",), "1")
    make_constant(pack, "trends", TRENDS, "1")
    hold_education(pack)
    return folder / STUDY


def copied(folder):
    """The pack's folder in a copy of the national study."""
    scenarios = PACK.parents[1]
    shutil.copytree(PACK, folder / "models" / "nl", ignore=shutil.ignore_patterns("derivation", "*.py", "*.md"))
    shutil.copytree(scenarios / "regions" / "nederland", folder / "regions" / "nederland")
    shutil.copy(scenarios / STUDY, folder)
    return folder / "models" / "nl"


def hold(pack, patterns):
    """Tables by year hold their figures of the base year for ever."""
    for path in sorted(path for pattern in patterns for path in pack.glob(pattern)):
        path.write_text(frozen(path.read_text(encoding="utf-8")), encoding="utf-8")


def make_constant(pack, name, columns, value):
    path = pack / "tables" / f"{name}.csv"
    for column in columns:
        path.write_text(constant(path.read_text(encoding="utf-8"), column, value), encoding="utf-8")


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


def hold_education(pack):
    """The same shares at every age, in both sexes; background mortality x what that takes from, or adds to, its mean ratio."""
    path, background = pack / "tables" / "education.csv", pack / "calibrated" / "mortality_background.csv"
    persons, shares = table("projection", "persons", int(BASE))[:, ADULT:], [table("education", ses) for ses in SES]
    alike = [(persons * share[:, ADULT:]).sum() / persons.sum() for share in shares]
    text = path.read_text(encoding="utf-8")
    for ses, share in zip(SES, alike):
        text = constant(text, ses, f"{share:.6f}")
    path.write_text(text, encoding="utf-8")
    ratios = ratio_by_education()
    change = sum(share * ratio for share, ratio in zip(shares, ratios)) / sum(share * ratio for share, ratio in zip(alike, ratios))
    background.write_text(multiplied(background.read_text(encoding="utf-8"), "hazard", change), encoding="utf-8")


def ratio_by_education():
    """On background mortality, as arrays [sex, age], by education."""
    found = [numpy.ones_like(table("education", SES[0])) for _ in SES]
    for row in read(PACK / "tables" / "ratios_ses.csv"):
        first, last = bounds(row["age"])
        found[SES.index(row["ses"])][SEXES.index(row["sex"]), first : last + 1] = row["mortality"]
    return found


def multiplied(text, name, factor):
    """A table by sex and age reached whose column of that name is multiplied by an array [sex, age]."""
    lines = text.splitlines()
    header = next(k for k, line in enumerate(lines) if not line.startswith("#"))
    columns = lines[header].split(",")
    rows = [line.split(",") for line in lines[header + 1 :]]
    for row in rows:
        age = min(bounds(row[columns.index("age_reached")])[0], factor.shape[1] - 1)
        place = columns.index(name)
        row[place] = repr(float(row[place]) * float(factor[SEXES.index(row[columns.index("sex")]), age]))
    return "\n".join([*lines[: header + 1], *(",".join(row) for row in rows)]) + "\n"
