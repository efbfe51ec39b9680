#include "population/population.hpp"

#include <numeric>

namespace kavel {

std::int64_t Population::persons() const {
  return std::accumulate(cells.begin(), cells.end(), std::int64_t{0},
                         [](std::int64_t sum, const PopulationCell& cell) { return sum + cell.persons; });
}

}  // namespace kavel
