"""CSV tables as the project writes them: `# key: value` lines, a header, rows by sex, age or other keys."""

import csv
from pathlib import Path

import numpy as np

OLDEST = 120
SEXES = ("female", "male")


class Table:
    def __init__(self, name, heads, rows, columns):
        self.name, self.rows, self.columns = name, rows, columns
        self.title = " ".join(heads.get("title", [name]))
        self.unit = " ".join(heads.get("unit", []))
        self.sources = heads.get("source", [])
        self.status = heads.get("status", ["unstated"])
        self.notes = heads.get("note", [])

    def rows_where(self, **keys):
        return [row for row in self.rows if all(row.get(key) == value for key, value in keys.items())]

    def by_sex_and_age(self, column, outside=np.nan, **keys):
        """[sex, single age 0 to 120]; a table without sex holds for both; by age reached in the year: as it stands."""
        values = np.full((2, OLDEST + 1), outside, dtype=float)
        for row in self.rows_where(**keys):
            if row[column] == "":
                continue
            sexes = [SEXES.index(row["sex"])] if row.get("sex") in SEXES else [0, 1]
            first, last = bounds(row.get("age") or row.get("age_reached") or "0+")
            values[sexes, first : last + 1] = float(row[column])
        return values

    def by_sex(self, column, **keys):
        """[female, male, both]; not a number where the table does not say.

        `column` may be `a+b`, which adds up, or `sexes`: the table has columns female, male, both.
        """
        if column == "sexes":
            row = self.rows_where(**keys)[0]
            return np.array([number(row.get(sex, "")) for sex in (*SEXES, "both")])
        sums = np.full(3, np.nan)
        for row in self.rows_where(**keys):
            place = {"female": 0, "male": 1}.get(row.get("sex"), 2)
            for name in column.split("+"):
                value = number(row[name])
                if not np.isnan(value):
                    sums[place] = value if np.isnan(sums[place]) else sums[place] + value
        return sums


def number(text):
    return float(text) if text not in ("", None) else np.nan


def bounds(age):
    """First and last age of `37`, `35-39`, `90+`."""
    if age.endswith("+"):
        return int(age[:-1]), OLDEST
    first, _, last = age.partition("-")
    return int(first), int(last or first)


def parse(text, name):
    heads = {}
    lines = []
    for line in text.splitlines():
        if line.startswith("#") and not lines:
            key, colon, value = line[1:].strip().partition(":")
            if colon:
                heads.setdefault(key, []).append(value.strip())
        else:
            lines.append(line)
    reader = csv.DictReader(lines)
    rows = list(reader)
    return Table(name, heads, rows, list(reader.fieldnames or []))


class Published:
    """The folder of published tables; each is read once, and which were is remembered."""

    def __init__(self, folder):
        self.folder = Path(folder)
        self.read = {}

    def __call__(self, name):
        if name not in self.read:
            path = self.folder / f"{name}.csv"
            self.read[name] = parse(path.read_text(encoding="utf-8"), name)
        return self.read[name]

    def has(self, name):
        return (self.folder / f"{name}.csv").exists()


def scalar(table, column, **keys):
    return float(table.rows_where(**keys)[0][column])
