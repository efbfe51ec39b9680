"""How pictures look: colours that the colour-blind tell apart (Okabe and Ito; Tol), few lines, units on every axis.

Simulated figures are lines. Published ones are marks: open grey circles where the pack or its calibration was made
with them, filled black diamonds where they were held out, grey crosses where they are themselves assumed.
"""

import matplotlib

matplotlib.use("Agg")

import matplotlib.pyplot as plt  # noqa: E402

from comparison import ASSUMED, HELD_OUT, USED  # noqa: E402

SEX_COLOURS = {"female": "#D55E00", "male": "#0072B2"}
SEX_NAMES = {"female": "women", "male": "men"}
SES_COLOURS = {"low": "#882255", "middle": "#999933", "high": "#44AA99"}
SERIES = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000", "#882255", "#999933", "#332288"]
LATER = ["-", (0, (5, 1.5)), (0, (1.5, 1.5))]  # the base year, and years after it

MARKS = {
    USED: dict(marker="o", markerfacecolor="none", markeredgecolor="#606060", markeredgewidth=1.1, markersize=5),
    HELD_OUT: dict(marker="D", markerfacecolor="#000000", markeredgecolor="#000000", markersize=4.2),
    ASSUMED: dict(marker="x", markeredgecolor="#808080", markeredgewidth=1.1, markersize=5),
}
MARK_NAMES = {USED: "published, used", HELD_OUT: "published, held out", ASSUMED: "assumed"}

NAMES = {  # of states and attributes, where an underscore for a blank does not say it
    "wlz_home": "long-term care at home (Wlz)",
    "nursing_home": "nursing home (Wlz)",
    "disability_care": "disability care (Wlz)",
    "mental_care": "mental health care (Wlz)",
    "care_setting": "care setting",
    "ihd": "heart disease",
    "copd": "COPD",
    "bmi": "weight",
    "full_time_care": "needs full-time care",
    "frequently_admitted": "frequently admitted to hospital",
    "untreated": "raised, untreated",
    "treated": "raised, treated",
    "youth_mental": "mental health of the young",
    "known_to_gp": "known to GPs",
    "new_to_gp": "new to GPs",
    "vektis": "counted by Vektis",
    "2019": "registered in 2019",
}


def named(name):
    """What readers call a state, an attribute or a cause."""
    return NAMES.get(name, name.replace("_", " "))


plt.rcParams.update(
    {
        "figure.max_open_warning": 0,
        "font.family": "DejaVu Sans",
        "font.size": 9,
        "axes.titlesize": 9.5,
        "axes.titleweight": "bold",
        "axes.titlelocation": "left",
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.grid": True,
        "grid.color": "#e4e4e4",
        "grid.linewidth": 0.7,
        "axes.axisbelow": True,
        "legend.frameon": False,
        "lines.linewidth": 1.8,
        "figure.dpi": 110,
        "savefig.dpi": 110,
        "axes.labelcolor": "#303030",
        "axes.edgecolor": "#909090",
        "xtick.color": "#303030",
        "ytick.color": "#303030",
    }
)


def panels(count, columns=3, width=3.3, height=2.7, sharey=False):
    """A figure of small panels; those left over are taken away."""
    columns = min(columns, count)
    rows = -(-count // columns)
    figure, axes = plt.subplots(
        rows, columns, figsize=(max(width * columns, 4.2), height * rows + 0.5), squeeze=False, sharey=sharey
    )
    flat = [axis for row in axes for axis in row]
    for axis in flat[count:]:
        axis.remove()
    return figure, flat[:count]


def marks(axis, x, y, use, **other):
    return axis.plot(x, y, linestyle="none", **{**MARKS[use], **other})


def mark_label(use):
    return MARK_NAMES[use]


def legend_below(figure, handles, labels, columns=4):
    """One legend for all panels, under them."""
    figure.tight_layout(
        rect=(0, 0.055 + 0.045 * ((len(labels) - 1) // columns) * 4.5 / figure.get_figheight() * 1.0, 1, 1)
    )
    figure.legend(handles, labels, loc="lower center", ncol=columns, fontsize=8.5)


def collect(axes):
    """Handles and labels of all axes, each label once."""
    seen = {}
    for axis in axes:
        for handle, label in zip(*axis.get_legend_handles_labels()):
            seen.setdefault(label, handle)
    return list(seen.values()), list(seen)


def finish(figure, axes, columns=4):
    legend_below(figure, *collect(axes), columns=columns)
    return figure


def percent_axis(axis, label="%"):
    axis.set_ylabel(label)
    axis.set_ylim(bottom=0)


def from_zero(axis):
    """Upwards from 0, with room above all that was drawn so far."""
    axis.set_ylim(0, 1.1 * max(max(line.get_ydata()) for line in axis.lines))


def years_of_life(axis, place, good, whole, colour, dark=True):
    """A bar of years lived, coloured as far as they are in good health, with both numbers."""
    axis.bar(place, good, color=colour, width=0.66)
    axis.bar(place, whole - good, bottom=good, color="#d9d9d9", width=0.66)
    axis.text(place, good / 2, f"{good:.1f}", ha="center", color="white" if dark else "black", fontsize=8.5)
    axis.text(place, whole + 1, f"{whole:.1f}", ha="center", color="#505050", fontsize=8)


def years_axis(axis, places, names, title):
    axis.set_xticks(places, names, fontsize=8)
    axis.set_title(title)
    axis.set_ylim(0, 97)
    axis.grid(axis="x", visible=False)


def age_axis(axis, last=100):
    axis.set_xlim(0, last)
    axis.set_xticks(range(0, last + 1, 20))
    axis.set_xlabel("age")
