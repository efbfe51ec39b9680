#include "experiment/condition_fit.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "io/condition_tables.hpp"
#include "io/read_study.hpp"
#include "made_up_country.hpp"

// What a country with known hazards has is given as targets to a pack that is wrong: the fit finds the hazards.

namespace kavel {
namespace {

constexpr const char* conditions = R"(  targets: targets.csv
  conditions:
    heart:
      onset: [heart.none>acute, vital.alive>dead/heart_onset]
      knots: [40, 60, 80]
      hold: 0.001
      deaths: heart
      start: {table: heart_prevalence.csv}
      writes_onset: heart_onset_factor.csv
      writes_start: heart_start.csv
    diabetes: {onset: [diabetes.none>diabetes]}
)";

/// What is wrong with the pack, which the fit is to find: logarithms at the knots.
constexpr std::array wrong_onset{0.35, 0.0, -0.3};
constexpr std::array wrong_odds{-0.4, 0.1, 0.3};

void replace(std::string& text, const std::string& what, const std::string& with) {
  const std::size_t at = text.find(what);
  ASSERT_NE(at, std::string::npos) << what;
  text.replace(at, what.size(), with);
}

std::string& text_of(StudyTexts& texts, const std::string& name) {
  for (auto& [path, text] : texts) {
    if (path == name) return text;
  }
  texts.emplace_back(name, "");
  return texts.back().second;
}

double at_knots(const std::array<double, 3>& logarithms, double age) {
  if (age <= 40) return logarithms[0];
  if (age >= 80) return logarithms[2];
  const std::size_t k = age < 60 ? 0 : 1;
  return logarithms[k] + (age - (k == 0 ? 40 : 60)) / 20.0 * (logarithms[k + 1] - logarithms[k]);
}

/// A row `sex,age,figures…` with its figures changed.
using Change = std::function<std::vector<double>(int age, std::vector<double> figures)>;

std::string changed(const std::string& table, const Change& change) {
  std::string result;
  std::size_t begin = 0;
  while (begin < table.size()) {
    const std::size_t end = table.find('\n', begin);
    const std::string line = table.substr(begin, end - begin);
    begin = end + 1;
    if (!line.starts_with("male,") && !line.starts_with("female,")) {
      result += line + '\n';
      continue;
    }
    const std::size_t age = line.find(',') + 1;
    std::size_t figure = line.find(',', age);
    result += line.substr(0, figure);
    std::vector<double> figures;
    while (figure != std::string::npos) {
      figures.push_back(std::stod(line.substr(figure + 1)));
      figure = line.find(',', figure + 1);
    }
    for (const double value : change(std::stoi(line.substr(age)), figures)) result += fmt::format(",{:.12g}", value);
    result += '\n';
  }
  return result;
}

/// The made-up country with conditions, and a table of targets.
StudyTexts country(const std::string& targets) {
  StudyTexts texts = made_up_country();
  std::string& pack = text_of(texts, "pack.yaml");
  replace(pack, "  residuals:\n", conditions + std::string("  residuals:\n"));
  replace(pack, "    prevalence: {table: heart_prevalence.csv}", "    prevalence: {table: calibrated/heart_start.csv}");
  const std::string by_age = "ratios: [{by: age, table: calibrated/heart_onset_factor.csv}, {by: smoking, ";
  replace(pack, "ratios: [{by: smoking, current: 2.5, former: 1.3}, {by: ses",
          by_age + "current: 2.5, former: 1.3}, {by: ses");
  replace(
      pack, "ratios: [{by: age, table: calibrated/heart_deaths.csv}, {by: smoking, effect: direct, current: 2.5",
      "ratios: [{by: age, table: calibrated/heart_onset_factor.csv}, {by: age, table: calibrated/heart_deaths.csv}, "
      "{by: smoking, effect: direct, current: 2.5");
  text_of(texts, "targets.csv") = targets;
  return texts;
}

StudyTexts with_wrong_onset(StudyTexts texts) {
  std::string& onset = text_of(texts, "heart_onset.csv");
  onset = changed(onset, [](int age, std::vector<double> figures) {
    figures[0] *= std::exp(at_knots(wrong_onset, age - 0.5));  // lived by those half a year younger on 1 January
    return figures;
  });
  return texts;
}

StudyTexts with_wrong_start(StudyTexts texts) {
  std::string& start = text_of(texts, "heart_prevalence.csv");
  start = changed(start, [](int age, std::vector<double> figures) {
    const double odds = std::exp(at_knots(wrong_odds, age));
    const double whole = 1 + (figures[0] + figures[1]) * (odds - 1);
    for (double& figure : figures) figure *= odds / whole;
    return figures;
  });
  return texts;
}

Study read(const StudyTexts& texts, const std::vector<WrittenTable>& given = {}, Purpose purpose = Purpose::calibrate) {
  std::vector<SourceFile> files;
  for (const auto& [path, text] : texts) files.push_back({path, text, {}, {}});
  Sources sources = Sources::stored(std::move(files));
  for (const WrittenTable& table : given) sources.substitute("calibrated/" + table.name, table.text);
  return read_study(texts.front().first, {"population.persons=200000"}, sources, purpose);
}

struct Fit {
  FittedConditions fitted{};
  std::vector<WrittenTable> tables{};
};

Fit fit_of(const StudyTexts& texts, const RunOptions& options = {}) {
  const Study study = read(texts);
  Fit fit;
  fit.fitted = fit_conditions(
      study, options, [&](const FittedConditions& so_far) { return read(texts, calibrated_tables(study, so_far)); });
  fit.tables = calibrated_tables(study, fit.fitted);
  return fit;
}

/// Prevalence and new cases by sex and ten years of age.
std::string targets_of(const std::function<double(const std::string& measure, Sex sex, int first)>& value,
                       double weight) {
  std::string text = "# source: made up\n# status: assumed\ncondition,measure,sex,age,value,weight\n";
  for (const std::string measure : {"prevalence", "incidence"}) {
    for (const Sex sex : {Sex::female, Sex::male}) {
      for (int first = 30; first < 90; first += 10) {
        text += fmt::format("heart,{},{},{}-{},{:.9g},{:g}\n", measure, sex_names[static_cast<std::size_t>(sex)], first,
                            first + 9, value(measure, sex, first), weight);
      }
    }
  }
  return text;
}

double after(const FittedConditions& of, const std::string& measure, Sex sex, int first) {
  for (const FittedTarget& one : of.conditions[0].targets) {
    if (one.target.measure == measure && one.target.sex == sex && one.target.ages.from == first) return one.after;
  }
  ADD_FAILURE() << measure << ' ' << first;
  return 0;
}

/// The country as it is, told and not fitted.
const FittedConditions& truth() {
  static const FittedConditions once = fit_of(country(targets_of([](auto&&...) { return 0.5; }, 0))).fitted;
  return once;
}

std::string true_targets(double weight = 400) {
  return targets_of([](const std::string& measure, Sex sex, int first) { return after(truth(), measure, sex, first); },
                    weight);
}

const Fit& fit() {
  static const Fit once = fit_of(with_wrong_start(with_wrong_onset(country(true_targets()))));
  return once;
}

TEST(ConditionFit, WithoutWeightsNothingIsFitted) {
  for (std::size_t sex = 0; sex < sexes; ++sex) {
    for (const double logarithm : truth().conditions[0].onset_at_knots[sex]) EXPECT_NEAR(logarithm, 0, 1e-9);
    for (const double logarithm : truth().conditions[0].odds_at_knots[sex]) EXPECT_NEAR(logarithm, 0, 1e-9);
  }
  EXPECT_EQ(truth().rounds, 1);
}

TEST(ConditionFit, FindsTheHazardsAndTheStartThatTheTargetsAreFrom) {
  const FittedCondition& heart = fit().fitted.conditions[0];
  EXPECT_TRUE(heart.found);
  EXPECT_LE(fit().fitted.rounds, 4);
  EXPECT_FALSE(heart.at_limit);
  for (std::size_t sex = 0; sex < sexes; ++sex) {
    for (std::size_t k = 0; k < 3; ++k) {
      EXPECT_NEAR(heart.onset_at_knots[sex][k], -wrong_onset[k], 0.01) << k;
      EXPECT_NEAR(heart.odds_at_knots[sex][k], -wrong_odds[k], 0.01) << k;
    }
  }
}

TEST(ConditionFit, MeetsItsTargets) {
  for (const FittedTarget& one : fit().fitted.conditions[0].targets) {
    EXPECT_NEAR(one.off(one.after), 0, 0.002) << one.target.measure << ' ' << one.target.ages.from;
  }
  const auto far = [](const FittedTarget& one) { return std::fabs(one.off(one.before)) > 0.1; };
  const auto& targets = fit().fitted.conditions[0].targets;
  EXPECT_GT(std::count_if(targets.begin(), targets.end(), far), 12);
}

TEST(ConditionFit, DeathsOnBudgetAreExact) {
  const FittedTarget& deaths = fit().fitted.conditions[0].targets.back();
  EXPECT_TRUE(deaths.exact);
  EXPECT_EQ(deaths.target.value, 2500);
  EXPECT_NEAR(deaths.after, 2500, 1e-4);
  EXPECT_NEAR(truth().conditions[0].targets.back().before, 2500, 1e-4);
}

TEST(ConditionFit, AFittedPackStaysAsItIs) {
  StudyTexts texts = with_wrong_start(with_wrong_onset(country(true_targets())));
  for (const WrittenTable& table : fit().tables) texts.emplace_back("calibrated/" + table.name, table.text);
  const Fit again = fit_of(texts);
  for (std::size_t i = 0; i < again.tables.size(); ++i) EXPECT_EQ(again.tables[i].text, fit().tables[i].text);
  const FittedConditions right = fit_of(country(true_targets())).fitted;  // what it finds, as the pack's own
  EXPECT_EQ(right.rounds, 1);
  for (std::size_t sex = 0; sex < sexes; ++sex) {
    for (const double logarithm : right.conditions[0].onset_at_knots[sex]) EXPECT_NEAR(logarithm, 0, 2e-4);
    for (const double logarithm : right.conditions[0].odds_at_knots[sex]) EXPECT_NEAR(logarithm, 0, 2e-4);
  }
}

TEST(ConditionFit, IsTheSameForAnyThreadsAndBlocks) {
  RunOptions options;
  options.threads = 1;
  options.block_size = 7000;
  const Fit other = fit_of(with_wrong_start(with_wrong_onset(country(true_targets()))), options);
  for (std::size_t i = 0; i < other.tables.size(); ++i) EXPECT_EQ(other.tables[i].text, fit().tables[i].text);
}

/// Weights decide between figures that contradict each other.
TEST(ConditionFit, LiesBetweenContradictoryTargetsAsTheyWeigh) {
  const std::string head = "# source: made up\n# status: assumed\ncondition,measure,sex,age,value,weight\n";
  const double cases = after(truth(), "incidence", Sex::male, 60);
  const FittedConditions fitted =
      fit_of(country(head + fmt::format("heart,incidence,male,60-69,{},300\nheart,incidence,male,60-68,{},100\n",
                                        1.2 * cases, 1.2 * cases * 0.96)))
          .fitted;
  const double first = std::log(fitted.conditions[0].targets[0].after / (1.2 * cases));
  EXPECT_LT(std::fabs(first), 0.05);
  EXPECT_GT(fitted.conditions[0].targets[0].after, cases * 1.1);
}

TEST(ConditionFit, DeathsMayBeWeighedToo) {
  StudyTexts texts = country(
      "# source: made up\n# status: assumed\ncondition,measure,sex,age,value,weight\n"
      "heart,mortality,both,0+,0.005,300\n");
  replace(text_of(texts, "pack.yaml"), "      deaths: 2500\n", "      deaths: 2500\n      weight: 100\n");
  const FittedConditions fitted = fit_of(texts).fitted;
  const FittedCondition& heart = fitted.conditions[0];
  ASSERT_TRUE(heart.deaths.has_value());
  EXPECT_NEAR(*heart.deaths, 2500 * std::pow(2, 0.75), 40);  // person-years are a little fewer than people
  const Study study = with_fitted_deaths(read(texts), fitted);
  EXPECT_EQ(calibration_of(study).attributable_deaths[0].deaths.value, *heart.deaths);
}

/// The country under tables that leave everything but mortality from other causes as it is.
StudyTexts country_to_run(const std::string& targets) {
  StudyTexts texts = country(targets);
  text_of(texts, "calibrated/mortality_background.csv") = text_of(texts, "mortality.csv");
  text_of(texts, "calibrated/heart_deaths.csv") = "# unit: 1\nage,ratio\n0+,1\n";
  text_of(texts, "calibrated/heart_onset_factor.csv") = "# unit: 1\nage,ratio\n0+,1\n";
  text_of(texts, "calibrated/heart_start.csv") = text_of(texts, "heart_prevalence.csv");
  text_of(texts, "calibrated/residual.csv") = "# unit: EUR 2023\nage_reached,hospital,drugs\n0+,0,0\n";
  text_of(texts, "calibrated/baseline_utility.csv") = "# unit: 1\nage_reached,baseline\n0+,0.9\n";
  text_of(texts, "calibrated/baseline_function.csv") = "# unit: points\nage_reached,baseline\n0+,8\n";
  std::string ages = "age_groups: [0";
  for (int age = 1; age <= 90; ++age) ages += ", " + std::to_string(age);
  replace(text_of(texts, "country.yaml"), "years: 21", "years: 11\n" + ages + "]");
  return texts;
}

/// People with diabetes and without, of a sex and ages on the last 1 January of the run: the mean of the year before,
/// when they were a year younger, and the year after.
std::pair<double, double> around_last_january(const Results& results, Sex sex, int first, int last) {
  std::size_t ill = 0;
  while (results.states[ill] != "diabetes.diabetes") ++ill;
  const auto& lived = results.variants.front().by_sex_age_ses.person_years.values;
  std::pair<double, double> sums{0, 0};
  for (const std::size_t year : {std::size_t{9}, std::size_t{10}}) {
    for (int age = first - (year == 9); age <= last - (year == 9); ++age) {
      for (std::size_t ses = 0; ses < 2; ++ses) {
        const std::size_t sex_of_year = year * sexes + static_cast<std::size_t>(sex);
        const std::size_t cell = (sex_of_year * results.age_groups.size() + static_cast<std::size_t>(age)) * 2 + ses;
        sums.first += lived[cell * results.states.size() + ill] / 2;
        sums.second += lived[cell * results.states.size() + ill - 1] / 2;
      }
    }
  }
  return sums;
}

// Diabetes comes at one hazard at all ages and is not lost, so its prevalence as read cannot last: what the equations
// say of it ten years on is what an ordinary run has.
TEST(ConditionFit, TellsWherePrevalenceIsNoSteadyState) {
  const StudyTexts texts = country_to_run(
      "# source: made up\n# status: assumed\ncondition,measure,sex,age,value,weight\ndiabetes,steady,both,40-49,,0\n");
  const FittedConditions fitted = fit_of(texts).fitted;
  EXPECT_GT(fitted.conditions[1].targets[0].after, 1.2);
  const Results results = run(read(texts, {}, Purpose::run), {});
  for (const Steadiness& one : fitted.conditions[1].steadiness) {
    if (one.first < 10 || one.first > 80) continue;
    const auto [ill, well] = around_last_january(results, one.sex, one.first, one.last);
    const double share = ill / (ill + well);
    EXPECT_NEAR(share, one.later, 4 * std::sqrt(share / (ill + well)) + 0.01 * one.later)
        << sex_names[static_cast<std::size_t>(one.sex)] << " from " << one.first << ", at the start " << one.start;
  }
}

std::string failure_of(const std::string& targets) {
  try {
    fit_of(country("# source: made up\n# status: assumed\ncondition,measure,sex,age,value,weight\n" + targets));
  } catch (const InputError& error) {
    return error.what();
  }
  return "";
}

TEST(ConditionFit, ATargetOfNobodyIsAnError) {
  EXPECT_EQ(failure_of("heart,prevalence,male,0-9,0.1,100\n"),
            "targets.csv:4:1: prevalence: expected a sex and ages at which people of the study have heart, or can, got "
            "male, 0-9, where nobody does");
}

}  // namespace
}  // namespace kavel
