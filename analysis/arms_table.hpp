#pragma once

#include <string>

#include "experiment/results.hpp"
#include "io/comparison.hpp"
#include "io/cost_effectiveness.hpp"

namespace kavel {

/// Arms beside each other, each against usual care over the whole study: people reached, events, years, wellbeing, who
/// pays what, what effects cost, with 95 % intervals. Rows in which no arm differs are left out. Empty where nothing is
/// compared.
std::string arms_table(const Results& results, const Comparison& comparison, const CostEffectiveness& icers);

/// Each arm's programmes: who starts, who takes part in the last year, what it costs. A programme stands under the
/// first arm that has it.
std::string programmes_table(const Results& results, const Comparison& comparison);

/// Every transition and every state's years in which an arm differs from usual care.
std::string every_difference_table(const Results& results);

}  // namespace kavel
