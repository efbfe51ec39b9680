#include "analysis/life_expectancy.hpp"

#include <cmath>
#include <cstdint>
#include <random>
#include <vector>

#include <gtest/gtest.h>

namespace kavel {
namespace {

struct Year {
  std::vector<double> person_years{};
  std::vector<std::int64_t> deaths{};
};

/// Ages -1, 0, … , each with the same death rate.
Year constant_rate(std::size_t ages, std::int64_t deaths, double person_years) {
  return {std::vector<double>(ages, person_years), std::vector<std::int64_t>(ages, deaths)};
}

TEST(LifeExpectancyAtBirth, IsOneOverAConstantRate) {
  const Year year = constant_rate(60, 200, 10000.0);
  const auto found = life_expectancy_at_birth(year.person_years, year.deaths);
  ASSERT_TRUE(found);
  EXPECT_NEAR(found->years, 50.0, 1e-10);
}

TEST(LifeExpectancyAtBirth, BeginsWithHalfAYear) {
  // Everybody dies at a rate of 4 in the year of birth, and at 1 afterwards, in an open group.
  const auto found = life_expectancy_at_birth(std::vector<double>{100, 1000}, std::vector<std::int64_t>{400, 1000});
  ASSERT_TRUE(found);
  EXPECT_NEAR(found->years, (1 - std::exp(-2.0)) / 4 + std::exp(-2.0), 1e-12);
}

TEST(LifeExpectancyAtBirth, CountsAWholeYearWhereNobodyDies) {
  const auto found =
      life_expectancy_at_birth(std::vector<double>{100, 100, 100, 40}, std::vector<std::int64_t>{0, 0, 0, 20});
  ASSERT_TRUE(found);
  EXPECT_NEAR(found->years, 0.5 + 1 + 1 + 2, 1e-12);
}

TEST(LifeExpectancyAtBirth, NeedsPersonsAtEveryAgeAndEnoughDeaths) {
  EXPECT_FALSE(life_expectancy_at_birth(std::vector<double>{0, 100, 100}, std::vector<std::int64_t>{0, 5, 50}));
  EXPECT_FALSE(life_expectancy_at_birth(std::vector<double>{100, 100, 100}, std::vector<std::int64_t>{1, 2, 3}));
  EXPECT_FALSE(life_expectancy_at_birth(std::vector<double>{}, std::vector<std::int64_t>{}));
}

TEST(LifeExpectancyAtBirth, ClosesWithTheOldestAgesTogether) {
  // The last ages have fewer than deaths_to_close deaths: they join the one before.
  const auto found = life_expectancy_at_birth(std::vector<double>{100, 30, 10}, std::vector<std::int64_t>{0, 8, 2});
  ASSERT_TRUE(found);
  EXPECT_NEAR(found->years, 0.5 + 40.0 / 10, 1e-12);
}

TEST(LifeExpectancyAtBirth, StandardErrorIsThatOfRepeatedYears) {
  std::mt19937 chance(1);
  const double person_years = 2000;
  std::vector<double> rates;
  for (int age = -1; age < 100; ++age) rates.push_back(2e-4 * std::exp(0.085 * age));
  const int repeats = 2000;
  double sum = 0;
  double squares = 0;
  double variance = 0;
  for (int repeat = 0; repeat < repeats; ++repeat) {
    Year year{std::vector<double>(rates.size(), person_years), {}};
    for (const double rate : rates) {
      year.deaths.push_back(std::poisson_distribution<std::int64_t>(rate * person_years)(chance));
    }
    const auto found = life_expectancy_at_birth(year.person_years, year.deaths);
    ASSERT_TRUE(found);
    sum += found->years;
    squares += found->years * found->years;
    variance += found->standard_error * found->standard_error;
  }
  const double observed = std::sqrt(squares / repeats - (sum / repeats) * (sum / repeats));
  // The standard deviation of 2000 repeats has itself a relative standard error of 1 / √4000.
  EXPECT_NEAR(std::sqrt(variance / repeats) / observed, 1, 4 / std::sqrt(2.0 * repeats));
}

}  // namespace
}  // namespace kavel
