"""National usual care against published figures: national_test.py PROGRAM PERSONS [REPORT.txt].

Two runs of scenarios/nederland.yaml with PERSONS inhabitants ("all": as many as the country has): 22 years, and 11 with
every trend off. Each line of the report is one figure: found, expected, tolerance; misses come first, then what came
closest to one. Exit 1 if any missed. With the whole country a tolerance is what the figure must keep; with fewer persons
chance decides, and four standard errors are allowed where they are more.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

import numpy
from figures import INHABITANTS, PACK, SEXES, annual, bounds, grouped, in_year, published, read, table
from no_trends import freeze
from report import Report
from result import Result, life_expectancy
from settings_check import check_laws, check_long_term_care, check_self_reliance, check_settings, check_youth

AGE_REACHED = [0, *range(4, 90, 5)]  # ages on 1 January of the insurers' groups 0-4, 5-9, ..., 90+ of the age reached
CONDITIONS = {  # states but none; the table of prevalence is named after the condition
    "activity": ("inactive",),
    "drinking": ("harmful",),
    "household": ("alone",),
    "loneliness": ("moderate", "severe"),
    "blood_pressure": ("untreated", "treated"),
    "diabetes": ("uncomplicated", "complicated"),
    "ihd": ("acute", "chronic"),
    "stroke": ("acute", "chronic"),
    "dementia": ("mild", "full_time_care"),
    "heart_failure": ("stable", "frequently_admitted"),
    "copd": ("mild", "severe"),
    "anxiety": ("anxiety",),
    "depression": ("depression",),
    "osteoarthritis": ("osteoarthritis",),
    "back_pain": ("chronic",),
    "lung_cancer": ("treatment", "follow_up"),
    "breast_cancer": ("treatment", "follow_up"),
    "colorectal_cancer": ("treatment", "follow_up"),
    "hip_fracture": ("acute", "after"),
}
SMOKING = ("never", "current", "former")
CATEGORY = {row["activity"]: row["category"] for row in published("zvw_activities")}  # of activities under the Zvw
UNITS = {row["activity"]: row["unit"] for row in published("zvw_activities") if row["unit"]}


def run(program, study, output, persons, years):
    options = [f"population.persons={persons}", f"years={years}", f"age_groups=[{', '.join(map(str, AGE_REACHED))}]"]
    arguments = [word for option in options for word in ("--set", option)]
    subprocess.run([program, "run", study, "-o", output, "--quiet", *arguments], check=True)
    return Result(output)


def check_life_expectancy(report, result):
    """Against the annual table, of single years."""
    for year in (2023, 2043):
        for s, sex in enumerate(SEXES):
            found, se = result.life_expectancy[result.at(year), s], result.life_expectancy_se[result.at(year), s]
            report.hold(f"life expectancy at birth, {sex}, {year}", found, annual(f"life_expectancy_{sex}", year), most=0.15, se=se)


def check_deaths(report, result):
    """By sex and five years of age, on the person-years lived."""
    found = grouped(result.deaths[0].astype(float), result.starts)
    hazard = in_year(table("mortality", "hazard", 2023))
    lived = result.alive[0]
    width = min(hazard.shape[1], lived.shape[1])
    expected = grouped(lived[:, :width] * hazard[:, :width], result.starts)
    for s, sex in enumerate(SEXES):
        for k, start in enumerate(result.starts):
            report.hold(f"deaths 2023, {sex}, {start}+", found[s, k], expected[s, k], se=max(1, expected[s, k]) ** 0.5, chance=True)


def check_births(report, result, scale):
    births = result.count(2023, "childbearing.able>pause") * scale / 1000
    fertility = in_year(table("fertility", "births_per_woman_year", 2023))[0]
    women = result.alive[0][0]
    width = min(len(fertility), len(women))
    expected = (women[:width] * fertility[:width]).sum() * scale / 1000
    error = (births * scale / 1000) ** 0.5
    report.hold("births 2023, thousand (fertility x women)", births, expected, share=0.02, se=error)
    cbs = next(row for row in published("cbs_2023_2034") if row["year"] == 2023)
    report.hold("births 2023, thousand (CBS)", births, cbs["births"], share=0.02, se=error)


def check_population(report, result, scale):
    """Mean of the year ten years on, by sex and age group, and in all."""
    before, after = table("projection", "persons", 2033), table("projection", "persons", 2034)
    mean = numpy.concatenate([after[:, :1] / 2, (before + numpy.concatenate([after[:, 1:], 0 * after[:, :1]], axis=1)) / 2], axis=1)
    found, expected = grouped(result.alive[result.at(2033)] * scale, result.starts), grouped(mean, result.starts)
    for s, sex in enumerate(SEXES):
        for k, start in enumerate(result.starts):
            report.hold(f"population 2033, {sex}, {start}+, thousand", found[s, k] / 1000, expected[s, k] / 1000, share=0.02,
                        se=(expected[s, k] * scale) ** 0.5 / 1000)
    report.hold("population 2033, thousand", found.sum() / 1000, expected.sum() / 1000, share=0.005)


def check_prevalence(report, result, year, label):
    """By condition, sex and ten years of age; standard error of a share of that many persons."""
    for name, states in CONDITIONS.items():
        share = in_year(sum(table(f"{name}_prevalence", state) for state in states))
        lived = result.alive[result.at(year)]
        width = min(share.shape[1], lived.shape[1])
        expected = grouped(lived[:, :width] * share[:, :width], result.starts)
        found = result.in_states(year, name, states)
        for s, sex in enumerate(SEXES):
            for k in range(0, len(result.starts), 2):
                e, f = expected[s, k : k + 2].sum(), found[s, k : k + 2].sum()
                if e >= 25:  # fewer say nothing
                    report.hold(f"{name} {label}, {sex}, {result.starts[k]}+, patients", f, e, share=0.05, se=e**0.5, chance=True)


def smoking_risk(result, year, condition):
    """Mean rate ratio of how people smoke, by sex and age group."""
    ratio = numpy.ones((2, len(result.starts), 3))
    for row in read(PACK / "tables" / "ratios_smoking.csv"):
        first, last = bounds(row["age"])
        for k, start in enumerate(result.starts):
            if first <= start + 2 <= last:
                ratio[SEXES.index(row["sex"]), k, SMOKING.index(row["state"])] = row[condition]
    lived = numpy.stack([result.in_states(year, "smoking", [state]) for state in SMOKING], axis=2)
    return (lived * ratio).sum(axis=2) / numpy.maximum(lived.sum(axis=2), 1)


def check_onset_by_smoking(report, result, year, condition):
    """New cases of a later year by sex: the table's onset x how people smoke then, against how they did."""
    hazard = in_year(table(f"{condition}_course", "onset") * (1 - table(f"{condition}_prevalence", "treatment") - table(f"{condition}_prevalence", "follow_up")))
    lived = result.alive[result.at(year)]
    width = min(hazard.shape[1], lived.shape[1])
    expected = grouped(lived[:, :width] * hazard[:, :width], result.starts)
    expected = (expected * smoking_risk(result, year, condition) / smoking_risk(result, 2023, condition)).sum(axis=1)
    column = result.transitions.index(f"{condition}.none>treatment")
    found = result.events[result.at(year)][..., column].sum(axis=(1, 2))
    for s, sex in enumerate(SEXES):
        report.hold(f"{condition} new cases of {year}, {sex}, as people smoke then", found[s], expected[s], share=0.05, se=expected[s] ** 0.5)


def check_stages(report, result, year, label):
    """The later of two stages, by sex."""
    for name, states in CONDITIONS.items():
        if len(states) == 2:
            share = in_year(table(f"{name}_prevalence", states[1]))
            lived = result.alive[result.at(year)]
            width = min(share.shape[1], lived.shape[1])
            expected = (lived[:, :width] * share[:, :width]).sum(axis=1)
            found = result.in_states(year, name, states[1:]).sum(axis=1)
            for s, sex in enumerate(SEXES):
                if expected[s] > 0:
                    report.hold(f"{name} {states[1]} {label}, {sex}, patients", found[s], expected[s], share=0.05, se=expected[s] ** 0.5,
                                chance=True)


def check_totals(report, result, scale):
    """Patients in the base year against published totals."""
    rows = [(row["disease"], row["sex"], row["prevalent"]) for row in published("vascular_totals") if row["sex"] != "both"]
    rows += [("diabetes", row["sex"], row["prevalent_2020"]) for row in published("diabetes_totals")]
    for row in published("condition_totals"):
        if row["measure"] == "prevalent":
            rows += [(row["condition"], sex, row[sex]) for sex in (*SEXES, "both") if row[sex] != ""]
    rows.append(("blood_pressure treated", "both", published("blood_pressure_treated")[0]["persons"]))
    for name, sex, expected in rows:
        states = CONDITIONS[name] if name in CONDITIONS else (name.split()[1],)
        found = result.in_states(2023, name.split()[0], states).sum(axis=1)
        found = scale * (found.sum() if sex == "both" else found[SEXES.index(sex)])
        report.hold(f"{name}, {sex}, patients of 2023", found, expected, share=0.05, se=(expected * scale) ** 0.5)


def check_attributable_deaths(report, result, scale):
    """Registered; diabetes: what the pack's tables attribute to it. Of so few a year that chance alone exceeds 2 %: 4 SE, at most 5 %."""
    budgets = {row["disease"]: row["deaths"] for row in published("vascular_totals") if row["sex"] == "both"}
    for row in published("condition_totals"):
        if row["measure"].startswith("deaths"):
            budgets[row["condition"]] = row["both"] if row["both"] != "" else row["female"] + (row["male"] or 0)
    times = {row["state"]: row["excess"] for row in read(PACK / "tables" / "diabetes_stages.csv")}
    diabetes = sum(table("diabetes_prevalence", state) * times[state] for state in CONDITIONS["diabetes"])
    diabetes = in_year(diabetes * table("diabetes_course", "excess"))
    lived = result.alive[0]
    width = min(diabetes.shape[1], lived.shape[1])
    budgets["diabetes"] = (lived[:, :width] * diabetes[:, :width]).sum() * scale
    for cause, budget in budgets.items():
        causes = ("hip_fracture", "fall") if cause == "falls" else (cause,)
        found = sum(result.count(2023, f"vital.alive>dead/{name}") for name in causes) * scale
        few = cause not in ("ihd", "stroke", "diabetes", "dementia")
        error = (budget * scale) ** 0.5
        error = min(error, 0.05 / 4 * budget) if report.whole else error
        report.hold(f"deaths attributed to {cause}, 2023", found, budget, share=0.02, se=error, chance=few)


CAUSES = ("ihd", "stroke", "diabetes", "dementia", "heart_failure", "copd", "lung_cancer", "breast_cancer", "colorectal_cancer", "hip_fracture", "fall")


def check_explained(report, result):
    """What conditions explain of the deaths of any sex and age group in five years together: never more than 85 %."""
    for first in range(2023, 2043, 5):
        places = [result.at(year) for year in range(first, first + 5)]
        of = [k for k, name in enumerate(result.transitions) if name.startswith("vital.alive>dead/") and name.split("/")[1].removesuffix("_onset") in CAUSES]
        alls = [k for k, name in enumerate(result.transitions) if name.startswith("vital.alive>dead")]
        explained, deaths = (result.events[places][..., columns].sum(axis=(0, 3, 4)) for columns in (of, alls))
        for s, sex in enumerate(SEXES):
            for k, start in enumerate(result.starts):
                if deaths[s, k] >= 25:
                    share = explained[s, k] / deaths[s, k]
                    report.hold(f"deaths explained beyond 85 %, {sex}, {start}+, {first}-{first + 4}", max(0.0, share - 0.85), 0, most=1e-9,
                                se=(0.85 * 0.15 / deaths[s, k]) ** 0.5)


def check_healthy_life(report, result):
    """Years in good perceived health at birth (Sullivan)."""
    deaths, lived = result.deaths_by_group([2023])
    good = result.good_health[result.at(2023)].sum(axis=2)
    years = {row["sex"]: row["years"] for row in published("healthy_life_expectancy_2022")}
    for s, sex in enumerate(SEXES):
        found = life_expectancy(deaths[s].sum(axis=1), lived[s].sum(axis=1), result.starts, good[s])
        report.hold(f"years in good perceived health, {sex}, 2023", found, years[sex], most=1.0, se=result.life_expectancy_se[result.at(2023), s])


def check_other_totals(report, result, scale):
    """New cancers, depression at 18-64, falls treated at an emergency department, of the base year."""
    totals = {(row["condition"], row["measure"]): row for row in published("condition_totals")}
    for condition in ("lung_cancer", "breast_cancer", "colorectal_cancer"):
        column = result.transitions.index(f"{condition}.none>treatment")
        found = result.events[0][..., column].sum(axis=(1, 2)) * scale
        for s, sex in enumerate(SEXES):
            expected = totals[condition, "new_cases"][sex]
            if expected != "":
                report.hold(f"{condition}, {sex}, new cases of 2023", found[s], expected, share=0.05, se=(expected * scale) ** 0.5)
    # At 19-63 on 1 January, the study's groups: the edges of the survey's ages are near the mean.
    groups = [k for k, start in enumerate(result.starts) if 19 <= start < 64]
    lived = result.lived(2023).sum(axis=2)[:, groups].sum(axis=1)
    found = result.in_states(2023, "depression", ("depression",))[:, groups].sum(axis=1)
    for s, sex in enumerate(SEXES):
        expected = totals["depression", "per_1000_at_18_64"][sex]
        report.hold(f"depression at 18-64, {sex}, per 1000", 1000 * found[s] / lived[s], expected, share=0.05, se=1000 * found[s] ** 0.5 / lived[s])
    old = [k for k, start in enumerate(result.starts) if start >= 64]
    people = result.lived(2023)[:, old].sum()
    names = ("serious_fall.possible>possible", "hip_fracture.none>acute", "hip_fracture.after>acute")
    falls = sum(result.events[0][:, old][..., result.transitions.index(name)].sum() for name in names)
    expected = totals["falls", "emergency_visits_65_per_100000"]["both"]
    report.hold("falls treated at 65 and over, per 100,000", 1e5 * falls / people, expected, share=0.05, se=1e5 * falls**0.5 / people)


def check_costs(report, result, scale):
    """Cost of 2023 per insured person by sex and age, by category, and of the country."""
    place = result.at(2023)
    columns = [result.activities.index(name) for name in CATEGORY]
    cost = result.cost[place][..., columns].sum(axis=2)  # [sex, age group, activity]
    lived = result.lived(2023).sum(axis=2)
    share = sum(row["person_years"] for row in published("insured_2023")) / (lived.sum() * scale)
    for row in published("zvw_cost_2023"):
        s, k = SEXES.index(row["sex"]), bounds(row["age"])[0] // 5
        report.hold(f"Zvw cost per insured, {row['sex']}, {row['age']}, EUR", cost[s, k].sum() / lived[s, k] / share, row["cost"], share=0.02)
    for row in published("zvw_cost_category_2023"):
        found = sum(cost[..., k].sum() for k, name in enumerate(CATEGORY) if CATEGORY[name] == row["category"]) * scale
        report.hold(f"Zvw cost, {row['category']}, million EUR", found / 1e6, row["cost"] / 1e6, share=0.02)
    report.hold("Zvw cost, thousand million EUR", cost.sum() * scale / 1e9, 55.02, share=0.02)


def check_volumes(report, result, scale):
    """Units of care of 2023: by activity, and in-patient days and visits to an emergency department by sex and ten years of age, as the pack's
    profiles have it on the person-years lived; and what is published in all."""
    place, lived, found = result.at(2023), result.alive[0], {}
    for name, unit in UNITS.items():
        profile = in_year(table(f"profile_{unit}s", name))
        width = min(profile.shape[1], lived.shape[1])
        expected = grouped(lived[:, :width] * profile[:, :width], result.starts)
        volumes = result.volumes[place][..., result.activities.index(name)].sum(axis=2)
        found[name] = volumes.sum() * scale
        report.hold(f"{name}, million {unit}s", volumes.sum() * scale / 1e6, expected.sum() * scale / 1e6, share=0.02)
        for s, sex in enumerate(SEXES):
            for k in range(0, len(result.starts), 2) if name in ("inpatient_day", "emergency_department") else ():
                e, f = expected[s, k : k + 2].sum() * scale / 1e3, volumes[s, k : k + 2].sum() * scale / 1e3
                report.hold(f"{name}, {sex}, {result.starts[k]}+, thousand {unit}s", f, e, share=0.05)
    seen = {row["measure"]: row["value"] for row in published("zvw_volumes")}
    for name, measure in (("emergency_department", "emergency_visits"), ("out_of_hours_gp", "out_of_hours_contacts"), ("patient_transport", "ambulance_deployments")):
        report.hold(f"{name}, million (published)", found[name] / 1e6, seen[measure] / 1e6, share=0.03)


def check_deductible(report, result, scale):
    """What adults pay of their care in 2023: fitted in the pack's derivation without conditions, deaths and moves."""
    revenue = next(row["million_eur"] for row in published("deductible_2023") if row["year"] == 2023)
    report.hold("deductible, million EUR", result.deductible[result.at(2023)].sum() * scale / 1e6, revenue, share=0.03)


def check_education(report, result):
    """Gaps in life expectancy at birth between educations, first five years."""
    deaths, lived = result.deaths_by_group(range(2023, 2028))
    rows = {(row["sex"], row["ses"]): row["life_expectancy"] for row in published("education_life_expectancy")}
    for s, sex in enumerate(SEXES):
        found = {ses: life_expectancy(deaths[s, :, k], lived[s, :, k], result.starts) for k, ses in enumerate(result.ses)}
        variance = result.life_expectancy_se[0, s] ** 2 * result.alive[0, s].sum()  # of a person-year's information
        error = {ses: (variance / lived[s, :, k].sum()) ** 0.5 for k, ses in enumerate(result.ses)}
        for one, other in (("high", "low"), ("high", "middle"), ("middle", "low")):
            report.hold(f"life expectancy, {sex}, {one} against {other}", found[one] - found[other], rows[sex, one] - rows[sex, other],
                        most=0.7, se=(error[one] ** 2 + error[other] ** 2) ** 0.5)


def main(program, persons, path=None):
    whole = persons == "all"
    persons = round(INHABITANTS) if whole else int(persons)
    report, scale = Report(whole), INHABITANTS / persons
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        usual = run(program, PACK.parents[1] / "nederland.yaml", folder / "usual.h5", persons, 22)
        steady = run(program, freeze(folder), folder / "steady.h5", persons, 11)
    check_life_expectancy(report, usual)
    check_deaths(report, usual)
    check_births(report, usual, scale)
    check_population(report, usual, scale)
    check_prevalence(report, usual, 2023, "at the start")
    check_prevalence(report, steady, 2033, "ten years on")
    check_onset_by_smoking(report, usual, 2033, "lung_cancer")
    check_stages(report, usual, 2023, "at the start")
    check_stages(report, steady, 2033, "ten years on")
    for check in (check_settings, check_youth):
        check(report, usual, 2023, "at the start")
        check(report, steady, 2033, "ten years on")
    check_long_term_care(report, usual, scale)
    check_self_reliance(report, usual)
    check_laws(report, usual, scale)
    check_totals(report, usual, scale)
    check_attributable_deaths(report, usual, scale)
    check_costs(report, usual, scale)
    check_volumes(report, usual, scale)
    check_deductible(report, usual, scale)
    check_education(report, usual)
    check_explained(report, usual)
    check_healthy_life(report, usual)
    check_other_totals(report, usual, scale)
    if path:
        Path(path).write_text(report.text() + "\n")
    print(report.text())
    print(f"{report.missed()} of {len(report.lines)} missed, {persons} persons")
    return 1 if report.missed() else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]).resolve(), *sys.argv[2:]))
