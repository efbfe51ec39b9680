#pragma once

#include <cstddef>
#include <optional>
#include <utility>

#include "experiment/results.hpp"

namespace kavel {

/// An incremental cost-effectiveness ratio and the simulation's chance in it.
struct Icer {
  double ratio = 0;                                 ///< difference in cost / difference in effect
  double standard_error = 0;                        ///< by the delta method
  std::optional<std::pair<double, double>> within;  ///< 95 % interval after Fieller; none where the effect may be zero
};

/// Cost `cost` for effect `effect` of a variant against the first, from lineages' paired differences. README.md says
/// how.
Icer icer_of(const VariantResults& variant, std::size_t cost, std::size_t effect);

}  // namespace kavel
