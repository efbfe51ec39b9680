#pragma once

#include <string>

#include "experiment/results.hpp"
#include "io/comparison.hpp"

namespace kavel {

/// Is care of this unit counted in money?
bool is_money(const std::string& unit);

/// `In-patient care, day`
std::string unit_label(const ActivityLabel& activity);

/// What arms move of care that is counted in units, arm minus usual care over all years; empty where they move none.
std::string units_table(const Results& results, const Comparison& comparison);

}  // namespace kavel
