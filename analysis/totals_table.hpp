#pragma once

#include <string>

#include "experiment/results.hpp"

namespace kavel {

/// Lifetime totals per founder of each outcome and variant, with paired differences; empty without outcomes.
std::string totals_table(const Results& results);

/// Extra cost per extra effect, a line for each variant and effect that differ; empty without the cost of care, or one
/// cost. `cost_of_care`: icer.hpp.
std::string cost_effectiveness(const Results& results, const std::string& cost_of_care = {});

}  // namespace kavel
