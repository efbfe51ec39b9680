#pragma once

#include <cstddef>
#include <vector>

#include "population/margin.hpp"

namespace kavel {

/// A joint table and how well it fits.
struct FittedTable {
  std::vector<double> cells{};
  double furthest = 0;         ///< largest difference between a sum and what it should be, persons
  std::size_t margin = 0;      ///< where that is
  std::size_t position = 0;    ///< where that is, among the margin's sums
  double wanted = 0, got = 0;  ///< that sum
};

/// Iterative proportional fitting: `seed` times one factor per sum, such that every margin has its sums.
///
/// Each margin in turn multiplies the cells behind a sum by (what it should be) / (what it is), again and again, until
/// no sum is off by more than 1e-9 persons, or the largest difference no longer shrinks. Without structural zeros in
/// the way the limit is unique and keeps the odds ratios of the seed (Deming and Stephan 1940; Csiszár 1975). A margin
/// of shares asks for its shares of what the groups hold at that moment, which is the same projection for a conditional
/// distribution.
FittedTable fit_proportionally(std::vector<double> seed, const std::vector<Margin>& margins);

}  // namespace kavel
