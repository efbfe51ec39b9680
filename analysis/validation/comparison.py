"""A simulated figure beside a published one."""

from dataclasses import dataclass

USED, HELD_OUT, ASSUMED = "used", "held out", "assumed"

MEANING = {
    USED: "the pack or its calibration was made with this figure: agreement is a check of the machinery, no evidence",
    HELD_OUT: "nothing was fitted to this figure: it counts as evidence",
    ASSUMED: "the figure itself is an assumption, so agreement with it says nothing about the country",
}

WITHIN = 0.05  # of the published figure
ERRORS = 4  # standard errors of the simulation's chance


@dataclass
class Comparison:
    key: str  # permanent: names it in figures.csv
    what: str
    simulated: float
    published: float
    unit: str
    use: str
    source: str
    error: float | None = None  # standard error of the simulation's chance
    tolerance: float | None = None  # in the unit, instead of WITHIN
    decimals: int = 0
    why: str = ""  # explains a miss; `{miss}`, `{percent}` are filled in

    @property
    def miss(self):
        return self.simulated - self.published

    @property
    def percent(self):
        return 100 * self.miss / self.published if self.published else float("nan")

    @property
    def is_miss(self):
        allowed = WITHIN * abs(self.published) if self.tolerance is None else self.tolerance
        return abs(self.miss) > max(allowed, ERRORS * (self.error or 0))

    @property
    def explanation(self):
        if not self.is_miss:
            return ""
        return self.why or "not explained yet"

    def text(self, value):
        return grouped(value, self.decimals)


def grouped(value, decimals=0):
    """12 345.6, with a minus sign and thin groups."""
    return f"{value:,.{decimals}f}".replace(",", "\N{NARROW NO-BREAK SPACE}").replace("-", "\N{MINUS SIGN}")


def signed(value, decimals=0):
    """+1 or \N{MINUS SIGN}1."""
    return f"{value:+.{decimals}f}".replace("-", "\N{MINUS SIGN}")
