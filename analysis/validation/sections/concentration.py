"""How far spending is concentrated in few people."""

from statistics import NormalDist

import numpy as np

import look
from comparison import HELD_OUT, Comparison
from section import Section, source_of

DRAWS = 400_000
PARTS = 1024  # equally likely multiples, as the engine has
TOPS = (0.01, 0.05, 0.10)


def section(context):
    result = context.result
    year = result.years[0]
    made = Section(
        "Concentration of spending",
        (
            "Share of spending that goes to the dearest people. The result file has no drawn spending of persons, so "
            "it is drawn here, from the spreads and the mean spending of each sex and age that the file holds."
        ),
        used={HELD_OUT},
    )
    spreads = sorted({spread for spread in result.activity_spread if spread})
    if not spreads:
        made.missing.append("the file does not say which activities are spread how (money/activity_spread)")
        return made
    spent = drawn(result, year, spreads)
    share = np.cumsum(np.sort(spent)[::-1]) / spent.sum()
    tops = {top: share[int(top * len(share)) - 1] for top in TOPS}
    draw(context, made, share, year)
    table = context.published("spending_concentration_2016")
    for row in table.rows:
        top = float(row["persons"])
        made.comparisons.append(
            Comparison(
                f"concentration.{top:g}",
                f"share of spending of the dearest {100 * top:g} %",
                100 * tops[top],
                100 * float(row["cost"]),
                "%",
                HELD_OUT,
                source_of(table),
                decimals=1,
                error=100 * sampling_error(spent, top),
                why=(
                    "published: all insured and all Zvw care, 2016; here: adults and the care under the deductible,"
                    " without GPs and district nursing; the spread itself is an assumption, fitted to who pays the"
                    " deductible: {miss} points"
                ),
            )
        )
    made.notes.append(
        "dearest " + ", ".join(f"{100 * top:g} %: {100 * tops[top]:.1f} %" for top in TOPS) + " of spending"
    )
    made.missing.append(
        "from the run's own draws: the engine draws only for the deductible and keeps no distribution. Proposed: a"
        " histogram of drawn spending by sex and age as integers, money/drawn_spending"
    )
    return made


def drawn(result, year, spreads):
    """Spending of DRAWS adults like those of the year, drawn as the engine does (sim/README.md, "Deductibles"), but around
    what is expected at their sex and age, not in their own states."""
    chance = np.random.Generator(np.random.PCG64(1))
    people = result.lived(year).sum(axis=-1)
    cost = result.cost[result.at(year)].sum(axis=2)
    cells = [(sex, group) for sex in range(2) for group, start in enumerate(result.starts) if start >= 18]
    weight = np.array([people[cell] for cell in cells])
    count = np.floor(DRAWS * weight / weight.sum()).astype(int)
    where = np.repeat(np.arange(len(cells)), count)
    total = np.zeros(len(where))
    for spread in spreads:
        own = [k for k, name in enumerate(result.activity_spread) if name == spread]
        users, variation = (
            result.in_groups(np.nan_to_num(result.figure(f"model.spreads.{spread}.{name}")), year)
            for name in ("users", "variation")
        )
        mean = np.array([cost[cell][own].sum() / people[cell] for cell in cells])
        factors = np.array([parts(users[cell], variation[cell]) for cell in cells])
        total += mean[where] * factors[where, chance.integers(0, PARTS, len(where))]
    return total


def parts(users, variation):
    """The means of PARTS equally likely parts of: nothing, or, for a share of users, lognormal; 1 altogether."""
    sigma = np.sqrt(np.log1p(variation**2))
    of_users = np.clip((np.arange(PARTS + 1) / PARTS - (1 - users)) / users, 0, 1)
    normal = NormalDist()
    below = np.array([0.0 if q <= 0 else 1.0 if q >= 1 else normal.cdf(normal.inv_cdf(q) - sigma) for q in of_users])
    return PARTS * np.diff(below)


def sampling_error(spent, top, parts=20):
    """Standard error of the share, by drawing in parts."""
    chance = np.random.Generator(np.random.PCG64(2))
    shares = []
    for part in np.array_split(chance.permutation(spent), parts):
        ordered = np.sort(part)[::-1]
        shares.append(ordered[: max(1, int(top * len(ordered)))].sum() / ordered.sum())
    return np.std(shares, ddof=1) / np.sqrt(parts)


def draw(context, made, share, year):
    table = context.published("spending_concentration_2016")
    figure, (axis,) = look.panels(1, width=4.8, height=3.0)
    persons = 100 * np.arange(1, len(share) + 1) / len(share)
    axis.plot(persons, 100 * share, color="#0072B2", label=f"drawn, adults, {year}")
    look.marks(
        axis,
        [100 * float(row["persons"]) for row in table.rows],
        [100 * float(row["cost"]) for row in table.rows],
        HELD_OUT,
        label=look.mark_label(HELD_OUT) + " (2016, all care)",
    )
    axis.set_xscale("log")
    axis.set_xlim(0.1, 100)
    axis.set_xticks([0.1, 1, 5, 10, 50, 100], ["0.1", "1", "5", "10", "50", "100"])
    axis.set_ylim(0, 100)
    axis.set_xlabel("% of people, dearest first (logarithmic)")
    axis.set_ylabel("% of spending")
    made.picture(
        "concentration",
        look.finish(figure, [axis], columns=2),
        "Spending under the deductible of the dearest people.",
        source_of(table),
    )
