#include "analysis/comparison.hpp"

#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>

#include "experiment/cost.hpp"
#include "tests/analysis/small_arms.hpp"

namespace kavel {
namespace {

const Difference& of_arm(const Comparison& comparison, ComparedOn on, const std::string& name,
                         const std::string& part = "") {
  const auto found = std::find_if(comparison.rows.begin(), comparison.rows.end(), [&](const ComparisonRow& row) {
    return row.on == on && row.name == name && row.part == part;
  });
  if (found == comparison.rows.end()) throw std::out_of_range(name + '/' + part);
  return found->arms.at(1);
}

TEST(Comparison, OfAStudyWithoutProgrammesIsEmpty) { EXPECT_TRUE(compare(test::small_results(), {}).rows.empty()); }

TEST(Comparison, CountsPeopleOnceAndThoseWhoTakePartInTheLastYear) {
  const Comparison comparison = compare(test::small_arms(), {});
  EXPECT_EQ(of_arm(comparison, ComparedOn::reached, "walks").value, 12 * 5 * (1 + 2 + 3 + 4));
  EXPECT_EQ(of_arm(comparison, ComparedOn::reached, "talks").value, 12 * 2 * 10);
  EXPECT_EQ(of_arm(comparison, ComparedOn::reached, "all").value, 12 * 6 * 10) << "one of six starts in both";
  EXPECT_EQ(of_arm(comparison, ComparedOn::taking_part, "walks").value, 4 * 10);
  EXPECT_EQ(of_arm(comparison, ComparedOn::taking_part, "all").value, 4 * 20);
}

TEST(Comparison, WhoStartsOnceMoreIsReachedOnce) {
  Results results = test::small_arms();
  results.transitions[2] = "programme.walks.ended>outside";
  const Comparison comparison = compare(results, {});
  EXPECT_EQ(of_arm(comparison, ComparedOn::reached, "walks").value, 12 * (5 - 4) * 10);
  EXPECT_EQ(of_arm(comparison, ComparedOn::reached, "talks").value, 12 * 2 * 10);
}

TEST(Comparison, AddsUpDeathsAndCases) {
  const Comparison comparison = compare(test::small_arms(), {});
  const Difference& deaths = of_arm(comparison, ComparedOn::events, "deaths");
  EXPECT_EQ(deaths.value, -12 * (1 + 2 + 3 + 4));
  // Groups of -12, -24, -36, -48: 4/3 of their squares around the mean.
  EXPECT_NEAR(deaths.standard_error, std::sqrt(4.0 / 3 * 2 * (18 * 18 + 6 * 6)), 1e-9);
  EXPECT_EQ(of_arm(comparison, ComparedOn::events, "stroke.acute").value, -12 * 3 * 10);
  EXPECT_EQ(of_arm(comparison, ComparedOn::years, "weight.obese").value, -12 * 4 * 4);
  EXPECT_EQ(of_arm(comparison, ComparedOn::years, "all").value, 0);
}

TEST(Comparison, PartsOfCostAddUpToWhatEveryPayerPays) {
  Results results = test::small_arms();
  results.care.deductibles = {{"own_risk", 1, 0, 18}};
  results.care.activities[0].deductible = 0;
  for (std::size_t arm = 0; arm < 2; ++arm) {
    results.variants[arm].by_group.deductibles = {{12, 4, 1},
                                                  std::vector<double>(48, 385. - 10. * static_cast<double>(arm))};
  }
  const Comparison comparison = compare(results, {});
  const double level = 4.06;  // 1 + 1 + 0.01 + 1 + 0.02 + 1 + 0.03: the four groups
  const double stay = 700 * -2 * level * 12;
  EXPECT_NEAR(of_arm(comparison, ComparedOn::cost, "insurer", "filled_again").value, 700 * level * 12, 1e-6);
  EXPECT_NEAR(of_arm(comparison, ComparedOn::cost, "municipality", "programmes").value, 2500 * level * 12, 1e-6);
  EXPECT_NEAR(of_arm(comparison, ComparedOn::programme_cost, "walks").value, 2500 * level * 12, 1e-6);
  EXPECT_NEAR(of_arm(comparison, ComparedOn::volumes, "stay").value, (48 - 50) * level * 12, 1e-6);
  double all = 0;
  for (const std::string payer : {"insurer", "municipality", "none"}) {
    const double paid = of_arm(comparison, ComparedOn::cost, payer).value;
    double parts = 0;
    for (const std::string part : {"programmes", "care", "filled_again"}) {
      parts += of_arm(comparison, ComparedOn::cost, payer, part).value;
    }
    EXPECT_NEAR(parts, paid, 1e-6);
    all += paid;
  }
  EXPECT_NEAR(all, stay + 700 * level * 12 + 2500 * level * 12, 1e-6);
  EXPECT_NEAR(of_arm(comparison, ComparedOn::cost, "all").value, all, 1e-6);
  // What is paid under the deductible, at prices of the first year, moves from one payer to another.
  const double moved = of_arm(comparison, ComparedOn::cost, "municipality", "care").value;
  EXPECT_LT(moved, 0);
  EXPECT_NEAR(of_arm(comparison, ComparedOn::cost, "insurer", "care").value, stay - moved, 1e-6);
}

TEST(Comparison, DiscountedTotalsAreOfTheWholePopulation) {
  const Results results = test::small_arms();
  const Comparison comparison = compare(results, {});
  EXPECT_DOUBLE_EQ(of_arm(comparison, ComparedOn::totals, "qaly").value, 400 * 0.02);
  EXPECT_DOUBLE_EQ(of_arm(comparison, ComparedOn::totals, "qaly").standard_error, 400 * 0.003);
}

TEST(Labels, AreTitlesElseNamesInWords) {
  const Labels labels;
  EXPECT_EQ(labels.measure("bodily_functions"), "Bodily functions");
  EXPECT_EQ(labels.state("stroke", "chronic"), "Stroke: chronic");
  EXPECT_EQ(labels.state("depression", "depression"), "Depression");
  EXPECT_EQ(Labels::outcome("qaly", "QALY"), "QALY");
  EXPECT_EQ(Labels::outcome("cost", "EUR"), "Cost");
  Study study;
  study.variants.emplace_back();
  AttributeSpec attribute;
  attribute.name = "ihd";
  attribute.title = "Heart disease";
  study.variants.front().pack.attributes.push_back(attribute);
  for (const std::string name : {"a", "b"}) {
    Programme programme;
    programme.name = name;
    programme.title = "The same";
    study.programmes.push_back(programme);
  }
  EXPECT_EQ(Labels(study).state("ihd", "acute"), "Heart disease: acute");
  EXPECT_EQ(Labels(study).programme("a"), "A");  // two of one title go by their names
}

}  // namespace
}  // namespace kavel
