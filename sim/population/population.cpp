#include "population/population.hpp"

#include <algorithm>
#include <numeric>

namespace kavel {

std::vector<Affiliation> all_affiliations(const std::vector<std::string>& practices,
                                          const std::vector<std::string>& insurers) {
  std::vector<Affiliation> result;
  const int some_practices = std::max(1, static_cast<int>(practices.size()));
  const int some_insurers = std::max(1, static_cast<int>(insurers.size()));
  for (int practice = 0; practice < some_practices; ++practice) {
    for (int insurer = 0; insurer < some_insurers; ++insurer)
      result.push_back({practices.empty() ? -1 : practice, insurers.empty() ? -1 : insurer});
  }
  return result;
}

std::int64_t Population::persons() const {
  return std::accumulate(cells.begin(), cells.end(), std::int64_t{0},
                         [](std::int64_t sum, const PopulationCell& cell) { return sum + cell.persons; });
}

}  // namespace kavel
