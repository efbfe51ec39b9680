"""What is published of the model's attributes: the rows of targets.csv."""

from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

import numpy as np

from tables import parse

TABLE = Path(__file__).with_name("targets.csv")


@dataclass
class Target:
    attribute: str
    measure: str
    what: list
    table: str
    match: dict
    column: str
    factor: float
    use: str
    why: str
    ages: str = ""  # of whom, as `18-64`; empty: of all
    kind: str = ""  # tells it from others of the same attribute and measure

    @property
    def key(self):
        """Permanent, for figures.csv; without who it is of."""
        return ".".join(part for part in (self.attribute, self.measure, self.kind, self.ages) if part)


def read_targets():
    text = TABLE.read_text(encoding="utf-8")
    return [target_of(row) for row in parse(text, TABLE.name).rows]


def target_of(row):
    match = dict(pair.split("=", 1) for pair in row["match"].split())
    ages, kind = match.pop("ages", ""), match.pop("as", "")
    return Target(
        row["attribute"],
        row["measure"],
        row["what"].split(),
        row["table"],
        match,
        row["column"],
        float(row["factor"]),
        row["use"],
        row["why"],
        ages,
        kind,
    )


def meant(target, result):
    """The states or transitions that a target names, of those the result has."""
    if target.measure in ("prevalence", "persons", "share", "days"):
        states = result.states_of(target.attribute)
        return states[1:] if target.what == ["*"] else [state for state in states if matches(state, target.what)]
    return [name for name in result.transitions if matches(name, target.what)]


def matches(name, patterns):
    return any(fnmatchcase(name, pattern) for pattern in patterns)


def of(context, attribute, *measures):
    """The targets of an attribute whose table is there."""
    return [
        target
        for target in context.targets
        if target.attribute == attribute and target.measure in measures and context.published.has(target.table)
    ]


def is_of_ages(target):
    """[sex, single age 0 to 120]: 1 of those whom it is of, in the middle of the year."""
    from tables import OLDEST, bounds

    of = np.ones((2, OLDEST + 1))
    if target.ages:
        first, last = bounds(target.ages)
        of[:, :first] = of[:, last + 1 :] = 0
    return of


def by_age(context, target):
    """[sex, single age]"""
    return target.factor * context.published(target.table).by_sex_and_age(target.column, **target.match)


def by_sex(context, target):
    """Female, male, both; both is their sum where all of it is told by sex."""
    found = target.factor * context.published(target.table).by_sex(target.column, **target.match)
    split = found[:2].sum()
    if np.isnan(found[2]):
        found[2] = split
    elif not np.isnan(split):  # a part is told by sex, a part is not
        found = np.array([np.nan, np.nan, split + found[2]])
    return found


def middles(context, target):
    """Age in the middle of each row of a table by sex and age, and its values: {sex: (ages, values)}."""
    from tables import bounds

    table = context.published(target.table)
    points = {}
    for row in table.rows_where(**target.match):
        if row[target.column] == "":
            continue
        first, last = bounds(row["age"])
        last = min(last, first + 9)
        sexes = [row["sex"]] if row.get("sex") in ("female", "male") else ["female", "male"]
        for sex in sexes:
            ages, values = points.setdefault(sex, ([], []))
            ages.append((first + last + 1) / 2)
            values.append(target.factor * float(row[target.column]))
    return points
