"""The figures in published/, and the years the tables span."""

from functools import cache
from pathlib import Path

from .csv_tables import OPEN_AGE, read

FOLDER = Path(__file__).resolve().parent.parent / "published"

START = 2023
LAST_MORTALITY = 2073  # written as 2073+
LAST_FERTILITY = 2070  # written as 2070+
BOYS_PER_GIRL = 1.056
REGION_PERSONS = 100_000


@cache
def published(name):
    return read(FOLDER / f"{name}.csv")


def annual(column):
    return {int(row["year"]): row[column] for row in published("demography_annual")}


@cache
def assumption(name):
    return next(row["value"] for row in published("assumptions") if row["name"] == name)


def mortality_years():
    return range(START, LAST_MORTALITY + 1)


def lexis(rates, age):
    """Mean hazard during a calendar year of persons aged `age` on 1 January."""
    return (rates[age] + rates[min(age + 1, OPEN_AGE)]) / 2
