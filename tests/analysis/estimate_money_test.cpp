#include "analysis/estimate_money.hpp"

#include <gtest/gtest.h>

#include "experiment/cost.hpp"
#include "tests/analysis/small_results.hpp"

namespace kavel {
namespace {

TEST(EstimateMoney, CostIsVolumeTimesThePriceOfTheYearOrOfTheFirst) {
  const Results results = test::small_results();
  const VariantResults& usual = results.variants.front();
  const Array<double>& volumes = usual.by_area.volumes;  // [year x area x activity]
  const Array<double> nominal = cost_of(volumes, usual.prices, Prices::nominal);
  const Array<double> real = cost_of(volumes, usual.prices, Prices::real);
  const std::size_t days_of_second_year = 9;
  EXPECT_DOUBLE_EQ(nominal.values[days_of_second_year], volumes.values[days_of_second_year] * 875);
  EXPECT_DOUBLE_EQ(real.values[days_of_second_year], volumes.values[days_of_second_year] * 700);
}

TEST(EstimateMoney, SectorsPayersAndProvidersEachAddUpToTheWhole) {
  const Results results = test::small_results();
  const MoneyEstimates money = estimate_money(results);
  for (const CostEstimates* cost : {&money.nominal, &money.real}) {
    for (const YearlyEstimates* split : {&cost->by_sector, &cost->by_payer, &cost->by_provider}) {
      const std::size_t width = split->total.shape.back();
      for (std::size_t i = 0; i < cost->in_all.total.values.size(); ++i) {
        double sum = 0;
        for (std::size_t part = 0; part < width; ++part) sum += split->total.values[i * width + part];
        EXPECT_NEAR(sum, cost->in_all.total.values[i], 1e-6);
      }
    }
  }
}

TEST(EstimateMoney, WhatNobodyPaysIsAPayerOfItsOwn) {
  const MoneyEstimates money = estimate_money(test::small_results());
  const double consults = 7.5 * (4 + 0.06) * 40;  // of the first year, in four random groups
  EXPECT_NEAR(money.nominal.by_payer.total.values[2], consults, 1e-9);
}

TEST(EstimateMoney, FixedCostIsTheShareThatDoesNotFollowTheVolume) {
  const MoneyEstimates money = estimate_money(test::small_results());
  const double days = 50 * (4 + 0.06) * 700;
  const double consults = 7.5 * (4 + 0.06) * 40;
  EXPECT_NEAR(money.nominal.fixed_by_provider.total.values[0], 0.6 * days, 1e-6);
  EXPECT_NEAR(money.nominal.fixed_by_provider.total.values[1], 0.5 * consults, 1e-6);
}

TEST(EstimateMoney, IsEmptyWithoutActivities) {
  Results results = test::small_results();
  results.care = {};
  EXPECT_TRUE(estimate_money(results).nominal.in_all.total.values.empty());
}

}  // namespace
}  // namespace kavel
