"""The project's CSV tables: `# key: value` lines, a header row, then rows keyed by sex, age, year or state."""

import csv
import math
from pathlib import Path

SEXES = ("female", "male")
OPEN_AGE = 105  # the last single row of a table by age is "105+"
AGES = range(OPEN_AGE + 1)


def read(path):
    """Rows of a table as dictionaries; keys stay text, values become numbers where they are numbers."""
    with open(path, encoding="utf-8", newline="") as file:
        rows = csv.DictReader(line for line in file if not line.startswith("#"))
        return [{name: number_or_text(text) for name, text in row.items()} for row in rows]


def number_or_text(text):
    try:
        return float(text)
    except ValueError:
        return text


def bounds(age):
    """First and last age of a band: `37`, `35-39`, `90+` (the open group ends at OPEN_AGE)."""
    text = f"{age:g}" if isinstance(age, float) else age
    if text.endswith("+"):
        return int(text[:-1]), OPEN_AGE
    first, _, last = text.partition("-")
    return int(first), int(last or first)


def age_key(age):
    return f"{age}+" if age == OPEN_AGE else str(age)


def band(first, open_from):
    """Key of a five-year band."""
    return f"{first}+" if first == open_from else f"{first}-{first + 4}"


def by_age(rows, sex, column):
    """Value of `column` at every single age covered by the bands of one sex."""
    values = {}
    for row in rows:
        if row["sex"] == sex:
            first, last = bounds(row["age"])
            values.update((age, row[column]) for age in range(first, last + 1))
    return values


def decimal(value, digits=6):
    """Plain decimal with `digits` significant digits."""
    if not isinstance(value, float):
        return str(value)
    if value == 0:
        return "0"
    places = max(0, digits - 1 - math.floor(math.log10(abs(value))))
    text = f"{value:.{places}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def render(head, columns, rows):
    """A whole table as text; `head` is a list of (key, value)."""
    lines = [f"# {key}: {value}" for key, value in head]
    lines.append(",".join(columns))
    lines.extend(",".join(decimal(value) for value in row) for row in rows)
    return "\n".join(lines) + "\n"


def same(path, text):
    return Path(path).is_file() and Path(path).read_text(encoding="utf-8") == text
