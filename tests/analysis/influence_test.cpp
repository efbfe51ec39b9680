#include "analysis/influence.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "tests/analysis/small_results.hpp"

namespace kavel {
namespace {

Results with_volumes_times(double factor) {
  Results results = test::small_results();
  for (double& volume : results.variants.front().by_group.volumes.values) volume *= factor;
  return results;
}

TEST(Influence, CostThatIsATenthHigherEverywhereIsSoWithoutError) {
  const auto change = cost_change(with_volumes_times(1), with_volumes_times(1.1));
  ASSERT_TRUE(change);
  EXPECT_NEAR(change->share, 0.1, 1e-12);
  EXPECT_NEAR(change->standard_error, 0, 1e-12);
}

TEST(Influence, PricesCount) {
  Results dearer = with_volumes_times(1);
  for (double& price : dearer.variants.front().prices.nominal.values) price *= 0.5;
  const auto change = cost_change(with_volumes_times(1), dearer);
  ASSERT_TRUE(change);
  EXPECT_NEAR(change->share, -0.5, 1e-12);
}

TEST(Influence, WhatDiffersBetweenGroupsIsError) {
  Results varied = with_volumes_times(1);
  Array<double>& volumes = varied.variants.front().by_group.volumes;
  const std::size_t row = volumes.shape[2];
  for (std::size_t k = 0; k < row; ++k) volumes.values[k] *= 2;  // of the first group, in the first year
  const auto change = cost_change(with_volumes_times(1), varied);
  ASSERT_TRUE(change);
  EXPECT_GT(change->share, 0);
  EXPECT_GT(change->standard_error, 0);
}

TEST(Influence, WithoutCareTheCostOutcomeCounts) {
  Results results = test::small_results();
  results.care.activities.clear();
  const auto cost = std::find(results.outcome_kinds.begin(), results.outcome_kinds.end(), OutcomeKind::cost);
  ASSERT_NE(cost, results.outcome_kinds.end());
  const auto place = static_cast<std::size_t>(cost - results.outcome_kinds.begin());
  EXPECT_EQ(name_of_cost(results), results.outcomes[place]);
  Results varied = results;
  Array<double>& outcomes = varied.variants.front().by_group.outcomes;
  for (std::size_t i = place; i < outcomes.values.size(); i += outcomes.shape[2]) outcomes.values[i] *= 1.2;
  EXPECT_NEAR(cost_change(results, varied)->share, 0.2, 1e-12);
}

TEST(Influence, OfAnArmIsWhatItCostsBeyondUsualCare) {
  const Results base = test::small_results();
  const std::string arm = base.variants.at(1).name;
  Results varied = base;
  for (VariantResults& variant : varied.variants) {  // more in both: no difference between them
    for (double& volume : variant.by_group.volumes.values) volume += 1;
  }
  EXPECT_NEAR(present(cost_difference_change(base, varied, arm), "there is an arm").per_person, 0, 1e-9);
  varied = base;
  Array<double>& volumes = varied.variants.at(1).by_group.volumes;
  volumes.values.at(0) += 40;  // one unit of one group
  const double price = varied.variants.at(1).prices.nominal.values.at(0);
  const DifferenceChange change = present(cost_difference_change(base, varied, arm), "there is an arm");
  EXPECT_NEAR(change.per_person, 40 * price / static_cast<double>(base.founders), 1e-9);
  EXPECT_GT(change.standard_error, 0);
  EXPECT_FALSE(cost_difference_change(base, varied, "elsewhere"));
}

TEST(Influence, WithoutAnyCostThereIsNone) {
  Results results = test::small_results();
  results.care.activities.clear();
  results.outcome_kinds.assign(results.outcome_kinds.size(), OutcomeKind::effect);
  EXPECT_EQ(name_of_cost(results), "");
  EXPECT_FALSE(cost_change(results, results));
}

}  // namespace
}  // namespace kavel
