"""kavel region import makes a region of downloads from CBS and Vektis: made-up files in their formats; a study runs on it."""

import json
import re
import shutil
import subprocess

from program import PROGRAM, SOURCE, ProgramTest, main

SES = SOURCE / "scenarios" / "models" / "nl" / "tables" / "education.csv"
HEADER = '"Geslacht";"Leeftijd";"Perioden";"Regio\'s";"Bevolking op 1 januari (aantal)"\r\n'
POPULATION = "03759ned.csv"
VEKTIS = "Vektis Open Databestand Zorgverzekeringswet 2023 - gemeente.csv"
VEKTIS_HEADER = (
    "geslacht;leeftijdsklasse;gemeentenaam;aantal_bsn;aantal_verzekerdejaren;"
    "kosten_medisch_specialistische_z;kosten_farmacie;kosten_overig\n"
)
CLASSES = [(low, low + 4) for low in range(0, 90, 5)] + [(90, None)]
# Made up: persons of each sex and single age below 95, those older, and the cost level.
MUNICIPALITIES = {
    "Súdwest-Duin": (10, 40, 1.2),
    "Mergelrode (gemeente)": (20, 80, 0.9),
    "Zandhoek, Klei en Veen": (5, 20, 1.0),
    "Elders": (300, 1200, 1.0),
}
IN_VEKTIS = {
    "Súdwest-Duin": "SUDWEST-DUIN",
    "Mergelrode (gemeente)": "MERGELRODE",
    "Zandhoek, Klei en Veen": "ZANDHOEK CA",
    "Elders": "ELDERS",
}


def population(year=2023):
    text = "\ufeff" + HEADER
    for name, (young, old, _) in MUNICIPALITIES.items():
        for sex in ("Totaal mannen en vrouwen", "Mannen", "Vrouwen"):
            many = 2 if sex.startswith("Totaal") else 1
            text += f'"{sex}";"Totaal leeftijd";"{year}";"{name}";"{many * (95 * young + old)}"\r\n'
            for age in range(95):
                text += f'"{sex}";"{age} jaar";"{year}";"{name}";"{many * young}"\r\n'
            text += f'"{sex}";"95 jaar of ouder";"{year}";"{name}";"{many * old}"\r\n'
    return text + '"Bron: CBS"\r\n'


def cost_per_year(sex, low):
    return 1000 + 40 * low + (200 if sex == "V" and 20 <= low < 45 else 0)


def cells():
    """(municipality, sex, class, insured years, cost): cost by sex and age times the level of the municipality."""
    for name, (young, old, level) in MUNICIPALITIES.items():
        for sex in "MV":
            for low, high in CLASSES:
                years = 0.98 * (young * 5 + (old if high is None else 0))
                yield name, sex, (low, high), years, years * cost_per_year(sex, low) * level


def vektis():
    text = VEKTIS_HEADER + ";;;250;240.5;90000.10;5000;1000\n"
    for name, sex, (low, high), years, cost in cells():
        label = f"{low:2} t/m {high:2} jaar" if high else "90+"
        text += f"{sex};{label};{IN_VEKTIS[name]};{round(years)};{years:.2f};{cost * 0.7:.2f};{cost * 0.3:.2f};0\n"
    return text


def expected_factors():
    """By the textbook: observed over expected at the national rates."""
    national = {}
    for _, sex, ages, years, cost in cells():
        all_years, all_cost = national.get((sex, ages), (0, 0))
        national[sex, ages] = (all_years + years, all_cost + cost)
    factors = {}
    for name in MUNICIPALITIES:
        own = [cell for cell in cells() if cell[0] == name]
        at_rates = sum(years * national[sex, ages][1] / national[sex, ages][0] for _, sex, ages, years, _ in own)
        factors[name] = sum(cost for *_, cost in own) / at_rates
    return factors


class RegionImport(ProgramTest):
    def setUp(self):
        super().setUp()
        self.write(POPULATION, population())
        self.write(VEKTIS, vektis())

    def write(self, name, text, encoding="utf-8"):
        (self.folder / name).write_bytes(text.encode(encoding))

    def imported(
        self, *more, areas=("Súdwest-Duin", "Mergelrode", "Zandhoek, Klei en Veen=ZANDHOEK CA"), zvw=VEKTIS, expect=0
    ):
        options = [word for area in areas for word in ("--area", area)]
        return self.run_program(
            "region",
            "import",
            "--year",
            "2023",
            "--population",
            POPULATION,
            "--zvw",
            zvw,
            "--ses",
            SES,
            "-o",
            "mine",
            *options,
            *more,
            expect=expect,
        )

    def problem(self, *more, **options):
        said = self.imported(*more, expect=2, **options).stderr
        self.assertFalse((self.folder / "mine").exists())
        return said

    def test_margins_and_cost_level(self):
        got = json.loads(self.imported("--json").stdout)
        self.assertEqual(
            [area["area"] for area in got["areas"]], ["Súdwest-Duin", "Mergelrode", "Zandhoek, Klei en Veen"]
        )
        self.assertEqual(
            [area["inhabitants"] for area in got["areas"]], [2 * (95 * 10 + 40), 2 * (95 * 20 + 80), 2 * (95 * 5 + 20)]
        )
        wanted = list(expected_factors().values())[:3]
        for area, factor in zip(got["areas"], wanted):
            self.assertAlmostEqual(area["cost_level"], factor, places=4)
        rows = (self.folder / "mine" / "cost_level.csv").read_text(encoding="utf-8").splitlines()
        self.assertIn("area,sector,factor", rows)
        self.assertAlmostEqual(float(rows[-1].split(",")[-1]), wanted[2], places=4)
        self.assertTrue(rows[-1].startswith('"Zandhoek, Klei en Veen",zvw,'))
        self.assertIn("# status: derived", rows)
        people = (self.folder / "mine" / "population.csv").read_text(encoding="utf-8")
        self.assertIn("\nfemale,37,Mergelrode,20\n", people)
        self.assertIn("\nmale,95+,Súdwest-Duin,40\n", people)

    def test_a_study_runs_on_it(self):
        self.imported("--quiet")
        (self.folder / "models").symlink_to(SOURCE / "scenarios" / "models")
        self.write("mine.yaml", "title: Mine\nstart: 2023\nyears: 1\npopulation: {region: mine}\nmodel: models/nl\n")
        self.run_program("validate", "mine.yaml")
        self.assertIn("6 930 persons", self.run_program("run", "mine.yaml").stdout)
        import h5py

        def of_areas(path):
            with h5py.File(self.folder / path) as result:
                zvw = result["money/activity_sector"].asstr()[:] == "zvw"
                return result["area"].asstr()[:].tolist(), result["money/by_area/cost"][0, 0][:, zvw].sum(axis=1)

        areas, cost = of_areas("mine.h5")
        self.assertEqual(areas, ["Súdwest-Duin", "Mergelrode", "Zandhoek, Klei en Veen"])
        # The same lives where care costs everywhere what it costs in the country: what is left is the level.
        region = (self.folder / "mine" / "region.yaml").read_text(encoding="utf-8")
        self.assertIn("\ncost_level:", region)
        self.write("mine/region.yaml", re.sub(r"\ncost_level:.*", "", region))
        self.run_program("run", "mine.yaml", "-o", "level.h5")
        for with_level, without, factor in zip(cost, of_areas("level.h5")[1], expected_factors().values()):
            self.assertAlmostEqual(with_level / without, factor, places=3)

    def test_windows_1252_is_read_when_told_and_else_refused(self):
        self.write(POPULATION, population().lstrip("\ufeff"), "cp1252")
        self.assertIn(
            (
                "03759ned.csv:2:55: expected text in UTF-8, got the byte 0xFA (did you mean --population-encoding"
                " windows-1252?)"
            ),
            self.problem(),
        )
        self.imported("--population-encoding", "windows-1252", "--quiet")
        self.assertIn("Súdwest-Duin", (self.folder / "mine" / "population.csv").read_text(encoding="utf-8"))

    def test_utf_8_is_not_read_as_windows_1252(self):
        self.assertIn(
            "expected text in Windows-1252, got UTF-8 (did you mean --population-encoding utf-8?)",
            self.problem("--population-encoding", "windows-1252"),
        )
        self.assertIn(
            "--population-encoding: expected one of utf-8, windows-1252, got utf8 (did you mean utf-8?)",
            self.problem("--population-encoding", "utf8"),
        )

    def test_wrong_years(self):
        self.write(POPULATION, population(2022))
        self.assertIn(
            "03759ned.csv:2:46: Perioden: expected 2023, got 2022 (did you mean --year 2022?)", self.problem()
        )
        self.write(POPULATION, population())
        self.write("Vektis 2021.csv", vektis())
        self.assertIn(
            (
                "Vektis 2021.csv: expected the costs of 2023, got those of 2021, as the file's name says (did you mean"
                " --zvw-year 2021?)"
            ),
            self.problem(zvw="Vektis 2021.csv"),
        )
        self.imported("--zvw-year", "2021", "--quiet", zvw="Vektis 2021.csv")
        self.assertIn("Zorgverzekeringswet 2021", (self.folder / "mine" / "cost_level.csv").read_text(encoding="utf-8"))

    def test_a_file_without_a_year_needs_one(self):
        self.write("zorg.csv", vektis())
        self.assertIn("zorg.csv: expected a name with one year in it", self.problem(zvw="zorg.csv"))
        self.imported("--zvw-year", "2023", "--quiet", zvw="zorg.csv")

    def test_wrong_separator(self):
        self.write(VEKTIS, vektis().replace(";", ","))
        self.assertIn("gemeente.csv:1:1: expected semicolons between the columns, got commas", self.problem())
        self.write(VEKTIS, vektis())
        self.write(POPULATION, population().replace(";", "\t"))
        self.assertIn("03759ned.csv:1:1: expected semicolons between the columns, got tabs", self.problem())

    def test_municipalities_have_near_matches_in_both_files(self):
        said = self.problem(areas=["Mergelrade", "Zandhoek, Klei en Veen", "Súdwest-Duin"])
        self.assertIn(
            (
                "03759ned.csv: --area: expected a municipality that stands in this file, got 'Mergelrade' (did you mean"
                " Mergelrode (gemeente)?)"
            ),
            said,
        )
        self.assertIn("got 'Zandhoek, Klei en Veen'", said)
        said = self.problem(areas=["Zandhoek, Klei en Veen=ZANDHOEK"])
        self.assertIn("got 'ZANDHOEK' (did you mean Zandhoek, Klei en Veen=ZANDHOEK CA?)", said)

    def test_what_cannot_be_meant(self):
        self.assertIn("expected each municipality once", self.problem(areas=["Mergelrode", "mergelrode"]))
        self.assertIn("expected the whole country", self.problem(areas=["Elders"]))
        self.assertIn("perhaps a municipality that merged", self.problem(areas=["Mergelrode=SUDWEST-DUIN"]))

    def test_ages_that_a_region_cannot_have(self):
        self.write(
            POPULATION,
            "\n".join(line for line in population().splitlines() if '"94 jaar"' not in line).replace(
                '"95 jaar of ouder"', '"94 jaar of ouder"'
            )
            + "\n",
        )
        self.assertIn('Leeftijd: expected single years up to 95 or further, got "94 jaar of ouder"', self.problem())

    def test_all_problems_at_once(self):
        self.write(POPULATION, population().replace('"37 jaar"', '"37jr"'))
        self.write(VEKTIS, vektis().replace("M;90+", "M;oud"))
        said = self.problem()
        self.assertIn('Leeftijd: expected an age as "37 jaar"', said)
        self.assertIn('leeftijdsklasse: expected ages as "5 t/m 9 jaar"', said)

    def test_without_costs(self):
        self.run_program(
            "region", "import", "--year", "2023", "--population", POPULATION, "-o", "mine", "--ses", "none", "--quiet"
        )
        self.assertEqual(
            sorted(path.name for path in (self.folder / "mine").iterdir()), ["population.csv", "region.yaml"]
        )
        self.assertIn("  - 'Elders'\n", (self.folder / "mine" / "region.yaml").read_text(encoding="utf-8"))

    def test_education_comes_along_and_is_asked_for(self):
        self.imported("--quiet")
        self.assertEqual((self.folder / "mine" / "education.csv").read_text(), SES.read_text())
        options = ["region", "import", "--year", "2023", "--population", POPULATION, "-o", "yours"]
        alone = shutil.copy(PROGRAM, self.folder / "alone")  # no packs were installed with it
        told = subprocess.run([alone, *options], cwd=self.folder, capture_output=True, text=True)
        self.assertEqual(told.returncode, 2, told.stderr)
        self.assertIn("--ses: expected a table with education by sex and age, or none", told.stderr)
        self.run_program(*options, "--quiet")
        self.assertIn("{table: 'education.csv', across: ses}", (self.folder / "yours" / "region.yaml").read_text())

    def test_words_of_the_command_line(self):
        self.assertIn(
            "kavel region: expected a command (import), got none", self.run_program("region", expect=2).stderr
        )
        self.assertIn("did you mean import?", self.run_program("region", "inport", expect=2).stderr)
        self.assertIn(
            "kavel region import: expected an option it knows, got --yeer (did you mean --year?)",
            self.run_program(
                "region", "import", "--population", "x", "--year", "2023", "-o", "y", "--yeer", "1", expect=2
            ).stderr,
        )
        self.assertIn(
            "did you mean 03759ned.csv?",
            self.run_program(
                "region", "import", "--population", "03759nd.csv", "--year", "2023", "-o", "y", expect=2
            ).stderr,
        )
        self.assertIn("Example", self.run_program("region", "import", "--help").stdout)


if __name__ == "__main__":
    main()
