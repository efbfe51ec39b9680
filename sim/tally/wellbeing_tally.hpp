#pragma once

#include <cstdint>
#include <vector>

#include "core/int128.hpp"

namespace kavel {

/// Exact sums of wellbeing for a set of cells.
struct WellbeingCells {
  std::vector<std::int64_t> measured{};  ///< ticks lived by those who are measured [cell x measure]
  std::vector<Int128> values{};          ///< quanta x ticks [cell x measure]

  void resize(std::size_t cells, int measures);
  /// See Cells::grouped.
  WellbeingCells grouped(const std::vector<int>& group_of, int groups, int years) const;
};

/// What a variant's years add up to; cells as in Tally.
struct WellbeingTally {
  int measures = 0;
  WellbeingCells by_sex_age_ses{};  ///< [year x sex x age group x SES (x zone, in a full cross)]
  WellbeingCells by_area{};         ///< [year x zone]
  WellbeingCells by_group{};        ///< [year x random group]
};

}  // namespace kavel
