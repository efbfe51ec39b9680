#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "experiment/results.hpp"
#include "io/cost_effectiveness.hpp"

namespace kavel {

/// Which outcome is the cost in them: the one that holds what care costs, else the only cost there is. `cost_of_care`:
/// its name, empty if there is none.
std::optional<std::size_t> cost_of_icer(const Results& results, const std::string& cost_of_care);

/// Cost `cost` for effect `effect` of a variant against the first, from lineages' paired differences. README.md says
/// how.
Icer icer_of(const VariantResults& variant, std::size_t cost, std::size_t effect);

/// Of all effects in which a variant differs from the first. `cost_of_care`: as in cost_of_icer.
CostEffectiveness cost_effectiveness_of(const Results& results, const std::string& cost_of_care);

/// The decimals that a ratio's standard error leaves.
int decimals_of(const Icer& icer);

}  // namespace kavel
