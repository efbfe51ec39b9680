"""Risk factors give back what was put in: risk_factors_test.py PROGRAM PERSONS [REPORT.txt].

The national study with PERSONS inhabitants, all their lives kept, for three years. Poisson regression of the first
episodes of each condition on the joint states of its risk factors, each sex, age and year with a rate of its own, must
give back the pack's rate ratios (but that of activity on heart disease: its cells would be too many). And the part of the
cases that a country would be spared in which nobody smoked, or was overweight, must be what the formula gives for the
joint distribution and the ratios. All within four standard errors.
"""

import shutil
import subprocess
import sys
import tempfile
from math import exp, log
from pathlib import Path

import numpy
from figures import PACK, SEXES, bounds, read
from person_time import GROUPS, OLDEST, Lives
from report import Report

YEARS = 3
BANDS = {"under 55": (0, 55), "55-69": (55, 70), "70 and over": (70, OLDEST + 1)}
CONDITIONS = {  # at risk; first episodes, survived or not; risk factors, those that depend on others after them
    "diabetes": ({"diabetes": "none"}, ["diabetes.none>uncomplicated"], ["ses", "smoking", "bmi"]),
    "ihd": ({"ihd": "none"}, ["ihd.none>acute", "vital.alive>dead/ihd_onset"], ["ses", "smoking", "bmi", "blood_pressure", "diabetes"]),
    "stroke": ({"stroke": "none"}, ["stroke.none>acute", "vital.alive>dead/stroke_onset"],
               ["ses", "smoking", "bmi", "blood_pressure", "diabetes"]),
    "copd": ({"copd": "none"}, ["copd.none>mild"], ["ses", "smoking"]),
    "dementia": ({"dementia": "none"}, ["dementia.none>mild"], ["ses", "blood_pressure", "diabetes", "stroke", "activity"]),
    "lung_cancer": ({"lung_cancer": "none"}, ["lung_cancer.none>treatment"], ["ses", "smoking", "copd"]),
    "breast_cancer": ({"breast_cancer": "none"}, ["breast_cancer.none>treatment"], ["bmi", "drinking"]),
    "back_pain": ({"back_pain": "none"}, ["back_pain.none>chronic"], ["ses", "smoking", "bmi", "activity"]),
    "depression": ({"depression": "none"}, ["depression.none>depression"], ["ses", "bmi", "loneliness", "anxiety"]),
    "loneliness": ({"loneliness": "none"}, ["loneliness.none>moderate"], ["ses", "household"]),
}
FOLLOWING = ("blood_pressure", *CONDITIONS)  # factors that others bring about
NOBODY = {"smoking": {"current": 0, "former": 0}, "bmi": {"overweight": 0, "obese": 0}}
FEWEST = 30  # cases among the exposed from which a ratio is estimated


def levels_of(lives, factor):
    return lives.ses if factor == "ses" else lives.states[factor]


def ratios(lives, condition, factor, axis, axes):
    """Rate ratios as the pack has them, by sex, age and, along one axis, level; shaped like a tally."""
    levels = levels_of(lives, factor)
    found = numpy.ones((2, OLDEST + 1, len(levels)))
    for row in read(PACK / "tables" / f"ratios_{factor}.csv"):
        first, last = bounds(row["age"])
        last = OLDEST if str(row["age"]).endswith("+") else last
        level = levels.index(row["ses"] if factor == "ses" else row["state"])
        found[SEXES.index(row["sex"]), first : last + 1, level] = row[condition]
    return found.reshape([1, 2, OLDEST + 1] + [len(levels) if i == axis else 1 for i in range(axes)])


def products(lives, condition, factors):
    """The product of the ratios of all factors."""
    product = 1.0
    for axis, factor in enumerate(factors):
        product = product * ratios(lives, condition, factor, axis, len(factors))
    return product


def indicators(lives, condition, factors, lived, cases):
    """(name, log of the mean ratio put in, column) of each level and band of ages where the pack has a ratio other than 1."""
    ages = numpy.arange(OLDEST + 1).reshape([1, 1, -1] + [1] * len(factors))
    for axis, factor in enumerate(factors):
        levels = levels_of(lives, factor)
        own = numpy.log(numpy.broadcast_to(ratios(lives, condition, factor, axis, len(factors)), lived.shape))
        along = numpy.arange(len(levels)).reshape([1, 1, 1] + [-1 if i == axis else 1 for i in range(len(factors))])
        for level, name in enumerate(levels):
            for band, (first, end) in BANDS.items():
                column = numpy.broadcast_to((along == level) & (ages >= first) & (ages < end), lived.shape)
                exposed = cases[column].sum()
                if exposed >= FEWEST and own[column & (lived > 0)].any():
                    yield f"{factor} {name}, {band}", cases[column] @ own[column] / exposed, column


def regression(lived, cases, known, columns):
    """Log ratios beside those known and their standard errors; every sex, age and year has its own rate, which is
    profiled out: within it cases fall as lived x known x exp(columns . beta)."""
    strata = lived.shape[0] * lived.shape[1] * lived.shape[2]
    cases = cases.reshape(strata, -1)
    some = cases.sum(axis=1) > 0
    cases = cases[some]
    at_risk = (lived * known).reshape(strata, -1)[some]
    x = numpy.stack([column.reshape(strata, -1)[some] for column in columns], axis=-1).astype(float)
    count = cases.sum(axis=1)
    beta = numpy.zeros(len(columns))
    for _ in range(50):
        share = at_risk * numpy.exp(x @ beta)
        share /= share.sum(axis=1, keepdims=True)
        mean = numpy.einsum("sc,scp->sp", share, x)
        score = numpy.einsum("sc,scp->p", cases, x) - count @ mean
        weighted = (share * count[:, None])[..., None] * x
        information = numpy.tensordot(weighted, x, axes=([0, 1], [0, 1])) - (mean * count[:, None]).T @ mean
        step = numpy.linalg.solve(information, score)
        beta += step
        if abs(step).max() < 1e-9:
            return beta, numpy.sqrt(numpy.diag(numpy.linalg.inv(information)))
    raise SystemExit("the regression has no end")


def hold(report, name, found, expected, error):
    """Logs of ratios, told as ratios."""
    most = exp(expected) * abs(exp(4 * error if found > expected else -4 * error) - 1)
    report.hold(name, exp(found), exp(expected), most=most)


def check_ratios(report, lives):
    for condition, (at_risk, episodes, factors) in CONDITIONS.items():
        lived, cases = (part.sum(axis=0) for part in lives.tally(at_risk, episodes, factors))
        names, known, columns = zip(*indicators(lives, condition, factors, lived, cases))
        beta, error = regression(lived, cases, products(lives, condition, factors), columns)
        for name, put_in, beside, se in zip(names, known, beta, error):
            hold(report, f"{condition}, ratio by {name}", put_in + beside, put_in, se)


def part_by_formula(lives, condition, factor, lived, cases):
    """1 - cases if nobody were exposed / cases. Within a sex, age and year: the mean ratio of the unexposed, over the
    education and other factors of all at risk, against the mean ratio of all. Conditions that the factor brings
    about are those of the unexposed. Over sexes, ages and years by cases."""
    _, _, factors = CONDITIONS[condition]
    risk = lived * products(lives, condition, factors)
    axis = 3 + factors.index(factor)
    brought = tuple(3 + k for k, name in enumerate(factors) if name in FOLLOWING)
    inner = tuple(range(3, lived.ndim))
    unexposed = [numpy.take(part, [0], axis=axis).sum(axis=brought, keepdims=True) for part in (risk, lived)]
    alike = lived.sum(axis=(axis, *brought), keepdims=True)
    spared = alike * numpy.divide(unexposed[0], unexposed[1], out=numpy.zeros_like(alike), where=unexposed[1] > 0)
    seen = (alike * (unexposed[1] > 0)).sum(axis=inner) / numpy.maximum(alike.sum(axis=inner), 1e-9)
    whole = risk.sum(axis=inner)
    share = numpy.divide(spared.sum(axis=inner), whole * seen, out=numpy.ones_like(whole), where=whole * seen > 0)
    weights = cases.sum(axis=inner)
    return 1 - (weights * share).sum() / weights.sum()


def part_by_simulation(condition, factor, lived, cases, lived_without, cases_without):
    """1 - cases at the rates of a country in which nobody was exposed / cases."""
    _, _, factors = CONDITIONS[condition]
    axis, inner = 3 + factors.index(factor), tuple(range(3, lived.ndim))
    time, count = (numpy.take(part, [0], axis=axis).sum(axis=inner) for part in (lived_without, cases_without))
    rates = numpy.divide(count, time, out=numpy.zeros_like(time), where=time > 0)
    return 1 - (lived.sum(axis=inner) * rates).sum() / cases.sum()


def check_parts(report, lives, without, factor):
    """Standard error of the difference by the jackknife over random groups of lineages, the same in both countries."""
    for condition, (at_risk, episodes, factors) in CONDITIONS.items():
        if factor not in factors:
            continue
        groups = [*lives.tally(at_risk, episodes, factors), *without.tally(at_risk, episodes, factors)]
        totals = [part.sum(axis=0) for part in groups]

        def parts(lived, cases, lived_without, cases_without):
            return (part_by_simulation(condition, factor, lived, cases, lived_without, cases_without),
                    part_by_formula(lives, condition, factor, lived, cases))

        found, expected = parts(*totals)
        others = [parts(*(total - part[group] for total, part in zip(totals, groups))) for group in range(GROUPS)]
        differences = numpy.array([a - b for a, b in others])
        error = ((GROUPS - 1) / GROUPS * ((differences - differences.mean()) ** 2).sum()) ** 0.5
        report.hold(f"{condition}, part due to {factor}", found, expected, most=4 * error)


def run(program, folder, persons, nobody=None):
    """The lives of the country; of one in which nobody is exposed to a factor at the start."""
    scenarios = PACK.parents[1]
    shutil.copytree(PACK, folder / "models" / "nl", ignore=shutil.ignore_patterns("derivation", "*.py", "*.md"))
    shutil.copytree(scenarios / "regions" / "nederland", folder / "regions" / "nederland")
    study = Path(shutil.copy(scenarios / "nederland.yaml", folder))
    if nobody:
        with open(folder / "regions" / "nederland" / "region.yaml", "a", encoding="utf-8") as region:
            states = ", ".join(f"{state}: {share}" for state, share in NOBODY[nobody].items())
            region.write(f"prevalences: {{{nobody}: {{states: {{{states}}}}}}}\n")
    output = folder / "lives.h5"
    subprocess.run([program, "run", study, "-o", output, "--quiet", "--persons-sample", str(persons),
                    "--set", f"population.persons={persons}", "--set", f"years={YEARS}"], check=True)
    return Lives(output)


def main(program, persons, path=None):
    report = Report(whole=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        lives = run(program, folder / "usual", int(persons))
        check_ratios(report, lives)
        for factor in NOBODY:
            check_parts(report, lives, run(program, folder / factor, int(persons), factor), factor)
            shutil.rmtree(folder / factor)
    if path:
        Path(path).write_text(report.text() + "\n", encoding="utf-8")
    print(report.text())
    print(f"{report.missed()} of {len(report.lines)} missed, {persons} persons")
    return 1 if report.missed() else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]).resolve(), *sys.argv[2:]))
