#pragma once

#include <vector>

#include "experiment/condition_fit.hpp"
#include "io/written_table.hpp"

namespace kavel {

/// The tables of conditions that a study's calibration writes, with title, unit, source, status and method.
std::vector<WrittenTable> calibrated_tables(const Study& study, const FittedConditions& fitted);

}  // namespace kavel
