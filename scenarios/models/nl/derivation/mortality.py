"""All-cause mortality by single year of age and calendar year."""

from .csv_tables import AGES, OPEN_AGE, SEXES, bounds
from .methods import life_expectancy, log_linear, logistic_close, solve
from .published import annual, mortality_years, published


def period_rates(group_rate):
    """Single-age m(x) of one published period from its age groups, `group_rate[first age]`.

    Age 0 as published; log-linear between group middles from age 1 to 97, age 1 set so that the mean of 1-4 is the
    published rate; logistic above, such that the expectation of life at 100 is the published one.
    """
    middles = [(first + 2.5, group_rate[first]) for first in range(5, 100, 5)]

    def curve(at_age_1, ages):
        return [log_linear([(1.5, at_age_1), *middles], age + 0.5) for age in ages]

    target = group_rate[1]
    at_age_1 = solve(lambda rate: sum(curve(rate, range(1, 5))) / 4 - target, target / 10, target * 10)
    top = logistic_close(middles[-1], 98, 100, group_rate[100], OPEN_AGE)
    return [group_rate[0], *curve(at_age_1, range(1, 98)), *top]


def life_expectancies(sex, years):
    """Published e0 by year; after its last year it goes on with the mean yearly gain of the last five."""
    published_e0 = annual(f"life_expectancy_{sex}")
    last = max(published_e0)
    gain = (published_e0[last] - published_e0[last - 5]) / 5
    return {year: published_e0.get(year, published_e0[last] + gain * (year - last)) for year in years}


def mortality(years=mortality_years()):
    """m(x) by (sex, year): periods interpolated log-linearly over years, then x k so that e0 is the annual one."""
    groups = {}
    for row in published("mortality_5y"):
        groups.setdefault((row["sex"], int(row["year"])), {})[bounds(row["age"])[0]] = row["rate"]
    periods = {key: period_rates(rates) for key, rates in groups.items()}
    rates = {}
    for sex in SEXES:
        expectancy = life_expectancies(sex, years)
        middles = sorted(year for of_sex, year in periods if of_sex == sex)
        for year in years:
            shape = [
                log_linear([(middle, periods[sex, middle][age]) for middle in middles], year) for age in AGES
            ]
            k = solve(lambda k: life_expectancy([k * m for m in shape]) - expectancy[year], 0.5, 2.0)
            rates[sex, year] = [k * m for m in shape]
    return rates
