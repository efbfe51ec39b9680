#pragma once

#include <cstdint>
#include <vector>

namespace kavel {

/// Sums that a joint table must have: every cell of the table counts for one of them.
struct Margin {
  std::vector<std::int32_t> of_cell{};  ///< [cell of the joint table]: position among the sums
  std::vector<double> sums{};           ///< persons; or shares, where `within` is given
  std::vector<std::int32_t>
      within{};    ///< [position]: group of positions of which `sums` are the shares; empty: persons
  int groups = 0;  ///< number of such groups
};

}  // namespace kavel
