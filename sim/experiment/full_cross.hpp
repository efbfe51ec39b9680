#pragma once

#include <cstdint>
#include <vector>

#include "tally/tally.hpp"

namespace kavel {

/// The room that a full cross takes: trajectories by sex, age group, SES and area at once.
struct FullCrossSize {
  std::uint64_t cells = 0;   ///< [year x sex x age group x SES x area] of one variant
  std::uint64_t bytes = 0;   ///< of all variants in the result file, before it is compressed
  std::uint64_t memory = 0;  ///< bytes that the run takes for it at most
};

/// `shapes` [variant].
FullCrossSize full_cross_size(const std::vector<TallyShape>& shapes, int areas, int threads);

}  // namespace kavel
