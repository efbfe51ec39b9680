"""validate, describe, schema, help and version."""

import json

from program import SOURCE, ProgramTest, main


class Commands(ProgramTest):
    def test_help_shows_examples_everywhere(self):
        self.assertIn("kavel run scenarios/voorbeeldkavel.yaml", self.run_program("--help").stdout)
        for command in ("run", "validate", "describe", "life", "schema"):
            said = self.run_program(command, "--help").stdout
            self.assertIn("Example", said)
            self.assertIn(f"kavel {command}", said)

    def test_version(self):
        self.assertRegex(self.run_program("--version").stdout, r"^kavel \d+\.\d+\.\d+\n$")

    def test_unknown_words_are_told(self):
        self.assertIn("did you mean validate?", self.run_program("valdate", "x", expect=2).stderr)
        self.assertIn("kavel: expected a command (run, validate, ",
                      self.run_program(expect=2).stderr)
        said = self.run_program("validate", "small.yaml", "-o", "x.h5", expect=2).stderr
        self.assertEqual(said.splitlines()[:2], ["kavel validate: expected an option it knows, got -o", "1 problem"])

    def test_validate_says_what_is_valid(self):
        done = self.run_program("validate", "small.yaml", "small.yaml")
        self.assertEqual(done.stdout.splitlines(), ["small.yaml: valid: 2 000 persons, 5 years, 2 variants"] * 2)
        self.assertEqual(done.stderr, "")

    def test_validate_tells_all_problems_of_all_files(self):
        (self.folder / "bad.yaml").write_text((self.folder / "small.yaml").read_text().replace("years: 5", "yeers: 5"))
        done = self.run_program("validate", "bad.yaml", "none.yaml", "small.yaml", expect=2)
        self.assertIn("bad.yaml:", done.stderr)
        self.assertIn("none.yaml:", done.stderr)
        self.assertIn("small.yaml: valid", done.stdout)

    def test_every_textbook_study_is_valid(self):
        studies = sorted((SOURCE / "scenarios" / "textbook").glob("*.yaml"))
        self.assertTrue(studies)
        self.run_program("validate", *studies)

    def test_describe_shows_figures_and_where_they_are_from(self):
        said = self.run_program("describe", "small.yaml").stdout
        for words in ("Attribute health: well, ill, dead", "well>ill hazard", "assumed [1]", "[1] nobody",
                      "Outcome qaly", "better_care", "instead of 0.2"):
            self.assertIn(words, said)
        self.run_program("run", "small.yaml", "--quiet")
        self.assertEqual(self.run_program("describe", "small.h5").stdout, said)

    def test_describe_lists_what_is_assumed(self):
        said = self.run_program("describe", "small.yaml", "--assumed").stdout
        self.assertIn("well>ill", said)
        self.assertIn("7 assumed", said)
        self.assertIn("nobody\n", said)  # the reason, once, over all that rest on it
        self.assertEqual(said.count("nobody"), 1)

    def test_describe_groups_figures_by_part_one_a_line(self):
        said = self.run_program("describe", SOURCE / "scenarios/textbook/two-diseases.yaml").stdout
        parts = said.split("\n\n")
        for words in ("Attribute smoking: never, current, former", "at the start: former", "former>current hazard",
                      "current>former hazard"):
            self.assertTrue(any("Attribute smoking" in part and words in part for part in parts), words)
        self.assertRegex(said, r"alive>dead/other hazard +0\.002 … 0\.03 +1/year +assumed \[2\] +Mortality from other")

    def test_describe_as_json_has_every_figure(self):
        told = json.loads(self.run_program("describe", "small.yaml", "--json").stdout)
        self.assertEqual([arm["name"] for arm in told["arms"]], ["usual_care", "better_care"])
        figures = told["arms"][0]["figures"]
        self.assertEqual(len(figures), 7)
        onset = next(figure for figure in figures if figure["what"].endswith("well>ill.hazard"))
        self.assertEqual((onset["value"], onset["unit"], onset["status"], onset["source"]),
                         (0.1, "1/year", "assumed", "nobody"))
        self.assertEqual([figure["value"] for figure in told["arms"][1]["figures"]], [0.1])
        self.run_program("run", "small.yaml", "--quiet")
        self.assertEqual(json.loads(self.run_program("describe", "small.h5", "--json").stdout), told)

    def test_schema_is_json(self):
        self.assertIn("$schema", json.loads(self.run_program("schema").stdout))


if __name__ == "__main__":
    main()
