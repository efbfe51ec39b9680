"""A projection of one habit on its own: people by sex and age, their moves between states, what each state dies more of, and
immigrants, who come with the shares of the start, as they do in the model."""

from dataclasses import dataclass

from .csv_tables import AGES, OPEN_AGE, SEXES

STEPS = 4  # a year


@dataclass
class Habit:
    """Shares of states by (sex, age) at the start; hazards by (sex, age, year); ratios on mortality by (sex, age), first state 1."""

    shares: dict  # of all states but the first
    moves: object  # (sex, age, year) -> {(from, to): hazard}
    dying: object  # (sex, age) -> ratios on mortality of all states


def whole(shares):
    return [1 - sum(shares), *shares]


def lived(habit, sex, age, year, start, mortality):
    """Shares at the end of a cohort's year among those who live."""
    rows = [habit.moves(sex, at, year) for at in (age, min(age + 1, OPEN_AGE))]
    moves = {key: (rows[0][key] + rows[1][key]) / 2 for key in rows[0]}
    ratios = habit.dying(sex, age)
    mean = sum(share * ratio for share, ratio in zip(start, ratios))
    shares = list(start)
    for _ in range(STEPS):
        change = [-share * mortality * ratio / mean for share, ratio in zip(shares, ratios)]
        for (source, target), hazard in moves.items():
            flow = shares[source] * hazard
            change[source] -= flow
            change[target] += flow
        shares = [share + more / STEPS for share, more in zip(shares, change)]
    total = sum(shares)
    return [share / total for share in shares]


def follow(projection, rates, habit, years):
    """Shares of all states by (year, sex, age) on 1 January of the years and of the one after."""
    found = {(years[0], sex, age): whole(habit.shares[sex, age]) for sex in SEXES for age in AGES}
    for year in years:
        for sex in SEXES:
            found[year + 1, sex, 0] = whole(habit.shares[sex, 0])
            for age in AGES:
                reached = min(age + 1, OPEN_AGE)
                end = lived(habit, sex, age, year, found[year, sex, age], rates[sex, year][age])
                arrived = projection.immigrants.get((sex, reached, year), 0.0)
                there = projection.persons[year + 1][sex, reached]
                part = min(1.0, arrived / there) if there > 0 else 0.0
                come = whole(habit.shares[sex, age])
                found[year + 1, sex, reached] = [(1 - part) * old + part * new for old, new in zip(end, come)]
    return found


def mean_share(projection, found, year, states, first, end=OPEN_AGE):
    """Share in some states, mean of a calendar year, of those from `first` to below `end` on its 1 January."""
    total = part = 0.0
    for sex in SEXES:
        for age in range(first, end):
            for n, shares in ((projection.persons[year][sex, age], found[year, sex, age]),
                              (projection.persons[year + 1][sex, age + 1], found[year + 1, sex, age + 1])):
                total += n
                part += n * sum(shares[k] for k in states)
    return part / total


def least_squares(residuals, start, rounds=6, step=0.01):
    """Gauss-Newton on numeric derivatives: few parameters, smooth functions."""
    values = list(start)
    for _ in range(rounds):
        now = residuals(values)
        slopes = []
        for k in range(len(values)):
            moved = list(values)
            moved[k] += step
            slopes.append([(b - a) / step for a, b in zip(now, residuals(moved))])
        matrix = [[sum(a * b for a, b in zip(one, other)) for other in slopes] for one in slopes]
        right = [-sum(a * b for a, b in zip(one, now)) for one in slopes]
        change = solved(matrix, right)
        values = [value + more for value, more in zip(values, change)]
        if max(map(abs, change)) < 1e-6:
            break
    return values


def solved(matrix, right):
    """Linear equations by elimination with the largest pivot."""
    rows = [list(row) + [value] for row, value in zip(matrix, right)]
    size = len(rows)
    for k in range(size):
        pivot = max(range(k, size), key=lambda row: abs(rows[row][k]))
        rows[k], rows[pivot] = rows[pivot], rows[k]
        for row in range(k + 1, size):
            factor = rows[row][k] / rows[k][k]
            rows[row] = [a - factor * b for a, b in zip(rows[row], rows[k])]
    values = [0.0] * size
    for k in reversed(range(size)):
        values[k] = (rows[k][size] - sum(rows[k][j] * values[j] for j in range(k + 1, size))) / rows[k][k]
    return values
