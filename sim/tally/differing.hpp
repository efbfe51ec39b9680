#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

namespace kavel {

/// Who of a cohort is on a 1 January not just as the same person is in another block, where the same people are lived.
/// Of all others the year as they are then is added in neither block: the difference is the same (sim/README.md,
/// "Divergence").
struct Differing {
  std::vector<std::uint32_t> rows{};  ///< ascending
  std::size_t common = 0;             ///< attributes that both blocks have, the first of each
};

/// Calls take(first, count) for the rows that are meant, at most `most` together: all (`differing` null), or some.
template <class Take>
void each_run(std::size_t all, const Differing* differing, std::size_t most, const Take& take) {
  if (differing == nullptr) {
    for (std::size_t first = 0; first < all; first += most) take(first, std::min(most, all - first));
    return;
  }
  const std::vector<std::uint32_t>& rows = differing->rows;
  for (std::size_t i = 0; i < rows.size();) {
    std::size_t count = 1;
    while (count < most && i + count < rows.size() && rows[i + count] == rows[i] + count) ++count;
    take(std::size_t{rows[i]}, count);
    i += count;
  }
}

}  // namespace kavel
