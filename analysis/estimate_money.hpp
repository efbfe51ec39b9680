#pragma once

#include "experiment/results.hpp"
#include "io/estimates.hpp"

namespace kavel {

/// Cost with standard errors, and meerkosten; empty arrays in a study without activities.
MoneyEstimates estimate_money(const Results& results);

}  // namespace kavel
