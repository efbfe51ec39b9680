"""`kavel run`: what it writes and says, and what it refuses."""

import json
import os
import pathlib
import re
import shutil
import subprocess
import unittest

from program import PROGRAM, SOURCE, ProgramTest, main


class Run(ProgramTest):
    def test_writes_a_file_and_a_table(self):
        done = self.run_program("run", "small.yaml")
        self.assertEqual(self.files(), ["small.h5", "small.yaml"])
        self.assertIn("A small cohort", done.stdout)
        self.assertIn("better_care against usual_care", done.stdout)
        self.assertIn("Written: small.h5", done.stdout)
        self.assertEqual(done.stderr, "")  # nothing but results when piped
        self.assertNotIn("\033", done.stdout)
        self.assertLessEqual(max(map(len, done.stdout.splitlines())), 100)

    def test_quiet_says_nothing(self):
        done = self.run_program("run", "small.yaml", "--quiet", "-o", "other.h5")
        self.assertEqual((done.stdout, done.stderr), ("", ""))
        self.assertIn("other.h5", self.files())

    def test_json_is_one_object(self):
        done = self.run_program("run", "small.yaml", "--json", "--threads", "1", "--seed", "18446744073709551615")
        told = json.loads(done.stdout)
        self.assertEqual(told["persons"], 2000)
        self.assertEqual(told["threads"], 1)
        self.assertEqual(told["seed"], 2**64 - 1)
        self.assertEqual(told["output"], "small.h5")
        self.assertEqual(told["output_bytes"], (self.folder / "small.h5").stat().st_size)
        self.assertGreater(told["person_years"], 2000)
        self.assertGreater(told["seconds"], 0)
        self.assertAlmostEqual(told["person_years_per_second"], told["person_years"] / told["seconds"], delta=1)
        self.assertGreater(told["peak_memory_bytes"], 1 << 20)
        self.assertEqual([arm["name"] for arm in told["arms"]], ["usual_care", "better_care"])
        self.assertEqual(set(told["arms"][0]["totals"]), {"cost", "qaly"})

    def write_programme(self, **offer):
        study = (self.folder / "small.yaml").read_text().split("variants:")[0]
        (self.folder / "advised.yaml").write_text(study + f"""\
programmes:
  advice:
    title: Advice
    source: nobody
    status: assumed
    offer: {json.dumps(offer)}
    uptake: 0.5
    lasts: 2
    effects: {{hazard: [{{transitions: [health.well>ill], ratio: 0.5}}]}}
arms: {{advised: [advice]}}
""")

    def test_arms_are_compared_in_one_table(self):
        self.write_programme()
        said = self.run_program("run", "advised.yaml").stdout
        for words in ("Minus usual care, 2025 to 2029", "People in programmes", "Deaths, new and repeated cases", "half the 95 % interval"):
            self.assertIn(words, said)
        started = re.search(r"  reached +([\d ]+) ± ", said).group(1).replace(" ", "")
        told = json.loads(self.run_program("run", "advised.yaml", "--json").stdout)
        rows = {(row["on"], row["name"], row["part"]): row for row in told["comparison"]}
        self.assertEqual(rows["reached", "all", ""]["arms"]["advised"]["difference"], int(started))
        self.assertLess(rows["events", "health.ill", ""]["arms"]["advised"]["difference"], 0)
        self.assertGreater(rows["effects", "qaly", ""]["arms"]["advised"]["standard_error"], 0)
        everything = self.run_program("run", "advised.yaml", "--verbose").stdout
        self.assertIn("health.well>ill", everything)
        self.assertNotIn("health.well>ill", said)
        self.assertNotIn("comparison", json.loads(self.run_program("run", "small.yaml", "--json").stdout))

    def test_an_arm_in_which_nobody_starts_says_why(self):
        self.write_programme(start=2060)
        said = self.run_program("run", "advised.yaml").stdout
        self.assertIn("No arm differs from usual care.\n\n"
                      "Nobody starts in advice: it is offered from 2060, the study ends with 2029.\n", said)
        self.assertNotIn("Minus usual care", said)

    def test_a_cost_takes_in_others(self):
        """A wider perspective by a switch: in every arm, what a programme adds to the others too."""
        study = (self.folder / "small.yaml").read_text().split("variants:")[0]
        (self.folder / "wide.yaml").write_text(study.replace("    qaly:", """\
    carers: {kind: cost, unit: EUR, per_year: {health: {ill: 300}}}
    work: {kind: cost, unit: EUR, per_transition: {health: {well>ill: 5000}}}
    qaly:""") + """\
programmes:
  advice:
    title: Advice
    source: nobody
    status: assumed
    uptake: 0.5
    effects: {hazard: [{transitions: [health.well>ill], ratio: 0.5}], outcomes: {carers: 70}}
arms: {advised: [advice]}
""")

        def totals(*more):
            told = json.loads(self.run_program("run", "wide.yaml", "--json", *more).stdout)
            return [{name: total["mean"] for name, total in arm["totals"].items()} for arm in told["arms"]]

        narrow, wide = totals(), totals("--set", "model.outcomes.cost.includes=[carers, work]")
        carers = totals("--set", "model.outcomes.cost.includes=[carers]")
        for before, after, with_carers in zip(narrow, wide, carers):
            self.assertGreater(before["carers"] * before["work"], 0)
            self.assertAlmostEqual(after["cost"], before["cost"] + before["carers"] + before["work"], delta=0.01)
            self.assertAlmostEqual(with_carers["cost"], before["cost"] + before["carers"], delta=0.01)
            for same in ("carers", "work", "qaly"):
                self.assertEqual(after[same], before[same])
        self.assertNotEqual(narrow[0]["carers"], narrow[1]["carers"])
        told = self.run_program("describe", "wide.yaml", "cost", "--set", "model.outcomes.cost.includes=[carers, work]").stdout
        self.assertIn("counting all time in a state; with carers, work\n", told)

    def same_content(self, first, second):
        """Bytes alone would differ in /provenance."""
        done = subprocess.run(["h5diff", "--exclude-path", "/provenance", first, second], cwd=self.folder,
                              capture_output=True, text=True)
        return done.returncode == 0 and done.stdout == ""

    def write_region(self, areas):
        rows = [f"{sex},{age},area{area},{ses},2" for sex in ("female", "male") for age in range(3)
                for area in range(areas) for ses in ("low", "high")]
        (self.folder / "people.csv").write_text("sex,age,area,ses,persons\n" + "\n".join(rows) + "\n")
        (self.folder / "region.yaml").write_text(
            "title: A region\nsource: nobody\nstatus: assumed\npopulation: people.csv\n")
        study = (self.folder / "small.yaml").read_text()
        study = re.sub(r"population: .*", "population: {region: region.yaml}", study)
        (self.folder / "region-study.yaml").write_text(study)

    @unittest.skipUnless(shutil.which("h5diff"), "needs h5diff")
    def test_the_full_cross_is_announced_and_kept(self):
        self.write_region(areas=3)
        done = self.run_program("run", "region-study.yaml", "--full-cross", "-o", "cross.h5")
        self.assertRegex(done.stderr, r"^full cross: [\d ]+ cells, [\d.]+ [kM]B in the file before it is compressed, "
                                      r"at most [\d.]+ [kM]B of memory\n$")
        quiet = self.run_program("run", "cross.h5", "--quiet", "-o", "again.h5")
        self.assertEqual(quiet.stderr, "")
        self.assertTrue(self.same_content("cross.h5", "again.h5"))
        self.run_program("run", "cross.h5", "--quiet", "--no-full-cross", "-o", "without.h5")
        self.run_program("run", "region-study.yaml", "--quiet", "-o", "plain.h5")
        self.assertTrue(self.same_content("without.h5", "plain.h5"))
        self.assertFalse(self.same_content("cross.h5", "plain.h5"))

    def test_a_full_cross_is_wanted_or_not(self):
        self.refused("small.yaml", "--full-cross", "--no-full-cross", says="excludes")

    def test_a_full_cross_larger_than_memory_is_refused(self):
        self.write_region(areas=400)
        done = self.run_program("run", "region-study.yaml", "--full-cross", "--threads", "1024", "--set", "years=200",
                                "--set", f"age_groups={list(range(0, 121))}", expect=2)
        self.assertIn("--full-cross: expected a cross that fits in the ", done.stderr)
        self.assertNotIn("region-study.h5", self.files())

    @unittest.skipUnless(shutil.which("h5diff"), "needs h5diff")
    def test_a_result_runs_again(self):
        self.run_program("run", "small.yaml", "--set", "years=4", "--seed", "3", "--threads", "1", "--quiet")
        (self.folder / "small.yaml").unlink()
        self.run_program("run", "small.h5", "--threads", "3", "--block-size", "7", "--quiet")
        self.assertEqual(self.files(), ["small-again.h5", "small.h5"])
        self.assertTrue(self.same_content("small.h5", "small-again.h5"))
        self.run_program("run", "small.h5", "--seed", "4", "-o", "other.h5", "--quiet")
        self.assertFalse(self.same_content("small.h5", "other.h5"))
        self.run_program("run", "other.h5", "--seed", "3", "-o", "back.h5", "--quiet")
        self.assertTrue(self.same_content("small.h5", "back.h5"))

    @unittest.skipUnless(shutil.which("h5diff"), "needs h5diff")
    def test_every_instruction_set_gives_the_same(self):
        self.run_program("run", "small.yaml", "--quiet", "--instruction-set", "plain", "-o", "plain.h5")
        refusal = self.run_program("run", "small.yaml", "--instruction-set", "abacus", expect=2).stderr
        sets = re.search(r"one that this processor has: (.*), got abacus", refusal).group(1).split(", ")
        self.assertLessEqual({"plain", "sse4"}, set(sets))
        for name in sets[1:]:
            self.run_program("run", "small.yaml", "--quiet", "--instruction-set", name, "-o", "other.h5")
            self.assertTrue(self.same_content("plain.h5", "other.h5"), name)

    def test_replaces_an_existing_file(self):
        (self.folder / "small.h5").write_text("old")
        self.run_program("run", "small.yaml", "--quiet")
        self.assertGreater((self.folder / "small.h5").stat().st_size, 10000)

    def refused(self, *arguments, says, expect=2, files=("small.yaml",), **options):
        done = self.run_program("run", *arguments, expect=expect, **options)
        self.assertIn(says, done.stderr)
        self.assertEqual(done.stdout, "")
        self.assertEqual(self.files(), sorted(files))

    def test_refuses_options_that_cannot_be(self):
        self.refused("small.yaml", "--threads", "0",
                     says="--threads: expected a whole number from 1 to 1024, got 0\n1 problem\n")
        self.refused("small.yaml", "--threads", "two", says="--threads: expected a whole number")
        self.refused("small.yaml", "--seed", "-1", says="--seed: expected a whole number")
        self.refused("small.yaml", "--seed", "1.5", says="got 1.5")
        self.refused("small.yaml", "--seed", "1", "--set", "seed=2", says="expected one seed")
        self.refused("small.yaml", "--set", "yeers=2", says="years")
        self.refused("small.yaml", "--sed", "1", says="(did you mean --seed?)")
        self.refused("small.yaml", "--instruction-set", "abacus", says="got abacus")
        self.refused("small.yaml", "-o", "small.yaml", says="expected another file than those the study is read from")
        self.refused(says="STUDY")

    def test_refuses_a_place_it_cannot_write(self):
        self.refused("small.yaml", "-o", "none/a.h5", says="No such file or directory", expect=3)
        self.refused("small.yaml", "-o", ".", says="expected the name of a file to write, got a directory")

    @unittest.skipIf(os.geteuid() == 0 and not shutil.which("setpriv"), "root may write everywhere")
    def test_needs_permission(self):
        closed = self.folder / "closed"
        closed.mkdir()
        self.folder.chmod(0o755)
        closed.chmod(0o555)
        drop = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] if os.geteuid() == 0 else []
        done = subprocess.run([*drop, PROGRAM, "run", "small.yaml", "-o", "closed/a.h5"], cwd=self.folder,
                              capture_output=True, text=True)
        if done.returncode in (126, 127):
            self.skipTest("the program cannot be started as another user")
        self.assertEqual(done.returncode, 3, done.stderr)
        self.assertIn("Permission denied", done.stderr)
        self.assertEqual(list(closed.iterdir()), [])

    def test_a_full_disk_leaves_the_old_file(self):
        (self.folder / "small.h5").write_text("old")
        done = subprocess.run(["sh", "-c", 'ulimit -f 8; exec "$0" run small.yaml', PROGRAM], cwd=self.folder,
                              capture_output=True, text=True)
        self.assertEqual(done.returncode, 3, done.stderr)
        self.assertIn("cannot write small.h5", done.stderr)
        self.assertIn("File too large", done.stderr)
        self.assertEqual((self.folder / "small.h5").read_text(), "old")
        self.assertEqual(self.files(), ["small.h5", "small.yaml"])

    def test_a_full_standard_output_is_told(self):
        if not pathlib.Path("/dev/full").exists():
            self.skipTest("no /dev/full")
        with open("/dev/full", "w") as full:
            done = subprocess.run([PROGRAM, "run", "small.yaml"], cwd=self.folder, stdout=full, stderr=subprocess.PIPE,
                                  text=True)
        self.assertEqual(done.returncode, 3)
        self.assertIn("cannot write to standard output", done.stderr)

    def test_a_result_that_is_none(self):
        (self.folder / "a.h5").write_text("title: x")
        self.refused("a.h5", says="a.h5: expected a result file of kavel run, got a file that is not HDF5",
                     files=["a.h5", "small.yaml"])


if __name__ == "__main__":
    main()
