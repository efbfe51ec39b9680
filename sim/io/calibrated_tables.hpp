#pragma once

#include <vector>

#include "experiment/calibrate.hpp"
#include "experiment/fit_base_year.hpp"
#include "experiment/study.hpp"
#include "io/written_table.hpp"

namespace kavel {

/// The tables that a study's calibration writes, with title, unit, source, status and method.
std::vector<WrittenTable> calibrated_tables(const Study& study, const FittedMortality& fitted);

/// Those of the base year.
std::vector<WrittenTable> calibrated_tables(const Study& study, const FittedBaseYear& fitted);

}  // namespace kavel
