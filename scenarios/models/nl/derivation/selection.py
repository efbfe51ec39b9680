"""Who stays in long-term care: those who die less often of all else. How much more a client must die of it so that clients do on average."""

import math

from .settings import MOVES, NURSING_HOME, STATES, WLZ_HOME

ROUNDS = 6
HALF_WAY = 5.0  # years: of the ten over which clients for life are to die as much more as they should


STEP = 0.05  # of the logarithm, within which background mortality counts as the same


def background_spread(conditions, sex, age):
    """(share, background mortality against the mean) of the cells of education, smoking, weight and conditions nearest to an age, and of
    incomes within them; like ones together."""
    node, income = min(conditions.nodes[sex], key=lambda node: abs(node.age - age)), conditions.income
    level = sum(p * ratio for (p, _), ratio in zip(node.cells, node.ratios)) / sum(p for p, _ in node.cells)
    fifths = [[(share, ratio / mean) for share, ratio in zip(shares, income.ratios(sex, node.age))]
              for shares, mean in zip(income.at(sex, node.age), income.mean_ratio(sex, node.age))]
    found = {}
    for (p, cell), ratio in zip(node.cells, node.ratios):
        for share, times in fifths[cell[0]]:
            z = ratio / level * times
            held = found.setdefault(round(math.log(z) / STEP), [0.0, 0.0])
            held[0] += p * share
            held[1] += p * share * z
    return [(p, pz / p) for p, pz in found.values() if p > 0]


def leaving(settings, sex, age, setting):
    """Rates at which clients of a setting leave it: by background mortality, and by everything else."""
    shares, rates, _, _, background = settings.at[sex, age]
    there = [(k, p) for k, (p, state) in enumerate(zip(shares, STATES)) if state[3] == setting]
    clients = sum(p for _, p in there)
    if clients <= 0:
        return 0.0, 0.0
    dying = sum(p * background[k] for k, p in there) / clients
    other = sum(p * (rates[k] - background[k]) for k, p in there) / clients
    if setting == WLZ_HOME:
        other += settings.hazards[sex]["nursing_home"][age] * sum(shares[k] * ratio for k, _, ratio in MOVES["nursing_home"].all) / clients
    return dying, other


def entering(settings, sex, age, setting):
    """Who comes in, as background_spread: into a nursing home those who are waiting at home for it."""
    spread = background_spread(settings.conditions, sex, age)
    if setting != NURSING_HOME:
        return spread
    dying, other = leaving(settings, sex, age, WLZ_HOME)
    if dying + other <= 0:
        return spread
    factor = selection(settings, sex, age, WLZ_HOME)
    return [(p / (other + factor * z * dying), z) for p, z in spread]


def selection(settings, sex, age, setting):
    """Factor on a client's background mortality that keeps the mean of a setting's clients.

    Someone whose background mortality is z times the mean stays 1 / (other + factor z dying) years: so z among the clients has a mean
    below that of those who come in, and theirs below everyone's if they have been clients before.
    """
    dying, other = leaving(settings, sex, age, setting)
    factor, incoming = 1.0, entering(settings, sex, age, setting)
    for _ in range(ROUNDS if dying > 0 else 0):
        stays = [(p / (other + factor * z * dying), z) for p, z in incoming]
        factor = sum(stay for stay, _ in stays) / sum(stay * z for stay, z in stays)
    return factor


def lasting(settings, sex, age, setting):
    """The same for clients for life, who start as everyone of their age does and stay: against everyone, half-way through ten years."""
    dying, _ = leaving(settings, sex, age, setting)
    spread, factor = background_spread(settings.conditions, sex, age), 1.0
    everyone = mean_of_survivors(spread, HALF_WAY * dying / settings.client_ratio)
    for _ in range(ROUNDS):
        factor = everyone / mean_of_survivors(spread, HALF_WAY * factor * dying)
    return factor


def mean_of_survivors(spread, hazard):
    """Mean of z among those who are left after a cumulative hazard of z times this."""
    left = [(p * math.exp(-z * hazard), z) for p, z in spread]
    return sum(p * z for p, z in left) / sum(p for p, _ in left)
