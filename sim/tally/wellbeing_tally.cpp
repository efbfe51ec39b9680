#include "tally/wellbeing_tally.hpp"

#include "core/errors.hpp"
#include "tally/grouped.hpp"

namespace kavel {

void WellbeingCells::resize(std::size_t cells, int measures) {
  measured.assign(cells * static_cast<std::size_t>(measures), 0);
  values.assign(cells * static_cast<std::size_t>(measures), 0);
}

void WellbeingCells::add(const WellbeingCells& other) {
  expects(values.size() == other.values.size(), "tallies of different shapes are added");
  for (std::size_t i = 0; i < values.size(); ++i) {
    measured[i] += other.measured[i];
    values[i] += other.values[i];
  }
}

WellbeingCells WellbeingCells::grouped(const std::vector<int>& group_of, int groups, int years) const {
  return {kavel::grouped(measured, group_of, groups, years), kavel::grouped(values, group_of, groups, years)};
}

void WellbeingTally::add(const WellbeingTally& other) {
  by_sex_age_ses.add(other.by_sex_age_ses);
  by_area.add(other.by_area);
  by_group.add(other.by_group);
}

}  // namespace kavel
