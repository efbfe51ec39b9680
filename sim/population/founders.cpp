#include "population/founders.hpp"

#include <algorithm>
#include <tuple>

#include "population/zones.hpp"

namespace kavel {

Founders::Founders(const Population& population, const std::vector<int>& level_of_area) : given_(population.given) {
  const Zones zones(population);
  std::vector<PopulationCell> cells = population.cells;
  std::sort(cells.begin(), cells.end(), [](const PopulationCell& a, const PopulationCell& b) {
    return std::tuple(a.sex, a.age, a.area, a.ses, a.affiliation, a.given) <
           std::tuple(b.sex, b.age, b.area, b.ses, b.affiliation, b.given);
  });
  std::vector<FounderRun> runs;
  for (const PopulationCell& cell : cells) {
    if (cell.persons == 0) continue;
    if (runs.empty() || runs.back().sex != cell.sex || runs.back().age != cell.age) cohort_sizes_.push_back(0);
    runs.push_back({PersonId{static_cast<std::uint64_t>(persons_)}, cell.persons, cell.sex, cell.age, cell.area,
                    cell.ses, cell.affiliation,
                    cell.given < 0 ? std::span<const std::int16_t>{} : given_[static_cast<std::size_t>(cell.given)],
                    zones.of(cell.area, cell.affiliation), static_cast<int>(cohort_sizes_.size()) - 1});
    cohort_sizes_.back() += cell.persons;
    persons_ += cell.persons;
  }
  runs_ = {std::move(runs), level_of_area};
}

std::vector<FounderRun> Founders::between(std::int64_t first, std::int64_t persons) const {
  return runs_.between(first, persons);
}

}  // namespace kavel
