#include "population/newcomers.hpp"

#include <array>
#include <cmath>

#include <gtest/gtest.h>

namespace kavel {

TEST(Newcomers, HaveTheAffiliationsOfTheirAreasInhabitants) {
  Population population;
  population.areas = {"north", "south"};
  population.affiliations = {{0, -1}, {1, -1}, {2, -1}};
  population.cells = {{Sex::female, 30, 0, 0, 20, 0}, {Sex::male, 30, 0, 0, 30, 2}, {Sex::male, 31, 1, 0, 5, 1}};
  population.inside = {1, 0, 0, 1, 0, 0};
  const Newcomers newcomers(population);
  std::array<int, 3> north{};
  constexpr int persons = 20000;
  for (int i = 0; i < persons; ++i) {
    const PersonId id{static_cast<std::uint64_t>(i) * 7919};
    ++north[static_cast<std::size_t>(newcomers.affiliation_of(key_of(1, 0), id, 0))];
    EXPECT_EQ(newcomers.affiliation_of(key_of(1, 0), id, 1), 1);
  }
  EXPECT_EQ(north[1], 0);
  EXPECT_NEAR(north[0], 0.4 * persons, 4 * std::sqrt(0.24 * persons));
  EXPECT_NE(newcomers.zone_of(0, 0), newcomers.zone_of(0, 2));
  EXPECT_EQ(newcomers.zone_of(0, 1), newcomers.zone_of(0, 2));
}

}  // namespace kavel
