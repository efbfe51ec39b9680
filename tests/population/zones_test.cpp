#include "population/zones.hpp"

#include <gtest/gtest.h>

namespace kavel {

TEST(Zones, AreTheAreasWhereNothingIsDelineated) {
  Population population;
  population.areas = {"north", "south"};
  population.affiliations = {{0, -1}, {1, -1}};
  const Zones zones(population);
  EXPECT_EQ(zones.areas(), (std::vector<int>{0, 1}));
  EXPECT_EQ(zones.sides(), (std::vector<int>{0, 0}));
  EXPECT_EQ(zones.of(1, 0), 1);
  EXPECT_EQ(zones.of(1, 1), 1);
}

TEST(Zones, SplitAnAreaThatIsBothInsideAndOutside) {
  Population population;
  population.areas = {"north", "south", "east"};
  population.affiliations = {{0, -1}, {1, -1}};
  population.inside = {1, 0, 0, 0, 1, 1};  // north: patients of the first practice; south: nobody; east: all
  const Zones zones(population);
  EXPECT_EQ(zones.size(), 4);
  for (int area = 0; area < 3; ++area) {
    for (int affiliation = 0; affiliation < 2; ++affiliation) {
      const Zone& zone = zones.all()[static_cast<std::size_t>(zones.of(area, affiliation))];
      EXPECT_EQ(zone.area, area);
      EXPECT_EQ(zone.inside, population.is_inside(area, affiliation));
    }
  }
}

}  // namespace kavel
