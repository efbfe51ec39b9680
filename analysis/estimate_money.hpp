#pragma once

#include "core/each.hpp"
#include "experiment/results.hpp"
#include "io/estimates.hpp"

namespace kavel {

/// Cost with standard errors, and meerkosten; empty arrays in a study without activities. `each`: does several things
/// at once.
MoneyEstimates estimate_money(const Results& results, const Each& each = one_by_one);

}  // namespace kavel
