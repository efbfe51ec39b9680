"""Every study of scenarios/ runs and its programmes reach people. With arms only those whom a programme touches are lived again: that equals living everyone."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import h5py

PROGRAM = os.environ["KAVEL_PROGRAM"]
SMALL = ["--quiet", "--set", "population.persons=3000", "--set", "years=10"]
WHOLE = ["--quiet", "--set", "years=10"]
RARE = "dialysis"  # about one in 100,000 inhabitants starts it at home in a year: looked for in a whole region


def run(study: Path, output: Path, *options: str, size: list[str] = SMALL) -> None:
    done = subprocess.run([PROGRAM, "run", study, "-o", output, *size, *options], capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"{study} {' '.join(options)}: exit code {done.returncode}\n{done.stderr}")


def expect_same(first: Path, other: Path, what: str) -> None:
    done = subprocess.run(["h5diff", "--exclude-path", "/provenance", first, other], capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"{what}\n{done.stdout}{done.stderr}")


def expect_reach(result: Path, study: Path, but: str = "") -> None:
    with h5py.File(result) as file:
        starts = {}
        for name, events in zip(file["transition"].asstr()[:], file["events"][:].sum(axis=tuple(range(5)))):
            if ".outside>taking_part" in name:
                programme = name.removeprefix("programme.").split(".outside>")[0]
                starts[programme] = starts.get(programme, 0) + events
    expected = [count for name, count in starts.items() if not but or but not in name]
    if not expected or min(expected) == 0:
        sys.exit(f"{study}: a programme that reaches nobody: {starts}")


def main() -> None:
    studies = sorted(Path("scenarios").glob("*.yaml"))
    with_arms = 0
    with tempfile.TemporaryDirectory() as folder:
        diverged, full = Path(folder) / "diverged.h5", Path(folder) / "full.h5"
        for study in studies:
            run(study, diverged, "--threads", "2")
            if "\narms:" not in study.read_text():
                continue
            with_arms += 1
            expect_reach(diverged, study, RARE)
            run(study, full, "--threads", "1", "--full-arms")
            expect_same(diverged, full, f"{study}: --full-arms gives other results")
        region = Path("scenarios/ziekenhuiszorg-thuis.yaml")
        run(region, diverged, "--threads", "2", size=WHOLE)
        expect_reach(diverged, region)
    if with_arms < 3:
        sys.exit(f"only {with_arms} studies with arms in scenarios/: is this the source folder?")


main()
