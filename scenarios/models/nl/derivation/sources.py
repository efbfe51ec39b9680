"""Sources as the heads of derived tables name them, and how a head is written."""

WPP = "United Nations: World Population Prospects 2024, Netherlands (CC BY 3.0 IGO)"
CBS_2023 = "Statistics Netherlands (CBS): StatLine 85496NED Bevolking; kerncijfers, 2023 (CC BY 4.0)"
CBS_MIGRATION = "Statistics Netherlands (CBS): StatLine 85848NED Immi- en emigratie, 2023 (CC BY 4.0)"
CBS_MOVES = "Kooiman, CBS Statistische Trends 2020: Een analyse van het verhuisgedrag van zestigers, figuur 1 (CC BY 4.0)"
CBS_EDUCATION_LE = "CBS StatLine 84842NED Gezonde levensverwachting; onderwijsniveau, 2019/2022"
CBS_INCOME = "CBS StatLine 85445NED, 2019/2022 (men); RIVM, VZinfo.nl: Monitor Missies, 2017-2020 (women; CBS)"
CBS_INCOME_LE = "CBS, 27 November 2012: life expectancy by income, 2011, in blikopnieuws.nl and amweb.nl (secondary)"
CBS_EDUCATION_LIFESTYLE = "CBS StatLine 83385NED (2016/2017), 83021NED (2021): lifestyle by education"
EDUCATION = (
    "CBS, Enquete beroepsbevolking 2020, in: Ministerie van OCW, ocwincijfers.nl (CC BY 4.0)",
    "RIVM, VZinfo.nl: Sociaaleconomische status, opleiding, 2023 (CBS, Enquete beroepsbevolking)",
)
VEKTIS = "Vektis: Open Databestand Zorgverzekeringswet 2023, national totals (attribution, no resale)"
VEKTIS_DEDUCTIBLE = "Vektis, shares of insured adults who pay nothing and all of the deductible (quoted in the press, 2019: secondary)"
VWS_DEDUCTIBLE = "Ministerie van VWS: Begroting 2023, revenue of the deductible (staatvenz.nl, secondary)"
DIABETES = "RIVM, VZinfo.nl: Diabetes mellitus, 2017 (age pattern), 2020 (totals); Nivel Zorgregistraties Eerste Lijn"
DIABETES_DEATH = "RIVM, VZinfo.nl: Diabetes mellitus, sterfte, 2012-2019; Nivel Zorgregistraties Eerste Lijn and CBS"
VASCULAR = "RIVM, VZinfo.nl: Coronaire hartziekten 2020, Beroerte 2021 (Nivel Zorgregistraties Eerste Lijn)"
HEART_FOUNDATION = "Hartstichting: Basiscijfers ischemische hartziekten, Basiscijfers beroerte, 2022 (hartenvaatcijfers.nl)"
DYNAMO = "DYNAMO-HIA data set (github.com/Dynamo-HIA/dynamo-hia; smoking: R package hiaR)"
SMOKING = "CBS StatLine 81175ned (2013), 83021NED (2021), 83385NED (2016/2017); press on the Leefstijlmonitor 2024"
LIFESTYLE_SERIES = "CBS StatLine 83021NED (2014-2021); Leefstijlmonitor 2014-2024 (RIVM; partly in the press); smoking by age 2020 (RIVM, volksgezondheidenzorg.info)"
HEART_FAILURE = "RIVM, VZinfo.nl: Hartfalen, 2021 (Nivel); Hartstichting: Basiscijfers hartfalen, 2021 (hartenvaatcijfers.nl; CBS)"
COPD = "RIVM, VZinfo.nl: COPD, 2021 (Nivel), deaths 2022 (CBS)"
DEMENTIA = "RIVM, VZinfo.nl: Dementie, 2021 (Alzheimer Nederland after ERGO), deaths 2022 (CBS); Vektis: Factsheet dementie, 2020"
DEPRESSION = "volksgezondheidenzorg.info: Depressie, NEMESIS-2 (2011)"
FALL_INJURIES = "VeiligheidNL and CBS: deaths by falls 2021, visits to an emergency department 2017 (secondary)"
VEKTIS_HIP = "Vektis 2019: patients with a hip fracture in 2017 (nationalezorggids.nl, secondary)"
ANXIETY = "RIVM, VZinfo.nl: Angststoornissen, 2020 (Nivel)"
OSTEOARTHRITIS = "RIVM, VZinfo.nl: Artrose, 2020 (Nivel)"
BACK = "RIVM, VZinfo.nl: Nek- en rugklachten, 2018 (pattern), 2020 (total) (Nivel)"
CANCER = "IKNL, Nederlandse Kankerregistratie, 2019-2023 (VZinfo.nl, iknl.nl, wkof.nl)"
COSTING = "Dutch Costing Manual, prices of 2023 (R package tatooheene)"
LIFESTYLE_SHARES = "see published/lifestyle_shares.csv (levels: CBS, RIVM; patterns by age: none)"
PRESSURE = "RIVM, VZinfo.nl: Bloeddruk, 2021 (Nivel): known to the GP; prevalence by age: none"
SPENDING = "RIVM, VZinfo.nl: Ranglijst aandoeningen op basis van zorguitgaven, 2019"


def head(title, unit, sources, status, methods, notes=()):
    lines = [("title", title), *([("unit", unit)] if unit else [])]  # columns may differ in unit: who reads them says it
    lines += [("source", source) for source in sources] + [("status", status)]
    return lines + [("method", method) for method in methods] + [("note", note) for note in notes]


CONDITION_NAMES = {"ihd": "heart disease", "copd": "COPD", "blood_pressure": "raised blood pressure"}


def of_condition(lines, condition):
    """A head whose title names the condition: result files tell tables apart by their titles."""
    name = CONDITION_NAMES.get(condition, condition.replace("_", " "))
    return [(key, value.replace("the condition", name) if key == "title" else value) for key, value in lines]
