#include "population/founders.hpp"

#include <algorithm>
#include <tuple>

#include "population/zones.hpp"

namespace kavel {

Founders::Founders(const Population& population) : given_(population.given) {
  const Zones zones(population);
  std::vector<PopulationCell> cells = population.cells;
  std::sort(cells.begin(), cells.end(), [](const PopulationCell& a, const PopulationCell& b) {
    return std::tuple(a.sex, a.age, a.area, a.ses, a.affiliation, a.given) <
           std::tuple(b.sex, b.age, b.area, b.ses, b.affiliation, b.given);
  });
  for (const PopulationCell& cell : cells) {
    if (cell.persons == 0) continue;
    if (runs_.empty() || runs_.back().sex != cell.sex || runs_.back().age != cell.age) cohort_sizes_.push_back(0);
    runs_.push_back({PersonId{static_cast<std::uint64_t>(persons_)}, cell.persons, cell.sex, cell.age, cell.area,
                     cell.ses, cell.affiliation,
                     cell.given < 0 ? nullptr : given_[static_cast<std::size_t>(cell.given)].data(),
                     zones.of(cell.area, cell.affiliation), static_cast<int>(cohort_sizes_.size()) - 1});
    cohort_sizes_.back() += cell.persons;
    persons_ += cell.persons;
  }
}

std::vector<FounderRun> Founders::between(std::int64_t first, std::int64_t persons) const {
  std::vector<FounderRun> found;
  if (first >= persons_) return found;
  const std::int64_t end = std::min(first + persons, persons_);
  auto run = std::upper_bound(runs_.begin(), runs_.end(), first, [](std::int64_t id, const FounderRun& candidate) {
    return id < static_cast<std::int64_t>(candidate.first.value);
  });
  if (run != runs_.begin()) --run;
  for (; run != runs_.end() && static_cast<std::int64_t>(run->first.value) < end; ++run) {
    const auto begin = static_cast<std::int64_t>(run->first.value);
    const std::int64_t from = std::max(begin, first);
    found.push_back(run->part(from - begin, std::min(begin + run->persons, end) - from));
  }
  return found;
}

}  // namespace kavel
