"""Ctrl-C and SIGTERM end a long run within a second and leave no file."""

import signal
import subprocess
import time

from program import PROGRAM, ProgramTest, main


class Interruption(ProgramTest):
    def interrupt(self, number):
        (self.folder / "small.h5").write_text("old")
        running = subprocess.Popen([PROGRAM, "run", "small.yaml", "--set", "population.persons=50000000", "--set",
                                    "years=20"], cwd=self.folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                   text=True)
        time.sleep(0.7)
        self.assertIsNone(running.poll(), "it ended before it could be interrupted")
        asked = time.monotonic()
        running.send_signal(number)
        said = running.communicate(timeout=20)
        self.assertLess(time.monotonic() - asked, 1.5)  # a second, and something for a busy machine
        self.assertEqual(running.returncode, 130)
        self.assertEqual(said[0], "")
        self.assertIn("interrupted", said[1])
        self.assertEqual(self.files(), ["small.h5", "small.yaml"])
        self.assertEqual((self.folder / "small.h5").read_text(), "old")

    def test_control_c(self):
        self.interrupt(signal.SIGINT)

    def test_terminate(self):
        self.interrupt(signal.SIGTERM)

    def test_kill_leaves_nothing_either(self):
        running = subprocess.Popen([PROGRAM, "run", "small.yaml", "--set", "population.persons=50000000"],
                                   cwd=self.folder)
        time.sleep(0.3)
        running.kill()
        running.wait()
        self.assertEqual(self.files(), ["small.yaml"])


if __name__ == "__main__":
    main()
