"""One study, run in many ways through the program, gives result files with the same content (provenance apart)."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

PROGRAM = os.environ["KAVEL_PROGRAM"]
WAYS = [
    ["--threads", "1", "--instruction-set", "plain"],
    ["--threads", "1", "--instruction-set", "sse4", "--block-size", "7"],
    ["--threads", "2", "--instruction-set", "avx2", "--block-size", "64"],
    ["--threads", "3", "--instruction-set", "avx512", "--block-size", "1000"],
    ["--threads", "8"],
    ["--threads", "8", "--block-size", "1"],
    ["--threads", "3", "--block-size", "64", "--instruction-set", "plain"],
]


def run(study: str, output: Path, options: list[str]) -> bool:
    """False where this processor lacks the instruction set asked for."""
    done = subprocess.run([PROGRAM, "run", study, "-o", str(output), "--quiet", *options], capture_output=True, text=True)
    if done.returncode == 2 and "instruction-set" in done.stderr:
        return False
    if done.returncode != 0:
        sys.exit(f"{study} {' '.join(options)}: exit code {done.returncode}\n{done.stderr}")
    return True


def expect_same(first: Path, other: Path, what: str) -> None:
    done = subprocess.run(["h5diff", "--exclude-path", "/provenance", str(first), str(other)], capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"{what}: other content than the first run's\n{done.stdout}{done.stderr}")


def main() -> None:
    study, *options = sys.argv[1:]
    with tempfile.TemporaryDirectory() as folder:
        first = Path(folder) / "first.h5"
        other = Path(folder) / "other.h5"
        run(study, first, [*WAYS[0], *options])
        for way in WAYS[1:]:
            if run(study, other, [*way, *options]):
                expect_same(first, other, f"{study} {' '.join(way)}")
        run(str(first), other, ["--threads", "2"])
        expect_same(first, other, f"{study}, run again from its result file")


main()
