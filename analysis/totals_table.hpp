#pragma once

#include <string>

#include "experiment/results.hpp"
#include "io/cost_effectiveness.hpp"

namespace kavel {

/// Lifetime totals per founder of each outcome and variant, with paired differences; empty without outcomes.
std::string totals_table(const Results& results);

/// Extra cost per extra effect, a line for each variant and effect that differ.
std::string cost_effectiveness_lines(const Results& results, const CostEffectiveness& of);

}  // namespace kavel
