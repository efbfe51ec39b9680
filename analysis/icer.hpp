#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <utility>

#include "experiment/results.hpp"

namespace kavel {

/// An incremental cost-effectiveness ratio and the simulation's chance in it.
struct Icer {
  double ratio = 0;                                 ///< difference in cost / difference in effect
  double standard_error = 0;                        ///< by the delta method
  std::optional<std::pair<double, double>> within;  ///< 95 % interval after Fieller; none where the effect may be zero
};

/// Which outcome is the cost in them: the one that holds what care costs, else the only cost there is. `cost_of_care`:
/// its name, empty if there is none.
std::optional<std::size_t> cost_of_icer(const Results& results, const std::string& cost_of_care);

/// Is a difference within 1.96 standard errors of zero?
bool may_be_chance(const Total& total);

/// Cost `cost` for effect `effect` of a variant against the first, from lineages' paired differences. README.md says
/// how.
Icer icer_of(const VariantResults& variant, std::size_t cost, std::size_t effect);

}  // namespace kavel
