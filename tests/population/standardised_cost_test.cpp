#include "population/standardised_cost.hpp"

#include <numeric>

#include <gtest/gtest.h>

namespace kavel {
namespace {

// Two strata that cost 1000 and 3000 a year in the country.
const std::vector<CostCell> cells{{0, 0, 10, 10'000}, {0, 1, 10, 36'000}, {1, 0, 30, 30'000}, {1, 1, 30, 84'000}};

TEST(StandardisedCost, HoldsAnAreaAgainstTheCountrysCostOfItsOwnPeople) {
  const std::vector<StandardisedCost> areas = standardised_costs(cells, 2, 2);
  ASSERT_EQ(areas.size(), 2U);
  EXPECT_DOUBLE_EQ(areas[0].years, 20);
  EXPECT_DOUBLE_EQ(areas[0].cost, 46'000);
  EXPECT_DOUBLE_EQ(areas[0].expected, 10 * 1000 + 10 * 3000);
  EXPECT_DOUBLE_EQ(areas[0].ratio(), 1.15);
  EXPECT_DOUBLE_EQ(areas[1].ratio(), 114'000.0 / 120'000);
}

TEST(StandardisedCost, ExpectedCostOfAllIsTheirCost) {
  double cost = 0, expected = 0;
  for (const StandardisedCost& area : standardised_costs(cells, 2, 2)) {
    cost += area.cost;
    expected += area.expected;
  }
  EXPECT_DOUBLE_EQ(cost, expected);
}

TEST(StandardisedCost, DoesNotDependOnWhoLivesThere) {
  // The same cost per person as in the country, for young and old: no matter how many there are of either.
  const std::vector<CostCell> alike{{0, 0, 90, 90'000}, {0, 1, 10, 30'000}, {1, 0, 10, 10'000}, {1, 1, 90, 270'000}};
  for (const StandardisedCost& area : standardised_costs(alike, 2, 2)) EXPECT_DOUBLE_EQ(area.ratio(), 1);
}

TEST(StandardisedCost, AnAreaOrStratumWithoutPeopleCountsForNothing) {
  const std::vector<StandardisedCost> areas = standardised_costs(cells, 3, 3);
  EXPECT_EQ(areas[2].years, 0);
  EXPECT_EQ(areas[2].ratio(), 0);
  EXPECT_DOUBLE_EQ(areas[0].ratio(), 1.15);
}

}  // namespace
}  // namespace kavel
