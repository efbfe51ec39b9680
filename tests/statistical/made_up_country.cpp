#include "made_up_country.hpp"

#include <algorithm>
#include <cmath>
#include <functional>

#include <fmt/format.h>

namespace kavel {

namespace {

constexpr const char* study = R"(title: Made-up country
start: 2023
years: 21
source: made up
population: {region: region.yaml}
model: pack.yaml
)";

constexpr const char* region = R"(title: Made-up country
source: made up
status: assumed
population: population.csv
)";

constexpr const char* pack = R"(title: Made-up pack
source: made up
status: assumed
calibration:
  folder: calibrated
  inhabitants: 1000000
  persons: 200000
  background:
    transition: vital.alive>dead/background
    all_cause: {table: mortality.csv}
    writes: mortality_background.csv
  attributable_deaths:
    heart:
      transitions: [vital.alive>dead/heart_acute, vital.alive>dead/heart_chronic, vital.alive>dead/heart_onset]
      deaths: 2500
      follows: all_cause
      writes: heart_deaths.csv
  residuals:
    care: {published: {table: care.csv}, writes: residual.csv}
  baselines:
    utility: {norm: {table: utility.csv}, writes: baseline_utility.csv}
    function: {norm: {table: function.csv}, writes: baseline_function.csv}
sectors: {cure: {title: Curative care}}
payers: {insurer: Insurer}
providers: {hospital: Hospital}
activities:
  hospital:
    sector: cure
    payer: insurer
    provider: hospital
    unit: EUR 2023
    per_year: {heart: {acute: 5000, chronic: 3000}}
    per_transition: {heart: {none>acute: 9000}}
    residual: {table: calibrated/residual.csv, column: hospital}
  drugs:
    sector: cure
    payer: insurer
    provider: hospital
    unit: EUR 2023
    marginal_share: 0.75
    per_year: {diabetes: {diabetes: 800}}
    residual: {table: calibrated/residual.csv, column: drugs}
wellbeing:
  utility:
    scale: multiply
    range: [0, 1]
    baseline: {table: calibrated/baseline_utility.csv}
    states: {diabetes: {diabetes: 0.93}, heart: {acute: 0.8, chronic: 0.88}, smoking: {current: 0.98}}
  function:
    scale: add
    range: [0, 10]
    unit: points
    from_age: 18
    spread: 1.2
    baseline: {table: calibrated/baseline_function.csv}
    states: {diabetes: {diabetes: -0.5}, heart: {chronic: -1}}
attributes:
  smoking:
    states: [never, current, former]
    prevalence: {table: smoking.csv}
    transitions:
      never>current: {hazard: {table: start.csv}}
      current>former: {hazard: 0.03}
  heart:
    states: [none, acute, chronic]
    prevalence: {table: heart_prevalence.csv}
    transitions:
      none>acute:
        hazard: {table: heart_onset.csv, times: 0.8}
        normalise: true
        ratios: [{by: smoking, current: 2.5, former: 1.3}, {by: ses, low: 1.4}]
      acute>chronic: {hazard: 1}
      chronic>acute: {hazard: 0.05}
  diabetes:
    states: [none, diabetes]
    prevalence: {table: diabetes.csv}
    transitions:
      none>diabetes: {hazard: 0.004}
  vital:
    states: [alive, dead]
    leaves: {dead: death}
    transitions:
      alive>dead/background:
        hazard: {table: calibrated/mortality_background.csv}
        normalise: true
        ratios: [{by: smoking, effect: direct, current: 2.0, former: 1.3}, {by: ses, low: 1.5}]
      alive>dead/heart_acute:
        hazard: {table: heart_excess.csv, column: acute}
        while: {heart: acute}
        ratios: [{by: age, table: calibrated/heart_deaths.csv}]
      alive>dead/heart_chronic:
        hazard: {table: heart_excess.csv, column: chronic}
        while: {heart: chronic}
        ratios: [{by: age, table: calibrated/heart_deaths.csv}]
      alive>dead/heart_onset:
        hazard: {table: heart_onset.csv, times: 0.2}
        while: {heart: none}
        normalise: true
        ratios: [{by: age, table: calibrated/heart_deaths.csv}, {by: smoking, effect: direct, current: 2.5, former: 1.3}]
      alive>dead/diabetes:
        hazard: {table: mortality.csv, times: 0.4}
        while: {diabetes: diabetes}
  childbearing:
    states: [able]
    transitions:
      able>able: {birth: true, only: female, hazard: {table: fertility.csv, outside: 0}}
births: {boys_per_girl: 1.05}
)";

constexpr int oldest = 105;

std::string sex_of(bool male) { return male ? "male" : "female"; }

/// A table by sex and single year of age.
std::string table(const std::string& unit, const std::string& columns,
                  const std::function<std::string(bool male, int age)>& figures) {
  std::string text = fmt::format("# unit: {}\nsex,age,{}\n", unit, columns);
  for (const bool male : {false, true}) {
    for (int age = 0; age <= oldest; ++age) {
      text += fmt::format("{},{}{},{}\n", sex_of(male), age, age == oldest ? "+" : "", figures(male, age));
    }
  }
  return text;
}

std::string mortality() {
  std::string text = "# unit: 1/year\nsex,age,year,hazard\n";
  for (const bool male : {false, true}) {
    for (int age = 0; age <= oldest; ++age) {
      for (int year = 2023; year <= 2043; ++year) {
        text += fmt::format("{},{}{},{}{},{:.8g}\n", sex_of(male), age, age == oldest ? "+" : "", year,
                            year == 2043 ? "+" : "", made_up_mortality(male, age, year));
      }
    }
  }
  return text;
}

std::string population() {
  std::string text = "sex,age,area,ses,persons\n";
  for (const bool male : {false, true}) {
    double alive = 10000;
    for (int age = 0; age <= oldest; ++age) {
      text += fmt::format("{0},{1}{2},all,low,{3}\n{0},{1}{2},all,high,{4}\n", sex_of(male), age,
                          age == oldest ? "+" : "", std::llround(0.3 * alive), std::llround(0.7 * alive));
      alive *= std::exp(-made_up_mortality(male, age, 2023));
    }
  }
  return text;
}

std::string care(bool, int age) {
  return fmt::format("{:.8g},{:.8g}", 200 + 0.03 * std::pow(age, 2.5), 50 + 2.2 * age);
}

double onset(bool male, int age) { return age < 25 ? 0 : (male ? 2e-5 : 1.2e-5) * std::exp(0.075 * age); }

std::string heart_prevalence(bool male, int age) {
  const double chronic = age < 30 ? 0 : std::min(0.3, (male ? 9e-4 : 5.4e-4) * std::exp(0.062 * age));
  return fmt::format("{:.8g},{:.8g}", 0.8 * onset(male, age), chronic);
}

std::string heart_excess(bool, int age) {
  return fmt::format("{:.8g},{:.8g}", 0.02 + 3e-4 * std::exp(0.07 * age), 2e-5 * std::exp(0.092 * age));
}

std::string smoking(bool, int age) {
  return fmt::format("{:.8g},{:.8g}",
                     age < 18   ? 0
                     : age < 60 ? 0.25
                                : 0.12,
                     age < 25 ? 0 : std::min(0.4, 0.01 * (age - 25)));
}

}  // namespace

double made_up_mortality(bool male, int age, int year) {
  const double infancy = age == 0 ? 3e-3 : age == 1 ? 2e-4 : 6e-5;
  const double ageing = (male ? 3.5e-5 : 2.2e-5) * std::exp(0.098 * age);
  return std::min((infancy + ageing) * std::exp(-0.015 * (year - 2023)), 1.2);
}

StudyTexts made_up_country() {
  return {
      {"country.yaml", study},
      {"region.yaml", region},
      {"pack.yaml", pack},
      {"population.csv", population()},
      {"mortality.csv", mortality()},
      {"smoking.csv", table("1", "current,former", smoking)},
      {"start.csv", "# unit: 1/year\nage,hazard\n0-15,0\n16-20,0.04\n21+,0\n"},
      {"fertility.csv", "# unit: 1/year\nage,hazard\n20-39,0.09\n"},
      {"heart_onset.csv",
       table("1/year", "hazard", [](bool male, int age) { return fmt::format("{:.8g}", onset(male, age)); })},
      {"heart_prevalence.csv", table("1", "acute,chronic", heart_prevalence)},
      {"heart_excess.csv", table("1/year", "acute,chronic", heart_excess)},
      {"care.csv", table("EUR 2023 per inhabitant", "hospital,drugs", care)},
      {"utility.csv", table("1", "utility", [](bool, int age) { return fmt::format("{:.8g}", 0.94 - 0.002 * age); })},
      {"function.csv", "# unit: points\nage,ses,function\n0+,low,8.1\n0+,high,8.8\n"},
      {"diabetes.csv", table("1", "diabetes", [](bool, int age) {
         return fmt::format("{:.8g}", std::min(0.2, 4e-4 * std::exp(0.07 * age)));
       })}};
}

}  // namespace kavel
