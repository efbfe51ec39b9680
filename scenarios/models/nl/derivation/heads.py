"""Comment lines and columns of every derived table."""

WPP = "United Nations: World Population Prospects 2024, Netherlands (CC BY 3.0 IGO)"
CBS_2023 = "Statistics Netherlands (CBS): StatLine 85496NED Bevolking; kerncijfers, 2023 (CC BY 4.0)"
VEKTIS = "Vektis: Open Databestand Zorgverzekeringswet 2023, national totals by age and sex"
PREVALENCE = "RIVM, VZinfo.nl: Diabetes mellitus, 2017 (age pattern), 2020 (totals); Nivel Zorgregistraties Eerste Lijn"
RATIO = "RIVM, VZinfo.nl: Diabetes mellitus, sterfte, 2012-2019; Nivel Zorgregistraties Eerste Lijn and CBS"
NIVEL = "Nielen, Poos and Korevaar: Diabetes mellitus in Nederland, Nivel 2020 (new cases and types in 2019)"
SPENDING = "RIVM, VZinfo.nl: Ranglijst aandoeningen op basis van zorguitgaven, 2019"
SMOKING = "CBS StatLine 81175ned (2013), 83021NED (2021), 83385NED (2016/2017); press on the Leefstijlmonitor 2024"
EDUCATION = [
    "CBS, Enquete beroepsbevolking 2020, in: Ministerie van OCW, ocwincijfers.nl (CC BY 4.0)",
    "RIVM, VZinfo.nl: Sociaaleconomische status, opleiding, 2023 (CBS, Enquete beroepsbevolking)",
]
HAZARD = ["sex", "age", "year", "hazard"]


def head(title, unit, sources, statuses, methods, notes=()):
    lines = [("title", title), ("unit", unit)]
    for key, values in (("source", sources), ("status", statuses), ("method", methods), ("note", notes)):
        lines.extend((key, value) for value in values)
    return lines


HEADS = {
    "mortality": (
        head(
            "All-cause mortality, Netherlands", "1/year", [WPP], ["derived"],
            [
                "central death rates; five-year periods and ages to single years, log-linear in both; logistic above age 97",
                "all ages of a sex and year x one factor, so that life expectancy is the annual one",
            ],
            [
                "life expectancy with a constant hazard within each year of age and within 105+",
                "2071-2073: life expectancy goes on with the mean yearly gain of 2065-2070; afterwards it stays",
            ],
        ),
        HAZARD,
    ),
    "mortality_background": (
        head(
            "Mortality of people without diabetes, Netherlands", "1/year", [WPP, RATIO, PREVALENCE], ["derived"],
            ["all-cause mortality - prevalence of the base year x excess mortality of diabetes, in every cell"],
            [
                "holds all-cause mortality exactly only while prevalence stays that of 2023; an approximation until a "
                "national reference run solves it year by year",
                "smoking is inside: ratios of smoking on it must be divided by their mean in the population",
            ],
        ),
        HAZARD,
    ),
    "diabetes_excess_mortality": (
        head(
            "Excess mortality of people with diabetes", "1/year",
            [RATIO, NIVEL, WPP], ["derived"],
            [
                "(ratio - 1) x mortality without diabetes; types mixed by prevalence; the ratio is constant over years",
            ],
            ["added to mortality_background", "below 45 the ratios of 45-49 are used: assumed", "an association, confounded by weight, smoking and SES"],
        ),
        HAZARD,
    ),
    "fertility": (
        head(
            "Fertility, Netherlands", "1/year", [WPP], ["derived"],
            [
                "share of each five-year age group, linear between periods, split to single ages by pycnophylactic "
                "interpolation; scaled to the annual total fertility rate",
            ],
            ["live births per woman and year; zero below 15 and above 49; 2070 is kept afterwards"],
        ),
        ["age", "year", "births_per_woman_year"],
    ),
    "education": (
        head(
            "Highest education attained, Netherlands, 1 January 2023", "1", [*EDUCATION, CBS_2023], ["derived"],
            [
                "25-64: shares of 2020 among those with known education, each birth cohort three years on, linear in the "
                "logit between the middles of the age groups",
                "older: linear in the logit by birth year, with slopes that give the shares of all of 25 and over in 2023",
            ],
            [
                "0-24: those of 25; what they will attain: assumed",
                "28 and younger in 2020: without those still in education; above 67 the course over age is assumed, "
                "only the totals are published",
            ],
        ),
        ["sex", "age", "low", "middle", "high"],
    ),
    "smoking_prevalence": (
        head(
            "Smoking in the base year", "1", [SMOKING], ["assumed"],
            ["published/smoking_2024.csv; from 10 to 24 ever-smoking follows the fitted curve within each band"],
            ["current is derived, former is assumed; nobody under 12 smokes"],
        ),
        ["sex", "age", "never", "current", "former"],
    ),
    "smoking_transitions": (
        head(
            "Starting, quitting and relapse",
            "1/year",
            [SMOKING], ["assumed"],
            [
                "start: never>current, quit: current>former, relapse: former>current",
                "start: constant in 12-14, 15-19 and 20-24, fitted to ever-smoking at 10-14, 15-19 and 25-29: derived",
                "quit: -ln(1 - 0.04): assumed",
                "relapse: -ln(0.9) in the first year after quitting, -ln(0.98) in years 2-10, none later, mixed by "
                "time since quitting as if the number of former smokers stood still: assumed",
            ],
            ["no trend in starting: today's young smoke as those of 2013-2024 did"],
        ),
        ["sex", "age", "start", "quit", "relapse"],
    ),
    "smoking_mortality_ratio": (
        head(
            "Rate ratios of smoking on all-cause mortality", "1",
            ["DYNAMO-HIA example data set for the Netherlands, as packaged with the R package hiaR"],
            ["published"], ["against never smokers; 1 below 35"],
            ["divide by the mean ratio of the base-year population in each cell, or total mortality rises"],
        ),
        ["sex", "age", "state", "ratio"],
    ),
    "diabetes_prevalence": (
        head(
            "People with diabetes known to their GP", "1", [PREVALENCE, CBS_2023], ["derived"],
            ["age pattern of 2017 x one factor per sex that gives 609,000 men and 536,500 women in 2023's population"],
            ["types 1 and 2; the undiagnosed and most nursing-home residents are not in it"],
        ),
        ["sex", "age", "diabetes"],
    ),
    "diabetes_incidence": (
        head(
            "Onset of diabetes", "1/year", [PREVALENCE, RATIO, NIVEL], ["derived"],
            [
                "(dp/da + p (1 - p) excess) / (1 - p), which keeps prevalence by age as it is, averaged over the band, "
                "x one factor that gives the 51,600 new cases of 2019",
            ],
            ["per person without diabetes", "the factor below 1 says that registered new cases do not sustain registered prevalence: it will fall"],
        ),
        ["sex", "age", "hazard"],
    ),
    "zvw_cost": (
        head(
            "Cost under the Zorgverzekeringswet, with the part that follows diabetes", "EUR 2023",
            [VEKTIS, SPENDING], ["assumed"],
            [
                "with_diabetes_extra = 1,356 EUR average attributed spending x marginal share 0.75 (assumed), all ages",
                "without_diabetes = published mean - prevalence x extra, so that the mean is the published one",
            ],
            ["per person-year; without_diabetes follows from a published total", "attributed spending leaves out complications booked under other diseases: see README"],
        ),
        ["sex", "age", "without_diabetes", "with_diabetes_extra"],
    ),
    "population": (
        head(
            "Voorbeeldkavel: 100,000 fictional inhabitants, 1 January 2023", "persons", [VEKTIS, CBS_2023, WPP],
            ["derived"],
            [
                "the country's distribution over sex and age: insured person-years moved to age and persons on 1 "
                "January, split to single ages, fitted to CBS totals by sex and shares of 0-19 and 65+",
                "whole persons by largest remainder, sexes first, then ages",
            ],
            ["not a real place", "105: those of 105 and older"],
        ),
        ["sex", "age", "area", "persons"],
    ),
}
