"""What the tests of the program share: it runs, in a folder of its own that is gone afterwards."""

import pathlib
import subprocess
import sys
import tempfile
import unittest

SOURCE = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = pathlib.Path(sys.argv.pop(1)).resolve() if len(sys.argv) > 1 else None

SMALL = """\
title: A small cohort
years: 5
population: {persons: 2000, sex: female, age: 40}
model:
  title: Alive or dead
  source: nobody
  status: assumed
  attributes:
    health:
      states: [well, ill, dead]
      leaves: {dead: death}
      transitions:
        well>ill: {hazard: 0.1}
        well>dead: {hazard: 0.02}
        ill>dead: {hazard: 0.2}
  outcomes:
    cost:
      kind: cost
      unit: EUR
      per_year: {health: {well: 100, ill: 2000}}
    qaly:
      kind: effect
      unit: QALY
      per_year: {health: {well: 1, ill: 0.7}}
variants:
  usual_care: {}
  better_care:
    model.attributes.health.transitions.ill>dead.hazard: 0.1
"""


class ProgramTest(unittest.TestCase):
    def setUp(self):
        self._folder = tempfile.TemporaryDirectory()
        self.folder = pathlib.Path(self._folder.name)
        (self.folder / "small.yaml").write_text(SMALL)

    def tearDown(self):
        self._folder.cleanup()

    def run_program(self, *arguments, folder=None, expect=0, **options):
        """The finished process, after a check of its exit code."""
        done = subprocess.run([PROGRAM, *map(str, arguments)], cwd=folder or self.folder, capture_output=True,
                              text=True, timeout=100, **options)
        self.assertEqual(done.returncode, expect, done.stdout + done.stderr)
        return done

    def files(self):
        return sorted(path.name for path in self.folder.iterdir())


def main():
    unittest.main(verbosity=2)
