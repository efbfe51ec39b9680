#include "analysis/summary.hpp"

#include <cmath>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>

#include <gtest/gtest.h>

#include "analysis/estimate.hpp"
#include "analysis/icer.hpp"
#include "analysis/number_text.hpp"
#include "analysis/totals_table.hpp"
#include "tests/analysis/small_arms.hpp"

namespace kavel {
namespace {

SummaryHead small_head(AgeRule rule) {
  return {.title = "A small region",
          .age_rule = rule,
          .seed = 7,
          .threads = 2,
          .seconds = 0.5,
          .file = "small.h5",
          .file_bytes = 123456,
          .figures = 12,
          .assumed = 3,
          .unstated = 1};
}

/// Compares with tests/analysis/NAME, which KAVEL_UPDATE_GOLDEN=1 writes anew.
void expect_golden(const std::string& text, const std::string& name) {
  const std::string path = std::string(KAVEL_SOURCE_FOLDER) + "/tests/analysis/" + name;
  if (std::getenv("KAVEL_UPDATE_GOLDEN") != nullptr) std::ofstream(path) << text;
  std::ifstream file(path);
  std::ostringstream expected;
  expected << file.rdbuf();
  EXPECT_EQ(text, expected.str()) << "to accept it: KAVEL_UPDATE_GOLDEN=1";
}

void expect_narrow(const std::string& text) {
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    EXPECT_LE(width_of(line), 100) << line;
    EXPECT_FALSE(line.ends_with(' ')) << "'" << line << "'";
  }
}

TEST(Summary, OfAPopulation) {
  const Results results = test::small_results();
  const std::string text = summary(results, estimate(results), small_head(AgeRule::lexis));
  expect_narrow(text);
  expect_golden(text, "population.txt");
}

/// Arms beside each other first; with all tables also what usual care comes to by decade, and every difference.
TEST(Summary, OfArms) {
  const Results results = test::small_arms();
  SummaryHead head = small_head(AgeRule::lexis);
  const std::string text = summary(results, estimate(results), head);
  expect_narrow(text);
  expect_golden(text, "arms.txt");
  head.tables = Tables::all;
  const std::string all = summary(results, estimate(results), head);
  expect_narrow(all);
  for (const std::string words : {"Per person at the start", "stroke.acute>chronic", "% of all ages"}) {
    EXPECT_EQ(text.find(words), std::string::npos) << words;
    EXPECT_NE(all.find(words), std::string::npos) << words;
  }
}

/// What a region decides by stands before what explains it.
TEST(Summary, OfArmsBeginsWithPeopleHealthAndCost) {
  const Results results = test::small_arms();
  const std::string text = summary(results, estimate(results), small_head(AgeRule::lexis));
  std::size_t last = 0;
  for (const std::string words : {"People in programmes", "Health gained", "Cost, thousand EUR", "Cost-effectiveness",
                                  "Wellbeing, mean", "Deaths, new", "Years lived"}) {
    const std::size_t at = text.find(words);
    ASSERT_NE(at, std::string::npos) << words;
    EXPECT_GT(at, last) << words;
    last = at;
  }
}

std::string icer_rows(double cost, double effect, double error) {
  Results results = test::small_arms();
  std::vector<Total>& totals = results.variants[1].totals;
  totals[0].difference = cost;
  totals[1].difference = effect;
  for (Total& total : totals) total.difference_standard_error = error;
  totals[0].difference_covariances = {error * error, 0};
  totals[1].difference_covariances = {0, error * error};
  const std::string text = summary(results, estimate(results), small_head(AgeRule::lexis));
  const std::size_t from = text.find("  EUR per QALY");
  return text.substr(from, text.find("Wellbeing, mean") - from);
}

TEST(Summary, TellsCostPerEffectOnlyWhereTheEffectDiffersBeyondChance) {
  EXPECT_NE(icer_rows(-2, 0.5, 0.01).find(" dominant\n"), std::string::npos);
  EXPECT_NE(icer_rows(2, -0.5, 0.01).find(" dominated\n"), std::string::npos);
  EXPECT_NE(icer_rows(2, 0.5, 0.3).find(" –\n"), std::string::npos);
  const std::string either_way = icer_rows(0.5, 2, 0.3);
  EXPECT_NE(either_way.find("    95 % interval (Fieller) from"), std::string::npos) << either_way;
  EXPECT_NE(either_way.find(" -0."), std::string::npos) << either_way;
  const std::string told = icer_rows(2000, 0.5, 0.01);
  EXPECT_NE(told.find(" 4 000\n    95 % interval (Fieller) from"), std::string::npos) << told;
  EXPECT_NE(told.find("    to"), std::string::npos) << told;
  EXPECT_NE(icer_rows(-2000, -0.5, 0.01).find(" saves 4 000\n"), std::string::npos);
}

/// A model may have several costs: that of care is the one.
TEST(Summary, CostPerEffectIsOfTheCostOfCare) {
  const Results results = test::small_arms();
  EXPECT_EQ(cost_of_icer(results, ""), 0U);
  Results more = results;
  more.outcomes.push_back("informal_care");
  more.outcome_units.push_back("EUR");
  more.outcome_kinds.push_back(OutcomeKind::cost);
  EXPECT_FALSE(cost_of_icer(more, ""));
  EXPECT_EQ(cost_of_icer(more, results.outcomes[0]), 0U);
}

TEST(Summary, SaysWhenFewerPersonsStandForARegion) {
  Results results = test::small_arms();
  EXPECT_EQ(summary(results, estimate(results), small_head(AgeRule::lexis)).find("NOT SCALED UP"), std::string::npos);
  results.inhabitants = 17'000;
  const std::string text = summary(results, estimate(results), small_head(AgeRule::lexis));
  expect_narrow(text);
  for (const std::string words :
       {"NOT SCALED UP: 400 persons stand for 17 000 inhabitants.", "42.5 times as large",
        "the base year), of the 400 simulated, million EUR", "2025 to 2036, of the 400 simulated"}) {
    EXPECT_NE(text.find(words), std::string::npos) << words << text;
  }
}

TEST(Summary, SaysWhereNoArmDiffers) {
  Results results = test::small_arms();
  const std::string name = results.variants[1].name;
  results.variants[1] = results.variants[0];
  results.variants[1].name = name;
  SummaryHead head = small_head(AgeRule::lexis);
  head.not_started = "Nobody starts in walks: it has no places.\n";
  const std::string text = summary(results, estimate(results), head);
  EXPECT_NE(text.find("\nNo arm differs from usual care.\n\nNobody starts in walks: it has no places.\n"),
            std::string::npos)
      << text;
  EXPECT_EQ(text.find("Minus usual care"), std::string::npos) << text;
}

TEST(Summary, OfACohort) {
  const Results results = test::small_results();
  const std::string text = summary(results, estimate(results), small_head(AgeRule::exact));
  expect_narrow(text);
  expect_golden(text, "cohort.txt");
}

/// Programmes are attributes of their own: nobody is in one in usual care.
TEST(Summary, LeavesOutThoseOutsideProgrammes) {
  Results results = test::small_results();
  results.states = {"vital.alive", "vital.dead", "programme.one.outside", "programme.two.outside"};
  EXPECT_EQ(summary(results, estimate(results), small_head(AgeRule::lexis)).find(".outside"), std::string::npos);
}

TEST(TotalsTable, SaysAtWhatRatesItIsDiscountedAndOfWhomItIs) {
  Results results = test::small_results();
  results.variants[1].totals[0].discount = 0.04;
  for (VariantResults& variant : results.variants) variant.totals[1].discount = 0;
  const std::string text = totals_table(results);
  EXPECT_NE(text.find("cost, EUR, discounted 3, 4 %"), std::string::npos) << text;
  EXPECT_NE(text.find("qaly, QALY, not discounted"), std::string::npos) << text;
  EXPECT_NE(text.find("those born or arrived later"), std::string::npos) << text;
  for (VariantResults& variant : results.variants) {
    variant.conservation.births.assign(12, 0);
    variant.conservation.arrivals.assign(12, 0);
    variant.totals[0].discount = std::nan("");  // a result file of before
  }
  const std::string closed = totals_table(results);
  EXPECT_EQ(closed.find("those born or arrived later"), std::string::npos) << closed;
  EXPECT_NE(closed.find("cost, EUR  usual_care"), std::string::npos) << closed;
}

TEST(Summary, StaysNarrowOverManyYears) {
  Results results = test::small_results();
  for (VariantResults& variant : results.variants) {
    for (std::int64_t& persons : variant.conservation.start) persons = 17900000;
  }
  results.variants.resize(1);
  expect_narrow(summary(results, estimate(results), small_head(AgeRule::lexis)));
}

TEST(Summary, StaysNarrowWhereTheEffectMayBeChance) {
  Results results = test::small_arms();
  Total& effect = results.variants[1].totals[1];
  effect.difference_standard_error = 1;
  effect.difference_covariances[1] = 1;
  results.variants[1].name = "a_portfolio_with_a_long_name";
  const std::string text = summary(results, estimate(results), small_head(AgeRule::lexis));
  EXPECT_NE(text.find("simulate more persons"), std::string::npos) << text;
  expect_narrow(text);
}

TEST(Summary, OfAnEmptyStudyDoesNotFail) {
  Results results = test::small_results();
  results.outcomes.clear();
  results.outcome_kinds.clear();
  results.outcome_units.clear();
  for (VariantResults& variant : results.variants) {
    variant.totals.clear();
    variant.by_group.outcomes = {{12, 4, 0}, {}};
  }
  EXPECT_FALSE(summary(results, estimate(results), small_head(AgeRule::lexis)).empty());
}

}  // namespace
}  // namespace kavel
