#!/usr/bin/env python3
"""Writes the fuzzers' seeds: every shipped study with the files it names, and every table.

    python3 tests/fuzz/corpus.py FOLDER
"""

import os
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LONGEST = 3000  # characters of one file: small seeds are mutated more


def files_named_in(text, folder):
    """Files and folders that a study, pack or region names, as far as they exist."""
    for name in re.findall(r"[\w./-]+\.(?:csv|yaml)|(?<=model: )[\w./-]+|(?<=region: )[\w./-]+", text):
        for path in (folder / name, folder / name / "pack.yaml", folder / name / "region.yaml"):
            if path.is_file():
                yield path.resolve()


def with_files(study):
    """The study, then `=== PATH` and the text of each file it names, directly or not."""
    texts = {study.resolve(): study.read_text(errors="replace")}
    todo = list(texts)
    while todo:
        path = todo.pop()
        for named in files_named_in(texts[path], path.parent):
            if named not in texts:
                texts[named] = named.read_text(errors="replace")[:LONGEST]
                todo.append(named)
    first, *others = texts
    parts = [texts[first], *(f"=== {os.path.relpath(path, first.parent)}\n{texts[path]}" for path in others)]
    settings = study.with_suffix(".set")
    if settings.is_file():
        parts.append(f"=== --set\n{settings.read_text()}")
    return "\n".join(parts)


def main():
    target = Path(sys.argv[1])
    for kind in ("study", "table"):
        (target / kind).mkdir(parents=True, exist_ok=True)
    for pattern in ("scenarios/*.yaml", "scenarios/textbook/*.yaml", "tests/cli/bad/*.yaml"):
        for study in ROOT.glob(pattern):
            (target / "study" / study.stem).write_text(with_files(study))
    for pattern in ("scenarios/**/*.csv", "tests/cli/bad/**/*.csv"):
        for table in ROOT.glob(pattern):
            name = f"{table.parent.name}-{table.stem}"
            (target / "table" / name).write_text(table.read_text(errors="replace")[:LONGEST])


main()
