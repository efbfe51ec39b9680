"""Fertility by single year of the mother's age and calendar year."""

from .csv_tables import bounds
from .methods import linear, split_groups
from .published import LAST_FERTILITY, START, annual, published


def fertility(years=range(START, LAST_FERTILITY + 1)):
    """Births per woman-year by (year, age): the five-year pattern split to single ages, summing to the annual TFR."""
    percent = {}
    for row in published("fertility_5y"):
        percent.setdefault(bounds(row["age"])[0], []).append((row["year"], row["percent"]))
    tfr = annual("total_fertility_rate")
    births = {}
    for year in years:
        shares = [linear(sorted(percent[first]), year) for first in sorted(percent)]
        single = split_groups(range(15, 51, 5), shares, before=0.0, after=0.0)
        births[year] = {15 + k: tfr[year] * share / sum(single) for k, share in enumerate(single)}
    return births


def recently(births, year, age):
    """Share of women of `age` in the middle of `year` who gave birth in the year before: half of it at the age before."""
    now = births.get(year, births[START])
    before = births.get(year - 1, births[START])
    return sum(of_year.get(a, 0.0) for of_year in (now, before) for a in (age, age - 1)) / 4
