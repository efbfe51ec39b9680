#include "tally/lineage_sums.hpp"

#include <cmath>
#include <functional>
#include <numeric>
#include <random>

#include <gtest/gtest.h>

#include "core/errors.hpp"
#include "core/ticks.hpp"

namespace kavel {

namespace {

constexpr int outcomes = 2;
constexpr int variants = 2;

/// Lifetime totals of lineages, [cohort][lineage], each [variant x outcome].
using Totals = std::vector<std::vector<std::vector<Int128>>>;

Totals random_totals(const std::vector<std::int64_t>& sizes) {
  std::mt19937_64 random(11);
  Totals totals;
  for (std::size_t cohort = 0; cohort < sizes.size(); ++cohort) {
    totals.emplace_back();
    for (std::int64_t i = 0; i < sizes[cohort]; ++i) {
      std::vector<Int128> one;
      for (int k = 0; k < variants * outcomes; ++k) {
        const auto quanta =
            static_cast<std::int64_t>(random() % 100000) - 20000 + static_cast<std::int64_t>(cohort) * 1000000;
        one.push_back(Int128{quanta} * ticks_per_year + static_cast<std::int64_t>(random() % 1000));
      }
      totals.back().push_back(one);
    }
  }
  return totals;
}

LineageSums sums_of(const Totals& totals) {
  LineageSums sums(static_cast<int>(totals.size()), variants, outcomes);
  for (std::size_t cohort = 0; cohort < totals.size(); ++cohort) {
    for (const auto& one : totals[cohort]) sums.add(static_cast<int>(cohort), one.data());
  }
  return sums;
}

/// Mean and standard error within cohorts, in two passes.
double direct_standard_error(const Totals& totals, const std::function<double(const std::vector<Int128>&)>& value) {
  double variance = 0;
  double persons = 0;
  for (const auto& cohort : totals) {
    const auto n = static_cast<double>(cohort.size());
    persons += n;
    if (cohort.size() < 2) continue;
    double mean = 0;
    for (const auto& one : cohort) mean += value(one) / n;
    double squares = 0;
    for (const auto& one : cohort) squares += (value(one) - mean) * (value(one) - mean);
    variance += squares * n / (n - 1);
  }
  return std::sqrt(variance) / persons;
}

double quanta(Int128 total) { return static_cast<double>(total) / ticks_per_year; }

}  // namespace

std::size_t place(int variant, int outcome) {
  return static_cast<std::size_t>(variant) * std::size_t{outcomes} + static_cast<std::size_t>(outcome);
}

TEST(LineageSums, AreExact) {
  const Totals totals = random_totals({100, 1, 37});
  const LineageSums sums = sums_of(totals);
  for (int variant = 0; variant < variants; ++variant) {
    for (int outcome = 0; outcome < outcomes; ++outcome) {
      Int128 expected = 0;
      for (const auto& cohort : totals) {
        for (const auto& one : cohort) expected += one[place(variant, outcome)];
      }
      EXPECT_EQ(sums.sum(variant, outcome), quanta(expected));
    }
  }
}

TEST(LineageSums, GiveTheStandardErrorWithinCohorts) {
  const std::vector<std::int64_t> sizes{100, 1, 37};
  const Totals totals = random_totals(sizes);
  const LineageSums sums = sums_of(totals);
  for (int variant = 0; variant < variants; ++variant) {
    for (int outcome = 0; outcome < outcomes; ++outcome) {
      const auto at = place(variant, outcome);
      const double expected = direct_standard_error(totals, [&](const auto& one) { return quanta(one[at]); });
      EXPECT_NEAR(
          sums.standard_error(variant, outcome, sizes, std::accumulate(sizes.begin(), sizes.end(), std::int64_t{0})),
          expected, 1e-6 * expected);
      const double paired = direct_standard_error(
          totals, [&](const auto& one) { return quanta(one[at] - one[static_cast<std::size_t>(outcome)]); });
      EXPECT_NEAR(sums.difference_standard_error(variant, outcome, sizes,
                                                 std::accumulate(sizes.begin(), sizes.end(), std::int64_t{0})),
                  paired, 1e-6 * paired);
    }
  }
}

TEST(LineageSums, GiveTheCovarianceOfDifferences) {
  const std::vector<std::int64_t> sizes{100, 1, 37};
  Totals totals = random_totals(sizes);
  for (auto& cohort : totals) {
    for (auto& one : cohort) one[3] += 2 * (one[2] - one[0]);  // what differs in the one differs in the other
  }
  const LineageSums sums = sums_of(totals);
  const auto difference = [](const std::vector<Int128>& one, std::size_t o) { return quanta(one[2 + o] - one[o]); };
  // 4 Cov(x, y) = Var(x + y) - Var(x - y)
  const double more =
      direct_standard_error(totals, [&](const auto& one) { return difference(one, 0) + difference(one, 1); });
  const double less =
      direct_standard_error(totals, [&](const auto& one) { return difference(one, 0) - difference(one, 1); });
  const double expected = (more * more - less * less) / 4;
  EXPECT_GT(expected, 0);
  EXPECT_NEAR(sums.difference_covariance(1, 0, 1, sizes, 138), expected, 1e-6 * expected);
  EXPECT_EQ(sums.difference_covariance(1, 1, 0, sizes, 138), sums.difference_covariance(1, 0, 1, sizes, 138));
  EXPECT_EQ(sums.difference_covariance(0, 0, 1, sizes, 138), 0);
  const double error = sums.difference_standard_error(1, 1, sizes, 138);
  EXPECT_EQ(sums.difference_covariance(1, 1, 1, sizes, 138), error * error);
}

TEST(LineageSums, OfAlikeLineagesHaveNoError) {
  LineageSums sums(1, 1, 1);
  const Int128 total = Int128{1234567} * ticks_per_year;
  for (int i = 0; i < 50; ++i) sums.add(0, &total);
  EXPECT_NEAR(sums.standard_error(0, 0, {50}, 50), 0, 1);
  EXPECT_EQ(sums.difference_standard_error(0, 0, {50}, 50), 0);
}

TEST(LineageSums, AddUpFromAnyParts) {
  const std::vector<std::int64_t> sizes{50, 50};
  const Totals totals = random_totals(sizes);
  const LineageSums whole = sums_of(totals);
  LineageSums odd(2, variants, outcomes), even(2, variants, outcomes);
  for (std::size_t cohort = 0; cohort < 2; ++cohort) {
    for (std::size_t i = 0; i < totals[cohort].size(); ++i) {
      (i % 2 == 0 ? even : odd).add(static_cast<int>(cohort), totals[cohort][i].data());
    }
  }
  odd.add(even);
  EXPECT_EQ(odd.sum(1, 1), whole.sum(1, 1));
  EXPECT_EQ(odd.standard_error(1, 1, sizes, 100), whole.standard_error(1, 1, sizes, 100));
  EXPECT_EQ(odd.difference_standard_error(1, 0, sizes, 100), whole.difference_standard_error(1, 0, sizes, 100));
  EXPECT_EQ(odd.difference_covariance(1, 0, 1, sizes, 100), whole.difference_covariance(1, 0, 1, sizes, 100));
  EXPECT_THROW(odd.add(LineageSums(3, variants, outcomes)), BrokenPromise);
}

}  // namespace kavel
