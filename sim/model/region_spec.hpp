#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "model/calibration_spec.hpp"
#include "model/table.hpp"

namespace kavel {

/// How much care an area's inhabitants use, as a multiple of what the pack says of people like them.
struct CostFactor {
  std::string area{};
  std::string of{};  ///< a sector or an activity; empty: all care
  double factor = 1;
  Mark mark{};
};

/// A region's cost level: a factor for each area (and part of care); 1 for parts it does not name.
struct CostLevelSpec {
  enum class Of { everything, sector, activity };
  Of of = Of::everything;
  std::vector<CostFactor> factors{};
  Quantity figure{};  ///< the table they stand in
};

/// What is known of the states of an area's inhabitants at the start.
struct AreaPrevalenceSpec {
  std::string attribute{};
  int from_age = 0;                                        ///< the shares are of those of this age or over
  std::vector<std::pair<std::string, Quantity>> shares{};  ///< of these states, by area
  Mark mark{};
  std::string key{};
};

/// What a region says of its inhabitants besides who they are.
struct RegionSpec {
  std::optional<int> year{};  ///< the 1 January on which its inhabitants are as told
  std::optional<CostLevelSpec> cost_level{};
  std::vector<AreaPrevalenceSpec> prevalences{};
  std::optional<TargetsSpec> targets{};  ///< what the pack's conditions are here, and where the tables fitted to it are
};

}  // namespace kavel
