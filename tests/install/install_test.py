#!/usr/bin/env python3
"""An installed program works from any folder, finds the scenarios installed with it, and may be moved."""

import argparse
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2]


class Install(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.elsewhere = Path(cls.folder.name, "elsewhere")
        cls.elsewhere.mkdir()
        first = Path(cls.folder.name, "first")
        subprocess.run([arguments.cmake, "--install", arguments.build, "--prefix", first], check=True,
                       stdout=subprocess.DEVNULL)
        cls.prefix = Path(cls.folder.name, "moved", "here")
        cls.prefix.parent.mkdir()
        first.rename(cls.prefix)  # nothing may remember where it was installed
        cls.scenarios = cls.prefix / "share" / "kavel" / "scenarios"

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def run_study(self, study, result):
        return subprocess.run([self.prefix / "bin" / "kavel", "run", study, "--quiet", "-o", result, "--set", "years=1"],
                              cwd=self.elsewhere, capture_output=True, text=True)

    def test_every_scenario_is_installed_unchanged(self):
        for path in (SOURCE / "scenarios").rglob("*"):
            if path.is_file() and path.suffix != ".h5" and "__pycache__" not in path.parts:
                installed = self.scenarios / path.relative_to(SOURCE / "scenarios")
                self.assertTrue(installed.is_file(), installed)
                self.assertEqual(installed.read_bytes(), path.read_bytes(), installed)

    def test_nothing_else_is_installed(self):
        self.assertEqual([p.name for p in (self.prefix / "bin").iterdir()], ["kavel"])
        self.assertEqual(sorted(p.name for p in self.prefix.iterdir()), ["bin", "share"])

    def test_a_study_is_found_by_its_name(self):
        # Under a name that only the installed folder knows, so that the source folder cannot serve it.
        shutil.copy(self.scenarios / "voorbeeldkavel.yaml", self.scenarios / "only_here.yaml")
        done = self.run_study("only_here.yaml", "x.h5")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertGreater((self.elsewhere / "x.h5").stat().st_size, 0)

    def test_a_study_of_ones_own_stands_beside_them(self):
        shutil.copy(self.scenarios / "textbook" / "sick-sicker.yaml", self.elsewhere / "mine.yaml")
        done = self.run_study("mine.yaml", "mine.h5")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertTrue((self.elsewhere / "mine.h5").is_file())

    def test_an_unknown_study_is_the_users_error(self):
        done = self.run_study("there_is_none.yaml", "none.h5")
        self.assertEqual(done.returncode, 2, done.stderr)
        self.assertFalse((self.elsewhere / "none.h5").exists())


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--cmake", required=True)
    parser.add_argument("--build", required=True)
    arguments, rest = parser.parse_known_args()
    unittest.main(argv=sys.argv[:1] + rest)
