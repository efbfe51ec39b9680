"""One subject of the page: what is shown, what it is held against, and what cannot be shown."""

from dataclasses import dataclass, field


@dataclass
class Picture:
    name: str  # of its file
    figure: object  # matplotlib's
    caption: str
    source: str


@dataclass
class Section:
    title: str
    lead: str = ""
    pictures: list = field(default_factory=list)
    comparisons: list = field(default_factory=list)
    missing: list = field(default_factory=list)  # what is not simulated, or not in the file, and what it would take
    notes: list = field(default_factory=list)  # what else the simulation says
    used: set = field(default_factory=set)  # see comparison.py

    def picture(self, name, figure, caption, source):
        self.pictures.append(Picture(name, figure, caption, source))


@dataclass
class Context:
    """What every section works from."""

    result: object
    published: object
    scale: float  # inhabitants a simulated person stands for
    inhabitants: float
    targets: list
    projection: object = None  # table, or none
    backcast: object = None  # a second result, or none


def source_of(table):
    return "; ".join(table.sources) + f" [{', '.join(table.status)}]"
