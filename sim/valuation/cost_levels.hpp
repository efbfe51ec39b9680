#pragma once

#include <vector>

#include "core/errors.hpp"
#include "model/compile.hpp"

namespace kavel {

/// How a region's areas differ in the care that their inhabitants use. Areas with the same factors share a level.
struct CostLevels {
  std::vector<int> of_area{};                  ///< [area]: its level; empty: there is one
  std::vector<std::vector<double>> factors{};  ///< [level][activity]; at least one level

  /// The largest factor.
  double greatest() const;
};

/// What the region says of the pack's activities; without, one level of factors 1.
CostLevels cost_levels(const Pack& pack, const Setting& setting, Problems& problems);

}  // namespace kavel
