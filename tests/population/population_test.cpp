#include "population/population.hpp"

#include <gtest/gtest.h>

namespace kavel {

TEST(Population, HasAsManyPersonsAsItsCells) {
  Population population;
  EXPECT_EQ(population.persons(), 0);
  for (const std::int64_t persons : std::vector<std::int64_t>{3, 0, 5000000000}) {
    PopulationCell cell;
    cell.persons = persons;
    population.cells.push_back(cell);
  }
  EXPECT_EQ(population.persons(), 5000000003);
}

}  // namespace kavel
