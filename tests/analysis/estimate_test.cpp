#include "analysis/estimate.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "tests/analysis/small_results.hpp"

namespace kavel {
namespace {

constexpr std::size_t ill = 3;  ///< state diabetes.yes
constexpr std::size_t states = 4;

TEST(Estimate, TotalsAreSumsOverGroups) {
  const Estimates estimates = estimate(test::small_results());
  // Four groups of 20, 20.25, 20.5, 20.75.
  EXPECT_DOUBLE_EQ(estimates.person_years.total.values[ill], 81.5);
  EXPECT_NEAR(estimates.person_years.standard_error.values[ill],
              std::sqrt(4.0 / 3.0 * (2 * 0.375 * 0.375 + 2 * 0.125 * 0.125)), 1e-12);
}

TEST(Estimate, DifferencesArePairedWithinGroups) {
  const Results results = test::small_results();
  const Estimates estimates = estimate(results);
  const std::size_t second = results.years.size() * states + ill;
  EXPECT_DOUBLE_EQ(estimates.person_years.difference.values[ill], 0);
  EXPECT_DOUBLE_EQ(estimates.person_years.difference.values[second], -8);
  EXPECT_NEAR(estimates.person_years.difference_standard_error.values[second], 0, 1e-12);  // the same in each group
}

TEST(Estimate, HasAPlaceForEveryArmYearAndSex) {
  const Results results = test::small_results();
  const Estimates estimates = estimate(results);
  EXPECT_EQ(estimates.life_expectancy.values.size(), 2U * 12U * 2U);
  EXPECT_NEAR(estimates.life_expectancy.values[0],
              (1 - std::exp(-0.01)) / 0.02 + std::exp(-0.01) * (1 - std::exp(-0.04)) / 0.02 + std::exp(-0.05) * 5,
              1e-12);
}

}  // namespace
}  // namespace kavel
