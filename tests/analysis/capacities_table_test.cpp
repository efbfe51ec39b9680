#include "analysis/capacities_table.hpp"

#include <gtest/gtest.h>

#include "tests/analysis/small_arms.hpp"

namespace kavel {
namespace {

/// Hours by area, beds of the whole region; both years of use in the arm.
Results with_capacities() {
  Results results = test::small_arms();
  results.years = {2025, 2026};
  results.pools = {
      {"nurses", "", "hour", "Noord", 60}, {"nurses", "", "hour", "Zuid", 40}, {"beds", "Beds at home", "bed", "", 8}};
  results.allotting = {"walks", "talks"};
  for (VariantResults& variant : results.variants) {
    variant.used = {{2, 3}, std::vector<double>(6, 0.0)};
    variant.turned_away = {{2, 2}, std::vector<std::int64_t>(4, 0)};
  }
  results.variants[1].used.values = {60, 35, 0, 58, 27, 0};
  results.variants[1].turned_away.values = {700, 0, 504, 0};
  return results;
}

Comparison labelled() {
  Comparison comparison;
  comparison.rows.push_back({ComparedOn::reached, "walks", "", "Long walks", "persons", {}});
  return comparison;
}

TEST(CapacitiesTable, SaysHowMuchIsInUseAndWhoIsTurnedAway) {
  EXPECT_EQ(capacities_table(with_capacities(), labelled()),
            R"(Capacities and places   a year   most in use   in use, 2026   turned away
lifestyle
  Nurses, hour             100          95 %           85 %
  Long walks                                                        1 204
Turned away: wanted a place on 1 January and got none, counted each year anew.
)");
}

TEST(CapacitiesTable, IsNoneWhereNobodyCompetes) {
  EXPECT_EQ(capacities_table(test::small_arms(), labelled()), "");
  Results results = with_capacities();
  results.variants[1].used.values.assign(6, 0);
  results.variants[1].turned_away.values.assign(4, 0);
  EXPECT_EQ(capacities_table(results, labelled()), "");
}

}  // namespace
}  // namespace kavel
