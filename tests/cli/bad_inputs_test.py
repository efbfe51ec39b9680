"""Each tests/cli/bad/NAME.expected holds the problems that `kavel validate` must find in NAME.yaml (or the file NAME)."""

import unittest

from program import SOURCE, ProgramTest, main

BAD = SOURCE / "tests" / "cli" / "bad"


class BadInputs(ProgramTest):
    def test_each_is_told(self):
        cases = sorted(BAD.glob("*.expected"))
        self.assertGreater(len(cases), 10)
        for case in cases:
            with self.subTest(case.stem):
                study = case.with_suffix(".yaml")
                settings = case.with_suffix(".set")
                overrides = settings.read_text().splitlines() if settings.exists() else []
                arguments = [f"--set={override}" for override in overrides]
                done = self.run_program("validate", study.name if study.exists() else case.stem, *arguments,
                                        folder=BAD, expect=2)
                *problems, count = done.stderr.splitlines()
                self.assertEqual("\n".join(problems), case.read_text().rstrip("\n"))
                self.assertEqual(int(count.split()[0]), len(problems))
                self.assertEqual(done.stdout, "")


if __name__ == "__main__":
    main()
