"""The Python in README.md and FORMAT.md runs on what the first command leaves."""

import os
import re
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


class Readme(unittest.TestCase):
    def setUp(self):
        made = tempfile.TemporaryDirectory()
        self.addCleanup(made.cleanup)
        self.folder = made.name
        study = ROOT / "scenarios" / "voorbeeldkavel.yaml"
        subprocess.run([PROGRAM, "run", study, "-o", "voorbeeldkavel.h5", "--set", "years=2", "--quiet"], cwd=self.folder, check=True)

    def output_of(self, code):
        told = subprocess.run([sys.executable, "-c", code], cwd=self.folder, capture_output=True, text=True)
        self.assertEqual(told.returncode, 0, told.stderr)
        return told.stdout

    def test_readme(self):
        code = re.search(r"```python\n(.*?)```", (ROOT / "README.md").read_text(), re.S).group(1)
        shares = [float(share) for share in re.findall(r"^20\d\d +(0\.\d+)$", self.output_of(code), re.M)]
        self.assertEqual(len(shares), 2)
        for share in shares:
            self.assertTrue(0.05 < share < 0.08, share)

    def test_format(self):
        code = re.search(r"((?:^    .*\n)+)", (ROOT / "sim" / "io" / "FORMAT.md").read_text(), re.M).group(1)
        self.assertIn("2024", self.output_of(re.sub("^    ", "", code, flags=re.M)))


if __name__ == "__main__":
    PROGRAM = os.path.abspath(sys.argv.pop(1))
    unittest.main(verbosity=2)
