"""Who has what together: the joint distribution of education, smoking, weight, blood pressure and conditions in the base year.

A chain: each attribute's margin (by sex and age) is kept; odds ratios by what comes before in the chain spread it. The
engine builds the same distribution from the same tables for founders and arrivals.
"""


def spread(parents, margin, odds):
    """Shares of each state by parent cell: state k of cell z has weight a_k odds(z, k), the first state weight 1.

    `parents` are (probability, cell); `margin` the shares of the states but the first. The a_k are solved so that the
    mean over the parents is the margin, by multiplying each with margin / mean until nothing moves.
    """
    levels = [share / max(1e-12, 1 - sum(margin)) for share in margin]
    weights = [(probability, [odds(cell, k) for k in range(len(margin))]) for probability, cell in parents]
    for _ in range(200):
        means = [0.0] * len(margin)
        shares = []
        for probability, ratios in weights:
            mine = [level * ratio for level, ratio in zip(levels, ratios)]
            total = 1 + sum(mine)
            shares.append([value / total for value in mine])
            for k, value in enumerate(mine):
                means[k] += probability * value / total
        if all(abs(mean - share) <= 1e-11 for mean, share in zip(means, margin)):
            break
        levels = [level * (share / mean if mean > 0 else 0.0) for level, share, mean in zip(levels, margin, means)]
    return shares


def extend(parents, margin, odds):
    """The parents' cells, each split over the states of one more attribute; empty cells are dropped."""
    if sum(margin) == 0:
        return [(probability, cell + (0,)) for probability, cell in parents]
    cells = []
    for (probability, cell), mine in zip(parents, spread(parents, margin, odds)):
        cells.append((probability * (1 - sum(mine)), cell + (0,)))
        cells.extend((probability * share, cell + (k + 1,)) for k, share in enumerate(mine) if share > 0)
    return cells


def shares_of(weights, odds, margin):
    """Share with a condition in each cell, as `spread` of two states; by Newton's method on the log of the level."""
    if margin <= 0:
        return [0.0] * len(weights)
    level = margin / (1 - margin)
    for _ in range(50):
        shares = [level * ratio / (1 + level * ratio) for ratio in odds]
        mean = sum(w * share for w, share in zip(weights, shares))
        slope = sum(w * share * (1 - share) for w, share in zip(weights, shares))
        if abs(mean - margin) <= 1e-11:
            break
        step = (margin - mean) / slope
        level *= 2.0 if step > 0.7 else 0.5 if step < -0.7 else 1 + step
    return shares


def mean(cells, value, given=None):
    """Mean of value(cell) over the cells where given(cell) holds."""
    total = weight = 0.0
    for probability, cell in cells:
        if given is None or given(cell):
            weight += probability
            total += probability * value(cell)
    return total / weight if weight > 0 else 0.0
