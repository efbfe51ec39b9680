"""Who stays in long-term care: those who die less often of all else. How much more a client must die of it so that clients do on average."""

from .settings import MOVES, STATES, WLZ_HOME

ROUNDS = 6


def background_spread(conditions, sex, age):
    """(share, background mortality against the mean) of the cells of education, smoking, weight and conditions nearest to an age."""
    node = min(conditions.nodes[sex], key=lambda node: abs(node.age - age))
    level = sum(p * ratio for (p, _), ratio in zip(node.cells, node.ratios)) / sum(p for p, _ in node.cells)
    return [(p, ratio / level) for (p, _), ratio in zip(node.cells, node.ratios)]


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


def selection(settings, sex, age, setting):
    """Factor on a client's background mortality that keeps the mean of a setting's clients.

    Someone whose background mortality is z times the mean stays 1 / (other + factor z dying) years: so z among the clients has a mean
    below that of those who come in.
    """
    dying, other = leaving(settings, sex, age, setting)
    factor = 1.0
    for _ in range(ROUNDS if dying > 0 else 0):
        stays = [(p / (other + factor * z * dying), z) for p, z in background_spread(settings.conditions, sex, age)]
        factor = sum(stay for stay, _ in stays) / sum(stay * z for stay, z in stays)
    return factor
