"""Hospital care at home is delivered in the hours that nurses have for it: what participants draw on the pool is what they get."""

import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

try:
    import h5py
except ImportError:
    h5py = None

STUDY = Path(__file__).resolve().parents[2] / "scenarios" / "ziekenhuiszorg-thuis.yaml"
PROGRAM = Path(sys.argv.pop(1)).resolve()


def text(dataset):
    return [word.decode() for word in dataset[:]]


@unittest.skipIf(h5py is None, "needs python3-h5py")
class HomeNursing(unittest.TestCase):
    def setUp(self):
        made = tempfile.TemporaryDirectory()
        self.addCleanup(made.cleanup)
        path = Path(made.name) / "result.h5"
        subprocess.run([PROGRAM, "run", STUDY, "-o", path, "--set", "years=12", "--quiet"], check=True)
        self.result = h5py.File(path)
        self.addCleanup(self.result.close)
        self.activities = text(self.result["activity"])
        self.volumes = self.result["money/by_year/volumes"][:]
        self.cost = self.result["money/cost_real"][:].sum(axis=(2, 3, 4))

    def delivered(self, arm):
        """Hours in each year: those of district nursing, and as many as the euros of hospital care at home would buy."""
        nursing = self.activities.index("district_nursing")
        an_hour = self.result["money/price_real"][arm, :, nursing]
        self.assertAlmostEqual(an_hour[0], 65.1926, places=3)
        elsewhere = [i for i, name in enumerate(self.activities) if name.startswith("elsewhere.")]
        self.assertEqual(len(elsewhere), 2)
        more = self.volumes[arm, :, nursing] - self.volumes[0, :, nursing]
        return more + self.cost[arm][:, elsewhere].sum(axis=1) / an_hour

    def test_hours_delivered_are_the_hours_drawn(self):
        pool = self.result["capacities/available"][0]
        arms = text(self.result["arm"])
        self.assertEqual(len(arms), 5)
        for arm in range(1, len(arms)):
            with self.subTest(arms[arm]):
                hours, drawn = self.delivered(arm), self.result["capacities/used"][arm, :, 0]
                self.assertLessEqual(drawn.max(), pool)
                self.assertGreater(drawn[5:].min(), 0.99 * pool)                 # the pool binds
                # Who draws gets what is usual for someone like them, and those who die within the year a part of it.
                self.assertLess(hours.max(), 1.05 * pool)
                self.assertLess(hours[5:].mean(), pool)
                self.assertGreater(hours[5:].mean(), 0.9 * pool)


if __name__ == "__main__":
    unittest.main(verbosity=2)
