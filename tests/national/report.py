"""Figures held against what they should be, one line each: misses first, then what came closest to one."""


class Report:
    def __init__(self, whole):
        self.whole, self.lines = whole, []

    def hold(self, name, found, expected, share=0.0, most=0.0, se=0.0, chance=False):
        """|found - expected| within share x expected or `most`; or four standard errors, of fewer persons or by `chance`."""
        tolerance = max(abs(expected) * share, most, 4 * se if chance or not self.whole else 0)
        self.lines.append((abs(found - expected) / tolerance, name, found, expected, tolerance))

    def text(self):
        told = []
        for part, name, found, expected, tolerance in sorted(self.lines, reverse=True):
            verdict = "MISSED" if part > 1 else "ok"
            told.append(f"{verdict:7}{name:58}{found:13.6g}  expected {expected:.6g} +- {tolerance:.3g}")
        return "\n".join(told)

    def missed(self):
        return sum(part > 1 for part, *_ in self.lines)
