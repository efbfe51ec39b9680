#pragma once

#include <cstdint>
#include <vector>

#include "population/margin.hpp"

namespace kavel {

struct WholeTable {
  std::vector<std::int64_t> cells{};
  double furthest = 0;  ///< largest difference between a margin's sum in whole persons and before rounding
};

/// Whole persons for a joint table: their sum is that of the table to the nearest whole number, every cell and every
/// sum of every margin is within one person of what it was, if such a table can be found; `furthest` tells.
///
/// Controlled rounding (Causey, Cox and Ernst 1985). For one margin, or two, a solution always exists; for more it is
/// rare that none does, but finding one is hard in general, so it is searched: cells are rounded in turn, up or down
/// as leaves the smaller sum of squared errors in the margins they belong to; then single persons move between cells
/// wherever that lowers the sum, and a sum that stays more than one person away gains weight until something moves
/// (breakout local search, Morris 1993). No chance is involved.
WholeTable round_to_persons(const std::vector<double>& cells, const std::vector<Margin>& margins);

}  // namespace kavel
