"""Period life tables of age groups: rates are constant within a group.

Those of an age group on 1 January live the year half a year older on average, so the group from 65 covers the exact
ages from 65.5 on; the first group also holds those born in the year and covers birth to its end.
"""

import numpy as np


def exact_edges(starts):
    return np.array([0.0, *(start + 0.5 for start in starts[1:])])


def survivors(rates, starts):
    """Alive at the exact edge of each group, of one born."""
    widths = np.diff(exact_edges(starts))
    return np.concatenate([[1.0], np.exp(-np.cumsum(rates[:-1] * widths))])


def years_lived(rates, starts, from_age=0.0):
    """Years lived in each group beyond an exact age, of one born; the last group is open."""
    edges = exact_edges(starts)
    alive = survivors(rates, starts)
    lived = np.zeros(len(rates))
    for k, rate in enumerate(rates):
        first = max(edges[k], from_age)
        last = edges[k + 1] if k + 1 < len(rates) else np.inf
        if first >= last:
            continue
        at_first = alive[k] * np.exp(-rate * (first - edges[k]))
        width = last - first
        if rate > 0:
            lived[k] = at_first * (1 if np.isinf(width) else -np.expm1(-rate * width)) / rate
        else:
            lived[k] = at_first * width
    return lived


def alive_at(rates, starts, age):
    edges = exact_edges(starts)
    k = int(np.searchsorted(edges, age, side="right")) - 1
    return survivors(rates, starts)[k] * np.exp(-rates[k] * (age - edges[k]))


def expectancy(rates, starts, age=0.0):
    return years_lived(rates, starts, age).sum() / alive_at(rates, starts, age)


def healthy(rates, shares, starts, age=0.0):
    """Sullivan: years lived in each group x share of it in good health."""
    return (years_lived(rates, starts, age) * shares).sum() / alive_at(rates, starts, age)


def can_be_told(deaths, lived):
    """Is there anyone in every group, and did anyone die in the open one?"""
    return bool((lived > 0).all() and deaths[-1] > 0)


def expectancy_se(deaths, lived, starts, age=0.0):
    """Chiang's variance for constant rates, by the derivative of e to each rate: deaths are Poisson."""
    rates = deaths / lived
    base = expectancy(rates, starts, age)
    variance = 0.0
    for k in range(len(rates)):
        if deaths[k] <= 0:
            continue
        step = rates[k] * 1e-4
        moved = rates.copy()
        moved[k] += step
        variance += ((expectancy(moved, starts, age) - base) / step) ** 2 * deaths[k] / lived[k] ** 2
    return float(np.sqrt(variance))
