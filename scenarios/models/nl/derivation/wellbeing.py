"""Utility and perceived health in the population, positive health without the pack's conditions."""

import math

from .csv_tables import AGES, SEXES, bounds
from .chain import SES
from .methods import exposure, linear, pchip, solve, survivors
from .published import published

MEASURED_FROM = 18
DIMENSIONS = ("bodily_functions", "mental_wellbeing", "meaning", "quality_of_life", "participation", "daily_functioning")


def utility_norm():
    """Utility in the population by (sex, age): monotone cubics through the published groups' middles."""
    curves = {}
    for sex in SEXES:
        rows = [row for row in published("utility_norm") if row["sex"] == sex]
        steps = groups([(bounds(row["age"])[0], row["utility"]) for row in rows])
        curves.update({(sex, age): pchip(steps)(age + 0.5) for age in AGES})
    return curves


def groups(steps):
    """Equal neighbours are one group; points at the middles (the open group: five years after its start)."""
    firsts = [step for k, step in enumerate(steps) if k == 0 or steps[k - 1][1] != step[1]]
    ends = [first for first, _ in firsts[1:]] + [firsts[-1][0] + 10]
    return [((first + end) / 2, value) for (first, value), end in zip(firsts, ends)]


def positive_health():
    """Baseline of each dimension by (education, age) from MEASURED_FROM, straight lines between the groups' middles.

    Of people beyond the lowest fifth of incomes, whose shift is an effect of its own.
    """
    rows = published("positive_health")
    middles = {"18-39": 29.0, "40-64": 52.5, "65-74": 70.0, "75-84": 80.0, "85+": 90.0}
    base = [row for row in rows if row["kind"] == "baseline"]
    poor = {row["ses"]: row["lowest"] for row in published("income_education")}  # the mean over incomes stays the baseline
    shift = {row["group"]: row for row in rows if row["kind"] == "shift"}
    found = {}
    for name in DIMENSIONS:
        points = [(middles[row["group"]], row[name]) for row in base]
        for ses in SES:
            more = (shift[f"ses.{ses}"][name] if ses != "middle" else 0.0) - poor[ses] * shift["income.lowest"][name]
            found.update({(name, ses, age): linear(points, age + 0.5) + more for age in range(MEASURED_FROM, AGES[-1] + 1)})
    return found


def perceived_curve():
    """Share in good perceived health by age, both sexes, as logits."""
    points = []
    for row in published("perceived_health"):
        first, last = bounds(row["age"])
        share = row["good"] / 100
        points.append((82.0 if row["age"] == "75+" else (first + last + 1) / 2, math.log(share / (1 - share))))
    return pchip(points)


def healthy_years(rates, share):
    """Sullivan: years lived x share in good health, summed over ages."""
    alive = survivors(rates)
    lived = [l * exposure(m) for l, m in zip(alive[:-1], rates[:-1])] + [alive[-1] / rates[-1]]
    return sum(years * share(age) for age, years in enumerate(lived))


def perceived_health(conditions):
    """Share in good perceived health by (sex, age, education): the curve, shifted on the logit scale.

    First one shift per sex: the published healthy life expectancy of 2022 as a share of life. Then, from age 25 (growing
    from 15), one per education: the published difference from middle education, around the sex's mean.
    """
    curve = perceived_curve()

    def at(age, shift):
        return 1 / (1 + math.exp(-curve(age + 0.5) - shift))

    healthy = {row["sex"]: row["years"] for row in published("healthy_life_expectancy_2022")}
    lives = {row["year"]: row for row in published("demography_annual")}
    shares = {}
    for sex in SEXES:
        rates = conditions.mortality[sex]
        share = healthy[sex] / lives[2022.0][f"life_expectancy_{sex}"]
        target = share * lives[2023.0][f"life_expectancy_{sex}"]
        shift = solve(lambda s: healthy_years(rates, lambda age: at(age, s)) - target, -3, 3, 40)
        shares.update(by_education(conditions, sex, at, shift))
        conditions.income.fit_feeling(sex, shares, healthy_years)
    return shares


def by_education(conditions, sex, at, shift):
    rates = conditions.gradient.rates(sex)
    seen = {row["ses"]: row["in_good_perceived_health"] for row in published("education_life_expectancy") if row["sex"] == sex}
    ramp = {age: linear([(15.0, 0.0), (25.0, 1.0)], age + 0.5) for age in AGES}
    steps = {"middle": 0.0}
    level = shift
    for _ in range(8):
        middle = healthy_years(rates["middle"], lambda age: at(age, level))
        for ses in ("low", "high"):
            gap = seen[ses] - seen["middle"]
            steps[ses] = solve(lambda s: healthy_years(rates[ses], lambda age: at(age, level + s * ramp[age])) - middle - gap, -4, 4, 40)
        level += level_step(conditions, sex, at, shift, level, steps, ramp)
    return {(sex, age, ses): at(age, level + steps[ses] * ramp[age]) for age in AGES for ses in SES}


def level_step(conditions, sex, at, shift, level, steps, ramp):
    """How far the mean over educations is from the sex's share, on the logit scale, at middle age."""
    wanted = found = 0.0
    for age in range(25, 90):
        n = conditions.persons[sex, age]
        wanted += n * at(age, shift)
        found += n * sum(p * at(age, level + steps[ses] * ramp[age]) for p, ses in zip(conditions.education[sex, age], SES))
    wanted, found = wanted / sum(conditions.persons[sex, age] for age in range(25, 90)), found / sum(conditions.persons[sex, age] for age in range(25, 90))
    return math.log(wanted / (1 - wanted)) - math.log(found / (1 - found))
