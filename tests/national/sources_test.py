"""Every number of scenarios/ has a source and a status, and SOURCES.md lists every table: sources_test.py PROGRAM."""

import csv
import json
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
from fnmatch import fnmatchcase
from pathlib import Path

SCENARIOS = Path(__file__).resolve().parents[2] / "scenarios"
PACK = SCENARIOS / "models" / "nl"
PROGRAM = Path(sys.argv.pop(1)).resolve()
STATUSES = {"published", "derived", "assumed"}
REQUIRED = ("--set", "model.sources=required")
OF_A_RUN = ("calibrated", "calibrated_2013")  # folders that SOURCES.md lists as wholes


def tables():
    return sorted(SCENARIOS.rglob("*.csv"))


def listed():
    """Names of tables, `*` for any letters, that stand in the first column of SOURCES.md."""
    text = (SCENARIOS / "SOURCES.md").read_text(encoding="utf-8")
    rows = [line.split("|")[1] for line in text.splitlines() if line.startswith("| `")]
    names = [name for row in rows for name in re.findall(r"`([^`]+)`", row)]
    return {name.rsplit("/", 1)[-1] if "/" in name and not name.endswith("/") else name for name in names}


def missing_origins(path):
    """What a table lacks: a source and a status for all of it, or in a column for each row."""
    lines = path.read_text(encoding="utf-8").splitlines()
    head = [line for line in lines if line.startswith("#")]
    rows = list(csv.DictReader(line for line in lines if not line.startswith("#")))
    lacking = []
    for key in ("source", "status"):
        stated = [line.split(":", 1)[1].strip() for line in head if line.startswith(f"# {key}:")]
        by_row = [row[key] for row in rows] if rows and key in rows[0] else []
        if not (all(stated) and stated) and not (by_row and all(by_row)):
            lacking.append(key)
        if key == "status" and set(stated + by_row) - STATUSES:
            lacking.append(f"{key}: {set(stated + by_row) - STATUSES}")
    return lacking


class Sources(unittest.TestCase):
    def test_every_table_has_a_source_and_a_status(self):
        lacking = {str(path.relative_to(SCENARIOS)): missing_origins(path) for path in tables()}
        self.assertEqual({name: what for name, what in lacking.items() if what}, {})

    def test_every_table_is_listed(self):
        names = listed()
        unlisted = [
            str(path.relative_to(SCENARIOS))
            for path in tables()
            if path.parent.name not in OF_A_RUN and not any(fnmatchcase(path.stem, name) for name in names)
        ]
        self.assertEqual(unlisted, [])
        self.assertTrue({f"{folder}/" for folder in OF_A_RUN} <= names)

    def test_what_is_listed_is_there(self):
        stems = {path.stem for path in tables()}
        folders = {name for path in SCENARIOS.rglob("*") if path.is_dir() for name in (path.name, f"{path.name}/")}
        gone = [name for name in listed() - folders if not any(fnmatchcase(stem, name) for stem in stems)]
        self.assertEqual(gone, [])

    def test_every_figure_of_the_model_has_a_source_of_its_own(self):
        """A file whose figures have theirs says `see each table` at its head: no figure may fall back on that."""
        for study in ("nederland", "nederland-2013", "voorbeeldkavel"):
            self.run_program("validate", SCENARIOS / f"{study}.yaml", *REQUIRED)
            told = self.run_program("describe", SCENARIOS / f"{study}.yaml", "--json")
            figures = [figure for arm in json.loads(told.stdout)["arms"] for figure in arm["figures"]]
            self.assertGreater(len(figures), 300)
            without = [figure for figure in figures if not figure["source"] or figure["source"].startswith("see each table")]
            self.assertEqual(without, [])
            self.assertLessEqual({figure["status"] for figure in figures}, STATUSES)

    def test_a_figure_without_is_refused(self):
        """In copies of both packs: one figure without a source, one without a status."""
        for study, region in (("nederland", "nederland"), ("voorbeeldkavel", "voorbeeldkavel")):
            for key, value in (("source", '"by definition: the acute year"'), ("status", "assumed")):
                with tempfile.TemporaryDirectory() as made:
                    said = self.validated_without(f"{key}: {value}", study, region, Path(made))
                    self.assertIn(f"transitions.acute>after.duration: expected a {key}", said)

    def validated_without(self, words, study, region, folder):
        shutil.copytree(PACK, folder / "models" / "nl", ignore=shutil.ignore_patterns("derivation", "*.py", "*.md"))
        shutil.copytree(SCENARIOS / "regions" / region, folder / "regions" / region)
        shutil.copytree(SCENARIOS / "programmes", folder / "programmes")
        falls = folder / "models" / "nl" / "falls.yaml"
        lines = falls.read_text(encoding="utf-8").splitlines()
        at = next(k for k, line in enumerate(lines) if line.lstrip().startswith("acute>after:"))
        self.assertIn(words, lines[at])
        lines[at] = lines[at].replace(", " + words, "")
        falls.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return self.run_program("validate", shutil.copy(SCENARIOS / f"{study}.yaml", folder), *REQUIRED, expect=2).stderr

    def run_program(self, *arguments, expect=0):
        told = subprocess.run([PROGRAM, *arguments], capture_output=True, text=True)
        self.assertEqual(told.returncode, expect, told.stderr)
        return told


if __name__ == "__main__":
    unittest.main()
