#pragma once

#include <string>

#include "experiment/results.hpp"

namespace kavel {

/// Lifetime totals per founder of each outcome and variant, with paired differences; empty without outcomes.
std::string totals_table(const Results& results);

/// Extra cost per extra effect, a line for each variant and effect that differ; empty unless there is one cost.
std::string cost_effectiveness(const Results& results);

}  // namespace kavel
