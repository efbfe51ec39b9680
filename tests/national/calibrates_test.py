"""The Dutch pack can be calibrated as it is shipped: few persons and years, so the figures are not looked at."""

import subprocess
import sys
import tempfile
from pathlib import Path

SCENARIOS = Path(__file__).resolve().parents[2] / "scenarios"


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def main(program):
    with tempfile.TemporaryDirectory() as made:
        study = SCENARIOS / "nederland.yaml"
        subprocess.run([program, "calibrate", study, "-o", made, "--persons", "200000", "--set", "years=2", "--quiet"], check=True)
        got, shipped = names(Path(made)), names(SCENARIOS / "models" / "nl" / "calibrated")
        if got != shipped:
            sys.exit(f"expected the files {shipped}, got {got}")


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
