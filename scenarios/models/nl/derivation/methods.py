"""Demographic methods: life table, interpolation of groups, closing of old ages, rounding to whole persons."""

import math


def solve(function, low, high, rounds=100):
    """Root of a monotone function by bisection; the root must lie between `low` and `high`."""
    rising = function(high) > function(low)
    if (function(low) > 0) == rising:
        raise ValueError(f"no root between {low} and {high}")
    for _ in range(rounds):
        middle = (low + high) / 2
        if (function(middle) > 0) == rising:
            high = middle
        else:
            low = middle
    return (low + high) / 2


def exposure(hazard):
    """Years lived in one year by a person alive at its start: (1 - exp(-m)) / m."""
    return -math.expm1(-hazard) / hazard if hazard > 0 else 1.0


def survivors(rates):
    """l(x), radix 1, with a constant hazard within each year of age."""
    alive = [1.0]
    for rate in rates[:-1]:
        alive.append(alive[-1] * math.exp(-rate))
    return alive


def life_expectancy(rates):
    """e0 = sum l(x) (1 - exp(-m(x))) / m(x) + l(w) / m(w); the last rate is the open group's."""
    alive = survivors(rates)
    return sum(l * exposure(m) for l, m in zip(alive[:-1], rates[:-1])) + alive[-1] / rates[-1]


def linear(points, x):
    """Straight lines through sorted (x, y), constant outside."""
    if x <= points[0][0]:
        return points[0][1]
    for (x0, y0), (x1, y1) in zip(points, points[1:]):
        if x <= x1:
            return y0 + (y1 - y0) * (x - x0) / (x1 - x0)
    return points[-1][1]


def log_linear(points, x):
    return math.exp(linear([(at, math.log(value)) for at, value in points], x))


def split_groups(edges, totals, before=None, after=None):
    """Totals of adjacent age groups -> single years: smooth, never negative, every group total kept.

    Pycnophylactic interpolation (Tobler 1979) in one dimension: each year becomes the mean of itself and its two
    neighbours, then each group is scaled back to its total, until nothing moves. `before` and `after` are the values
    beside the ends; without them the end years are their own neighbours.
    """
    groups = [(left - edges[0], right - edges[0], total) for left, right, total in zip(edges, edges[1:], totals)]
    single = [total / (right - left) for left, right, total in groups for _ in range(left, right)]
    for _ in range(1000):
        first = single[0] if before is None else before
        last = single[-1] if after is None else after
        padded = [first, *single, last]
        single = [sum(padded[k : k + 3]) / 3 for k in range(len(single))]
        for left, right, total in groups:
            factor = total / sum(single[left:right])
            single[left:right] = [factor * value for value in single[left:right]]
    return single


def logistic_close(anchor, first_age, open_age, open_rate, last_age):
    """Rates from `first_age` to the open group `last_age`: logit m(x) = logit m(anchor) + b (x + 1/2 - anchor age).

    The slope b makes the expectation of life at `open_age` equal 1 / open_rate, that of the published open group. The
    group last_age+ takes the logistic's value one year after its start, about its mean age at death.
    """
    anchor_age, anchor_rate = anchor
    start = math.log(anchor_rate / (1 - anchor_rate))

    def rates(slope):
        ages = [age + 0.5 for age in range(first_age, last_age)] + [last_age + 1]
        return [1 / (1 + math.exp(-start - slope * (age - anchor_age))) for age in ages]

    slope = solve(lambda b: 1 / life_expectancy(rates(b)[open_age - first_age :]) - open_rate, 0.0, 1.0)
    return rates(slope)


def largest_remainder(shares, total):
    """Whole numbers that sum to `total`, each within 1 of its share; of equal remainders the earlier row goes first."""
    scale = total / sum(shares)
    exact = [share * scale for share in shares]
    whole = [math.floor(value) for value in exact]
    order = sorted(range(len(exact)), key=lambda row: (whole[row] - exact[row], row))
    for row in order[: total - sum(whole)]:
        whole[row] += 1
    return whole


def pchip(points):
    """Shape-preserving cubic through sorted (x, y) (Fritsch and Carlson 1980): no overshoot; constant outside."""
    xs, ys = zip(*points)
    steps = [b - a for a, b in zip(xs, xs[1:])]
    slopes = [(b - a) / step for a, b, step in zip(ys, ys[1:], steps)]
    inner = [
        0.0 if left * right <= 0 else (2 * h1 + h0 + h1 + 2 * h0) / ((2 * h1 + h0) / left + (h1 + 2 * h0) / right)
        for h0, h1, left, right in zip(steps, steps[1:], slopes, slopes[1:])
    ]
    tangents = [0.0, *inner, 0.0]

    def curve(x):
        if x <= xs[0]:
            return ys[0]
        for k, step in enumerate(steps):
            if x <= xs[k + 1]:
                t = (x - xs[k]) / step
                left = (1 + 2 * t) * (1 - t) ** 2 * ys[k] + t * (1 - t) ** 2 * step * tangents[k]
                return left + t * t * (3 - 2 * t) * ys[k + 1] + t * t * (t - 1) * step * tangents[k + 1]
        return ys[-1]

    return curve


def smooth_groups(groups, weight, value, rounds=60):
    """Single ages through group means: pchip between the middles, whose heights are moved until the means are right.

    `groups` are (first, last, middle), `value(first)` the mean to be kept and `weight(age)` what it is weighted by.
    """
    heights = [value(first) for first, _, _ in groups]
    single = {}
    for _ in range(rounds):
        curve = pchip([(middle, height) for (_, _, middle), height in zip(groups, heights)])
        single = {age: max(curve(age + 0.5), 0.0) for first, last, _ in groups for age in range(first, last + 1)}
        for k, (first, last, _) in enumerate(groups):
            ages = range(first, last + 1)
            mean = sum(weight(age) * single[age] for age in ages) / sum(weight(age) for age in ages)
            heights[k] = max(heights[k] + value(first) - mean, 0.0)
    return single


def moving_mean(values, reach):
    """Mean over up to `reach` neighbours to each side, as many on either."""
    last = len(values) - 1
    windows = [min(reach, k, last - k) for k in range(last + 1)]
    return [sum(values[k - w : k + w + 1]) / (2 * w + 1) for k, w in enumerate(windows)]
