#include "analysis/meerkosten_errors.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "analysis/estimate_by_year.hpp"
#include "analysis/random_groups.hpp"
#include "tests/analysis/small_results.hpp"

namespace kavel {
namespace {

/// Two random groups, one cell; 2 founders.
Results two_groups() {
  Results results = test::small_results();
  results.years = {2025, 2026};
  results.age_groups = {0};
  results.ses_groups = {"all"};
  results.founders = 2;
  results.care.deductibles.clear();
  results.variants.resize(1);
  VariantResults& variant = results.variants.front();
  variant.by_sex_age_ses.person_years.shape = {2, 1, 1, 1, 4};
  variant.by_group.volumes = {{2, 2, 3}, {2, 0, 0, 4, 0, 0, 3, 0, 0, 6, 0, 0}};  // days of each group
  variant.by_group.deductibles = {{2, 2, 0}, {}};
  variant.prices = {{{2, 3}, {100, 1, 1, 150, 1, 1}}, {{2, 3}, {100, 1, 1, 100, 1, 1}}};
  variant.people.person_years = {{2, 1, 1, 1, 2}, {10, 10, 12, 15}};
  variant.people.first.volumes = {{1, 1, 1, 1, 2, 3}, {2, 0, 0, 4, 0, 0}};
  variant.people.first.deductibles = {{1, 1, 1, 1, 2, 0}, {}};
  return results;
}

/// Of a statistic that is a and b with one group left out: half the distance.
double of_two(double a, double b) { return std::fabs(a - b) / 2; }

TEST(MeerkostenErrors, OfTwoGroupsByHand) {
  const ExtraCosts errors = meerkosten_errors(two_groups(), PartOfCare::whole);
  ASSERT_EQ(errors.volume.shape, (std::vector<std::size_t>{1, 2, 1}));
  // Without the first group: 800 EUR for 20 people (40 a head), then 30 people and 1200 EUR, nominal 1800.
  // Without the second: 400 EUR for 20 people (20 a head), then 24 people and 600 EUR, nominal 900.
  EXPECT_NEAR(errors.nominal.values[1], of_two(1800 - 800, 900 - 400), 1e-9);
  EXPECT_NEAR(errors.price.values[1], of_two(600, 300), 1e-9);
  EXPECT_NEAR(errors.real.values[1], of_two(1200 - 800, 600 - 400), 1e-9);
  EXPECT_NEAR(errors.demography.values[1], of_two(40 * 30 - 800, 20 * 24 - 400), 1e-9);
  EXPECT_NEAR(errors.volume.values[1], of_two(1200 - 40 * 30, 600 - 20 * 24), 1e-9);
}

TEST(MeerkostenErrors, OfTheBaseYearAreNought) {
  const ExtraCosts errors = meerkosten_errors(two_groups(), PartOfCare::sector);
  for (const Array<double>* part : {&errors.nominal, &errors.price, &errors.real, &errors.demography, &errors.volume})
    EXPECT_NEAR(part->values[0], 0, 1e-9);
}

TEST(MeerkostenErrors, OfSumsAreThoseOfTotals) {
  const Results results = test::small_results();
  const ExtraCosts errors = meerkosten_errors(results, PartOfCare::whole);
  const VariantResults& usual = results.variants.front();
  const Array<double> cost = cost_by(PartOfCare::whole, Prices::real, usual.by_group, usual.prices, results.care);
  const Array<double> base = cost_by(PartOfCare::whole, Prices::real, usual.people.first, usual.prices, results.care);
  std::vector<double> groups = group_sums(cost, 5, 0);
  for (std::size_t cell = 0; cell < 8; ++cell) {
    for (std::size_t group = 0; group < 4; ++group) groups[group] -= base.values[cell * 4 + group];
  }
  EXPECT_NEAR(errors.real.values[5], standard_error_of_total(evened(groups, results.founders)), 1e-6);
}

TEST(MeerkostenErrors, AreUnknownWithFewerFoundersThanGroups) {
  Results results = two_groups();
  results.founders = 1;
  EXPECT_TRUE(std::isnan(meerkosten_errors(results, PartOfCare::whole).volume.values[1]));
}

}  // namespace
}  // namespace kavel
