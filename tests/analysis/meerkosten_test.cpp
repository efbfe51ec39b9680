#include "analysis/meerkosten.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "tests/analysis/small_results.hpp"

namespace kavel {
namespace {

constexpr PeopleShape two_ages{1, 2, 1};

/// Young: 100 people at 1 000 EUR; old: 50 at 4 000 EUR.
struct TwoCells {
  std::vector<double> people{100, 50};
  std::vector<double> real{100000, 200000};
  CostOfYear year(double nominal = 300000) const { return {real, nominal, people}; }
};

TEST(Meerkosten, AgeingIsDemography) {
  const TwoCells base;
  TwoCells now;
  now.people = {90, 60};
  now.real = {90000, 240000};
  const ExtraCost extra = extra_cost(base.year(), now.year(330000), two_ages);
  EXPECT_EQ(extra.demography, 30000);
  EXPECT_EQ(extra.volume, 0);
  EXPECT_EQ(extra.price, 0);
}

TEST(Meerkosten, PriceDemographyAndVolumeByHand) {
  const TwoCells base;
  TwoCells now;
  now.people = {90, 60};
  now.real = {99000, 264000};  // ten per cent more care for each
  const ExtraCost extra = extra_cost(base.year(), now.year(1.2 * 363000), two_ages);
  EXPECT_EQ(extra.demography, 30000);
  EXPECT_EQ(extra.volume, 33000);
  EXPECT_EQ(extra.price, 72600);
  EXPECT_EQ(extra.real(), 63000);
  EXPECT_EQ(extra.nominal(), 135600);
}

TEST(Meerkosten, TheBaseYearHasNone) {
  const TwoCells base;
  const ExtraCost extra = extra_cost(base.year(), base.year(), two_ages);
  EXPECT_EQ(extra.price, 0);
  EXPECT_EQ(extra.demography, 0);
  EXPECT_EQ(extra.volume, 0);
}

TEST(Meerkosten, PartsAddUpExactlyWhateverTheCents) {
  const TwoCells base{{100.1, 49.7}, {100000.37, 199999.49}};
  for (int i = 0; i < 1000; ++i) {
    const double t = 1 + 0.0137 * i;
    const TwoCells now{{97.3 * t, 51.9 / t}, {100321.13 * t, 201234.77 * t}};
    const ExtraCost extra = extra_cost(base.year(300000), now.year(301555.9 * t * 1.07), two_ages);
    EXPECT_EQ(extra.nominal(), std::round(301555.9 * t * 1.07) - std::round(299999.86));
    EXPECT_EQ(extra.nominal() - extra.price - extra.demography - extra.volume, 0);
  }
}

TEST(Meerkosten, ACellWithoutPeopleBorrowsFromItsNeighbours) {
  const PeopleShape shape{2, 2, 2};  // sex x age x SES
  const std::vector<double> people{10, 0, 0, 0, 20, 20, 40, 0};
  const std::vector<double> cost{100, 0, 0, 0, 400, 600, 1200, 0};
  EXPECT_EQ(cost_per_head(cost, people, shape), (std::vector<double>{10, 10, 30, 30, 20, 30, 30, 30}));
  const std::vector<double> young{10, 10, 0, 0, 10, 10, 0, 0};
  EXPECT_EQ(cost_per_head(std::vector<double>{10, 10, 0, 0, 30, 30, 0, 0}, young, shape)[2], 2);  // of everyone
}

TEST(Meerkosten, OfResultsAreAgainstTheFirstYearOfTheFirstVariant) {
  const Results results = test::small_results();
  const Meerkosten by_sector = meerkosten(results, PartOfCare::sector);
  const Meerkosten whole = summed(by_sector);
  ASSERT_EQ(by_sector.nominal.shape, (std::vector<std::size_t>{2, 12, 2}));
  ASSERT_EQ(whole.nominal.shape, (std::vector<std::size_t>{2, 12, 1}));
  // Days: 8 cells of about 25, of the second arm 24, at 700 EUR; consults: 8 of 3.75 at 40 EUR. Growth of cells: 0 to
  // 3 %.
  const double days = 4 + 0.06;
  EXPECT_NEAR(by_sector.nominal.values[0], 0, 1e-9);
  EXPECT_NEAR(by_sector.nominal.values[2], days * 0.25 * (50 * 700 + 7.5 * 40), 1);
  EXPECT_NEAR(by_sector.price.values[2], by_sector.nominal.values[2], 1);
  EXPECT_NEAR(by_sector.nominal.values[24], -days * 2 * 700, 1);
  EXPECT_NEAR(by_sector.volume.values[24], -days * 2 * 700 - by_sector.demography.values[24], 1);
  for (std::size_t i = 0; i < whole.nominal.values.size(); ++i) {
    EXPECT_EQ(whole.nominal.values[i], whole.price.values[i] + whole.demography.values[i] + whole.volume.values[i]);
    EXPECT_EQ(whole.real.values[i], whole.demography.values[i] + whole.volume.values[i]);
    EXPECT_EQ(whole.nominal.values[i], by_sector.nominal.values[2 * i] + by_sector.nominal.values[2 * i + 1]);
  }
}

}  // namespace
}  // namespace kavel
