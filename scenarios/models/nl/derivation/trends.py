"""Trends by calendar year in smoking, weight and drinking.

From 2013 to 2023: the level at the start and the strength of each trend are fitted together, by least squares, to the published
series, in a projection of the habit (habits.py). Afterwards: a trend goes on as the ratio on the base year's hazards with which
shares change in 2023 as they do in the projection from 2013; its logarithm goes on a straight line to that with which they change no more
(quitting: to none).
"""

import math

from .chain import BMI, SMOKING
from .csv_tables import AGES, OPEN_AGE, SEXES, bounds
from .habits import Habit, follow, least_squares, mean_share
from .methods import solve
from .published import START, assumption, published
from .smoking import quit_hazard, relapse_hazard, smoking_totals, start_hazard

FIRST = 2013
ADULT = 18  # whom the series are about; weight and drinking have a trend from this age
CURRENT, FORMER = 1, 2
OVERWEIGHT, OBESE = 1, 2


def fading(year):
    """Share of a trend's logarithm that is left."""
    return max(0.0, 1 - (year - START) / assumption("years_until_trends_fade"))


def always(year):
    return 1.0


def smoking_habit(smoking, current=1.0, former=1.0, starting=always, quitting=always):
    """Of {sex: Smoking}; `current` and `former` are factors on its shares, and that on current also one on starting."""
    shares = {(sex, age): (current * smoking[sex].shares[age][0], former * smoking[sex].shares[age][1]) for sex in SEXES for age in AGES}
    relapse, ratios = {key: relapse_hazard(*both) for key, both in shares.items()}, smoking_totals()

    def moves(sex, age, year):
        start = current * start_hazard(smoking[sex].starts, age) * starting(year)
        return {(0, CURRENT): start, (CURRENT, FORMER): quit_hazard() * quitting(year), (FORMER, CURRENT): relapse[sex, age]}

    return Habit(shares, moves, lambda sex, age: (1.0, *ratios[sex, age]))


def weight_habit(shares, moves, ratios, gain=always, more=always, overweight=1.0, obese=1.0):
    """`ratios` are the published ones of weight on mortality; `overweight` and `obese` factors on the shares."""
    shares = {key: (overweight * both[0], obese * both[1]) for key, both in shares.items()}

    def move(sex, age, year):
        up, up_more, down, down_more = moves[sex, age]
        grown = age >= ADULT
        return {(0, OVERWEIGHT): up * (gain(year) if grown else 1.0), (OVERWEIGHT, OBESE): up_more * (more(year) if grown else 1.0),
                (OVERWEIGHT, 0): down, (OBESE, OVERWEIGHT): down_more}

    return Habit(shares, move, lambda sex, age: (1.0, *(ratios["all_cause_mortality", sex, age, state] for state in BMI[1:])))


def drinking_habit(shares, onset, remission, trend=always):
    return Habit({key: (share,) for key, share in shares.items()},
                 lambda sex, age, year: {(0, 1): onset[sex, age] * (trend(year) if age >= ADULT else 1.0), (1, 0): remission},
                 lambda sex, age: (1.0, 1.0))


class Fit:
    """Least squares of what a projection gives, in per cent, against points (year, states, first age, end, per cent)."""

    def __init__(self, projection, rates, years):
        self.projection, self.rates, self.years = projection, rates, years

    def shares(self, habit, points):
        found = follow(self.projection, self.rates, habit, self.years)
        return [100 * mean_share(self.projection, found, year, states, first, end) for year, states, first, end, _ in points]

    def best(self, habit_of, points, start):
        """Values of `habit_of` with which the points are met best, and how far off each then is."""
        def residuals(values):
            return [share - point[-1] for share, point in zip(self.shares(habit_of(values), points), points)]

        values = least_squares(residuals, start)
        return values, residuals(values)


def smoking_points():
    points = []
    for row in published("smoking_annual"):
        if row["sex"] == "both" and row["year"] <= START:
            for state, name in ((CURRENT, "current"), (FORMER, "former")):
                if row[name] != "":
                    points.append((int(row["year"]), [state], int(row["age"][:-1]), OPEN_AGE, row[name]))
    for row in published("smoking_by_age_2020"):
        first, last = bounds(row["age"])
        points.append((2020, [CURRENT], first, min(last + 1, OPEN_AGE), row["current"]))
    return points


def weight_points():
    columns = (([OVERWEIGHT, OBESE], "overweight_and_obese"), ([OBESE], "obese"))
    return [(int(row["year"]), states, ADULT, OPEN_AGE, row[name]) for row in published("bmi_annual") for states, name in columns if row[name] != ""]


def drinking_points(projection):
    """With the level of 2013: the mean over adults of shares by age."""
    then = {}
    for row in published("drinking_2013"):
        first, last = bounds(row["age"])
        then.update((age, row["drinking"]) for age in range(first, last + 1))
    adults = {key: n for key, n in projection.persons[FIRST].items() if key[1] >= ADULT}
    level = sum(n * then[age] for (_, age), n in adults.items()) / sum(adults.values())
    return [(FIRST, [1], ADULT, OPEN_AGE, level), *((int(row["year"]), [1], ADULT, OPEN_AGE, row["drinking"]) for row in published("drinking_annual"))]


def constant(logarithm):
    return lambda year: math.exp(logarithm)


def falling(strength):
    """Ratio 1 in 2013 that falls by the same share every year."""
    return lambda year: math.exp(-strength * (year - FIRST))


def yearly_change(fit, habit, states):
    """Of the share among adults, from the mean of 2023 to that of 2024."""
    before, after = fit.shares(habit, [(START, states, ADULT, OPEN_AGE, 0), (START + 1, states, ADULT, OPEN_AGE, 0)])
    return after - before


class Trends:
    """Levels at the start and trends to 2023; `later` what goes on from 2023, by name: the ratio of that year."""

    def __init__(self, projection, rates):
        self.fit = Fit(projection, rates, range(FIRST, START + 2))
        self.later, self.end, self.residuals, self.points = {}, {}, {}, {}

    def fit_smoking(self, smoking_at):
        """`smoking_at(current, former)`: {sex: Smoking} with these levels. Twice: its curves bend with the level."""
        points, levels = smoking_points(), [0.26, 0.29]
        for _ in range(2):
            smoking = smoking_at(*levels)
            values, off = self.fit.best(
                lambda v, smoking=smoking: smoking_habit(smoking, math.exp(v[0]), math.exp(v[1]), falling(v[2]), constant(v[3])),
                points, [0.0, 0.0, 0.1, 0.4])
            levels = [level * math.exp(value) for level, value in zip(levels, values)]
        self.smoking = smoking_at(*levels)
        self.start_falls, self.quitting = values[2], math.exp(values[3])
        self.keep("smoking", points, off)

    def fit_weight(self, weight_at, ratios):
        """`weight_at(overweight, obese)`: shares and moves with these levels."""
        points, levels = weight_points(), [0.36, 0.13]
        for _ in range(2):
            shares, moves = weight_at(*levels)
            values, off = self.fit.best(
                lambda v, shares=shares, moves=moves: weight_habit(shares, moves, ratios, constant(v[2]), constant(v[3]), math.exp(v[0]), math.exp(v[1])),
                points, [0.0, 0.0, 0.05, 0.4])
            levels = [level * math.exp(value) for level, value in zip(levels, values)]
        self.weight, self.weight_moves = weight_at(*levels)
        self.gain, self.gain_more = (math.exp(value) for value in values[2:])
        self.keep("weight", points, off)

    def fit_drinking(self, drinking_at):
        """`drinking_at(level)`: shares, onset, remission."""
        points = drinking_points(self.fit.projection)
        values, off = self.fit.best(lambda v: drinking_habit(*drinking_at(math.exp(v[0])), falling(v[1])), points, [math.log(0.09), 0.1])
        self.drinking, self.drinking_falls = drinking_at(math.exp(values[0])), values[1]
        self.keep("drinking", points, off)

    def keep(self, name, points, off):
        self.points[name], self.residuals[name] = points, off

    def starting(self, year):
        return falling(self.start_falls)(year)

    def drinking_ratio(self, year):
        return falling(self.drinking_falls)(year)

    def carry_on(self, fit, weight, drinking):
        """Ratios of 2023 on the base year's hazards, and those that keep what trends have brought once they are over.

        `fit` is on the projection of the base year; `weight`: shares, moves, ratios; `drinking`: shares, onset, remission.
        """
        mine, both = self.fit, ([OVERWEIGHT, OBESE], [OBESE])
        self.later["quit"], self.end["quit"] = self.quitting, 1.0
        found = weight_habit(self.weight, self.weight_moves, weight[2], lambda year: self.gain, lambda year: self.gain_more)
        wanted = [yearly_change(mine, found, states) for states in both]
        self.solve_two(lambda first, second: weight_habit(*weight, lambda year: first, lambda year: second),
                       lambda habit: [yearly_change(fit, habit, states) - change for states, change in zip(both, wanted)], self.later)
        self.solve_two(lambda first, second: weight_habit(*weight, self.path("gain", first), self.path("gain_more", second)),
                       lambda habit: [self.drift(fit, habit, states) for states in both], self.end)
        falls = yearly_change(mine, drinking_habit(*self.drinking, self.drinking_ratio), [1])
        self.later["drinking"] = math.exp(solve(
            lambda v: yearly_change(fit, drinking_habit(*drinking, lambda year: math.exp(v)), [1]) - falls, -4.0, 2.0, 30))
        self.end["drinking"] = math.exp(solve(
            lambda v: self.drift(fit, drinking_habit(*drinking, self.path("drinking", math.exp(v))), [1]), -2.0, 2.0, 16))

    @staticmethod
    def solve_two(habit_of, residuals, into):
        values = least_squares(lambda v: residuals(habit_of(math.exp(v[0]), math.exp(v[1]))), [0.0, 0.1])
        into["gain"], into["gain_more"] = (math.exp(value) for value in values)

    def path(self, name, end):
        """From the ratio of 2023 to that of the end; in the base year none, whose shares are those of that year."""
        return lambda year: 1.0 if year == START else self.later[name] ** fading(year) * end ** (1 - fading(year))

    @staticmethod
    def drift(fit, habit, states):
        """Change of the share among adults in the ten years after trends are over."""
        last = START + int(assumption("years_until_trends_fade"))
        before, after = fit.shares(habit, [(year, states, ADULT, OPEN_AGE, 0) for year in (last, last + 10)])
        return after - before

    def ratio(self, name, year):
        """Of a year from 2023 on."""
        return self.path(name, self.end[name])(year)

    def later_start(self, year):
        """Starting against that of 2023: falls ever more slowly."""
        return math.exp(-self.start_falls * sum(fading(at + 0.5) for at in range(START, year)))


def check(checks, trends):
    for name, points in trends.points.items():
        off = trends.residuals[name]
        spread = (sum(value * value for value in off) / len(off)) ** 0.5
        checks.near(f"{name}, series and ages to {START + 1}: root mean square of what the fit misses, points of per cent", spread, 0.0, 1.2)
    checks.tell("starting to smoke falls by, share a year", 1 - math.exp(-trends.start_falls))
    for name, value in {"quitting": trends.quitting, "gaining weight": trends.gain, "becoming obese": trends.gain_more}.items():
        checks.tell(f"{name}, ratio in {FIRST}-{START}", value)
    checks.tell(f"onset of harmful drinking, ratio in {START} against {FIRST}", trends.drinking_ratio(START))
    for name, value in trends.later.items():
        checks.tell(f"{name}, ratio in {START} on the base year's hazards", value)
        checks.tell(f"{name}, ratio when trends are over", trends.end[name])
