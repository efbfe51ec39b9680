#include "tally/wellbeing_tally.hpp"

#include "tally/grouped.hpp"

namespace kavel {

void WellbeingCells::resize(std::size_t cells, int measures) {
  measured.assign(cells * static_cast<std::size_t>(measures), 0);
  values.assign(cells * static_cast<std::size_t>(measures), 0);
}

WellbeingCells WellbeingCells::grouped(const std::vector<int>& group_of, int groups, int years) const {
  return {kavel::grouped(measured, group_of, groups, years), kavel::grouped(values, group_of, groups, years)};
}

}  // namespace kavel
