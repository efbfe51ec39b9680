"""What the national study should give: figures of the Dutch pack's tables, as arrays [sex, age]."""

import sys
from pathlib import Path

import numpy

PACK = Path(__file__).resolve().parents[2] / "scenarios" / "models" / "nl"
sys.path.insert(0, str(PACK))
sys.dont_write_bytecode = True

from derivation.csv_tables import OPEN_AGE, SEXES, bounds, read  # noqa: E402


def published(name):
    return read(PACK / "published" / f"{name}.csv")


INHABITANTS = sum(row["persons"] for row in published("inhabitants_2023"))


def table(name, column, year=None):
    """A table by sex x single age, of one year where it has years."""
    found = numpy.full((2, OPEN_AGE + 1), numpy.nan)
    for row in read(PACK / "tables" / f"{name}.csv"):
        if "year" in row and not holds(row["year"], year):
            continue
        sexes = [SEXES.index(row["sex"])] if "sex" in row else [0, 1]
        first, last = bounds(row["age"])
        found[sexes, first : last + 1] = row[column]
    return numpy.nan_to_num(found)


def holds(key, year):
    """Does `2023` or `2073+` hold the year?"""
    text = f"{key:g}" if isinstance(key, float) else key
    return year >= int(text[:-1]) if text.endswith("+") else year == int(text)


def in_year(rows):
    """Rows by age -> what is lived in a year by age on 1 January -1, 0, ...: the mean of two rows; born in it: row 0."""
    following = numpy.concatenate([rows[:, 1:], rows[:, -1:]], axis=1)
    return numpy.concatenate([rows[:, :1], (rows + following) / 2], axis=1)


def annual(column, year):
    return next(row[column] for row in published("demography_annual") if row["year"] == year)


def grouped(values, starts):
    """Sums over age groups of an array [sex, age on 1 January from -1]; the first group also holds age -1."""
    edges = [0, *(start + 1 for start in starts[1:]), values.shape[1]]
    return numpy.stack([values[:, a:b].sum(axis=1) for a, b in zip(edges, edges[1:])], axis=1)
