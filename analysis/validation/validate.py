#!/usr/bin/env python3
"""A validation report: a result of the country beside what is published.

    python3 analysis/validation/validate.py RESULT.h5 [-o FOLDER] [--backcast RESULT.h5]

Writes FOLDER/index.html (one self-contained page), its pictures as PNG, and figures.csv with every comparison. Needs
python3-h5py and python3-matplotlib; reads nothing but the result files and the tables of scenarios/models/nl.
"""

import argparse
import csv
import sys
from pathlib import Path

sys.dont_write_bytecode = True
HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

import look  # noqa: E402
import page  # noqa: E402
import sections  # noqa: E402
import targets  # noqa: E402
from result import Result  # noqa: E402
from section import Context  # noqa: E402
from tables import Published, parse  # noqa: E402

PACK = HERE.parents[1] / "scenarios" / "models" / "nl"


def context_of(result, pack, backcast):
    published = Published(pack / "published")
    inhabitants = sum(float(row["persons"]) for row in published("inhabitants_2023").rows)
    projection = pack / "tables" / "projection.csv"
    return Context(
        result,
        published,
        inhabitants / result.founders,
        inhabitants,
        targets.read_targets(),
        parse(projection.read_text(encoding="utf-8"), "tables/projection.csv") if projection.exists() else None,
        backcast,
    )


def write_figures(path, made):
    with open(path, "w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(["key", "what", "simulated", "standard_error", "published", "unit", "use", "miss"])
        for section in made:
            for one in section.comparisons:
                table.writerow(
                    [
                        one.key,
                        one.what,
                        repr(float(one.simulated)),
                        "" if one.error is None else repr(float(one.error)),
                        repr(float(one.published)),
                        one.unit,
                        one.use,
                        "yes" if one.is_miss else "no",
                    ]
                )


def main():
    options = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    options.add_argument("result", metavar="RESULT.h5")
    options.add_argument("-o", "--output", metavar="FOLDER", help="default: RESULT-validation")
    options.add_argument("--backcast", metavar="RESULT.h5", help="a run of the country from 2013 to 2023")
    options.add_argument("--pack", metavar="FOLDER", type=Path, default=PACK, help="default: scenarios/models/nl")
    asked = options.parse_args()
    context = context_of(Result(asked.result), asked.pack, Result(asked.backcast) if asked.backcast else None)
    folder = Path(asked.output or Path(asked.result).stem + "-validation")
    folder.mkdir(parents=True, exist_ok=True)
    made = [section(context) for section in sections.ALL]
    pictures = {}
    for section in made:
        for picture in section.pictures:
            pictures[picture.name] = page.png(picture.figure)
            look.plt.close(picture.figure)
            (folder / f"{picture.name}.png").write_bytes(pictures[picture.name])
    (folder / "index.html").write_text(page.page(context, made, pictures), encoding="utf-8")
    write_figures(folder / "figures.csv", made)
    every = [one for section in made for one in section.comparisons]
    print(
        f"{folder / 'index.html'}: {len(pictures)} pictures, {len(every)} figures,"
        f" {sum(one.is_miss for one in every)} missed"
    )


if __name__ == "__main__":
    main()
