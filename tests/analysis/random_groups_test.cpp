#include "analysis/random_groups.hpp"

#include <cmath>
#include <numeric>
#include <vector>

#include <gtest/gtest.h>

namespace kavel {
namespace {

TEST(StandardErrorOfTotal, IsThatOfASumOfIndependentGroups) {
  // var(total) = G s², with s² the unbiased variance between groups: here s² = 2, G = 2.
  EXPECT_DOUBLE_EQ(standard_error_of_total(std::vector<double>{1, 3}), 2.0);
}

TEST(StandardErrorOfTotal, IsZeroWhereGroupsAgreeAndUnknownForOne) {
  EXPECT_EQ(standard_error_of_total(std::vector<double>{5, 5, 5}), 0.0);
  EXPECT_TRUE(std::isnan(standard_error_of_total(std::vector<double>{5})));
  EXPECT_TRUE(std::isnan(standard_error_of_total(std::vector<double>{})));
}

TEST(Evened, TakesOutThatTheFirstGroupsHaveOneFounderMore) {
  const std::vector<double> groups = evened(std::vector<double>{3 * 7.0, 3 * 7.0, 2 * 7.0}, 8);
  for (const double group : groups) EXPECT_NEAR(group, 7.0 * 8 / 3, 1e-12);
}

TEST(Evened, ChangesNothingWhereGroupsAreEqual) {
  const std::vector<double> groups{1, 2, 3, 4};
  EXPECT_EQ(evened(groups, 400), groups);
}

TEST(Evened, GivesNothingForFewerFoundersThanGroups) { EXPECT_TRUE(evened(std::vector<double>{1, 0, 0}, 2).empty()); }

TEST(RatioOfTotals, HasNoErrorWhereAllGroupsHaveTheSameRatio) {
  const RatioOfTotals ratio = ratio_of_totals(std::vector<double>{1, 2, 3}, std::vector<double>{2, 4, 6});
  EXPECT_DOUBLE_EQ(ratio.value, 0.5);
  EXPECT_NEAR(ratio.standard_error, 0, 1e-15);
}

TEST(RatioOfTotals, IsTheMeanWithItsStandardErrorForEqualDenominators) {
  const std::vector<double> values{1, 4, 2, 7, 6};
  const RatioOfTotals ratio = ratio_of_totals(values, std::vector<double>(5, 1.0));
  const double mean = 4;
  double squares = 0;
  for (const double value : values) squares += (value - mean) * (value - mean);
  EXPECT_DOUBLE_EQ(ratio.value, mean);
  EXPECT_NEAR(ratio.standard_error, std::sqrt(squares / 4 / 5), 1e-14);
}

TEST(DifferenceOfRatios, IsPairedByGroup) {
  const std::vector<double> values{1, 4, 2, 7, 6};
  const std::vector<double> persons{2, 3, 2, 4, 3};
  std::vector<double> higher = values;
  for (std::size_t i = 0; i < higher.size(); ++i) higher[i] += 0.5 * persons[i];
  const RatioOfTotals difference = difference_of_ratios(higher, persons, values, persons);
  EXPECT_DOUBLE_EQ(difference.value, 0.5);
  EXPECT_NEAR(difference.standard_error, 0, 1e-15);
  const std::vector<double> nothing(5, 0.0);
  const RatioOfTotals alone = difference_of_ratios(values, persons, nothing, persons);
  EXPECT_DOUBLE_EQ(alone.standard_error, ratio_of_totals(values, persons).standard_error);
}

TEST(RatioOfTotals, IsUnknownWithoutDenominator) {
  EXPECT_TRUE(std::isnan(ratio_of_totals(std::vector<double>{1, 1}, std::vector<double>{0, 0}).value));
  EXPECT_TRUE(std::isnan(ratio_of_totals(std::vector<double>{1, 1}, std::vector<double>{1, 0}).standard_error));
}

}  // namespace
}  // namespace kavel
