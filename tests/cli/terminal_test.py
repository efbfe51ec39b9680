"""Progress and colours on a terminal, and only there."""

import os
import pty
import subprocess

from program import PROGRAM, ProgramTest, main


class Terminal(ProgramTest):
    def on_terminal(self, *arguments, **environment):
        """What the program says on a terminal's stderr, and its exit code."""
        leader, follower = pty.openpty()
        running = subprocess.Popen([PROGRAM, *arguments], cwd=self.folder, stdout=subprocess.PIPE, stderr=follower,
                                   env={**os.environ, "TERM": "xterm", "NO_COLOR": "", **environment})
        os.close(follower)
        said = b""
        while True:
            try:
                part = os.read(leader, 4096)
            except OSError:  # the other end is closed
                break
            if not part:
                break
            said += part
        os.close(leader)
        running.communicate()
        return said.decode(), running.returncode

    long_run = ("run", "small.yaml", "--set", "population.persons=1000000", "--set", "years=20")

    def test_shows_progress_and_takes_it_away(self):
        said, code = self.on_terminal(*self.long_run)
        self.assertEqual(code, 0)
        self.assertIn("person-years/s", said)
        self.assertIn("left", said)
        self.assertTrue(said.endswith("\r\033[K"))

    def test_quiet_shows_none(self):
        self.assertEqual(self.on_terminal(*self.long_run, "--quiet"), ("", 0))

    def test_a_dumb_terminal_shows_none(self):
        self.assertEqual(self.on_terminal("run", "small.yaml", TERM="dumb"), ("", 0))

    def test_colours_errors_unless_forbidden(self):
        self.assertIn("\033[1;31m", self.on_terminal("run", "small.yaml", "--threads", "0")[0])
        self.assertNotIn("\033", self.on_terminal("run", "small.yaml", "--threads", "0", NO_COLOR="1")[0])


if __name__ == "__main__":
    main()
