#!/usr/bin/env python3
"""Writes the fuzzers' seeds: every shipped study with the files it names, and every table.

    python3 tests/fuzz/corpus.py FOLDER
"""

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LONGEST = 3000  # characters of one file: small seeds are mutated more


def named(text):
    return re.findall(r"[\w./-]+\.(?:csv|yaml)", text) + re.findall(r"(?:model|region): ([\w./-]+)", text)


def with_files(study):
    """The study and, after `=== PATH` each, what it names, directly or not."""
    parts, todo, seen = [study.read_text(errors="replace")], [(study.parent, parts_text) for parts_text in [study.read_text(errors="replace")]], set()
    while todo:
        folder, text = todo.pop()
        for name in named(text):
            path = (folder / name).resolve()
            for inside in ("pack.yaml", "region.yaml"):
                if (path / inside).is_file():
                    path = path / inside
            if not path.is_file() or path in seen or not path.is_relative_to(ROOT):
                continue
            seen.add(path)
            content = path.read_text(errors="replace")[:LONGEST]
            parts.append(f"=== {Path(*path.parts[len(study.parent.resolve().parts):]) if path.is_relative_to(study.parent.resolve()) else path.name}\n{content}")
            todo.append((path.parent, content))
    return "\n".join(parts)


def main():
    target = Path(sys.argv[1])
    for kind in ("study", "table"):
        (target / kind).mkdir(parents=True, exist_ok=True)
    studies = [*ROOT.glob("scenarios/*.yaml"), *ROOT.glob("scenarios/textbook/*.yaml"), *ROOT.glob("tests/cli/bad/*.yaml")]
    for study in studies:
        (target / "study" / study.stem).write_text(with_files(study))
    for table in [*ROOT.glob("scenarios/**/*.csv"), *ROOT.glob("tests/cli/bad/**/*.csv")]:
        (target / "table" / f"{table.parent.name}-{table.stem}").write_text(table.read_text(errors="replace")[:LONGEST])


main()
