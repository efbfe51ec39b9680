#!/usr/bin/env python3
"""Builds the fuzzers (preset `fuzz`) and runs each for a while on fresh seeds; exits 1 if one finds something, 77 where
there is no clang.

    python3 tests/fuzz/run.py [SECONDS]
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TARGETS = ("study", "table")


def main():
    seconds = sys.argv[1] if len(sys.argv) > 1 else "60"
    if not shutil.which("clang++"):
        print("no clang++: nothing is fuzzed")
        return 77
    build = ["cmake", "--build", "--preset", "fuzz", "--target", *(f"fuzz_{target}" for target in TARGETS)]
    for command in (["cmake", "--preset", "fuzz"], build):
        subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, "-B", ROOT / "tests/fuzz/corpus.py", folder], check=True)
        for target in TARGETS:
            found = subprocess.run(
                [ROOT / f"build/fuzz/tests/fuzz/fuzz_{target}", f"-max_total_time={seconds}", "-timeout=20",
                 "-max_len=8000", "-verbosity=0", "-print_final_stats=1", f"-dict={ROOT}/tests/fuzz/study.dict",
                 f"-artifact_prefix={ROOT}/build/fuzz/{target}-", Path(folder) / target])
            if found.returncode != 0:
                print(f"fuzz_{target} found something: see build/fuzz/{target}-*")
                return 1
    return 0


sys.exit(main())
