#pragma once

#include "model/calibration_spec.hpp"
#include "io/sources.hpp"

namespace kavel {

/// Reads a table of targets (scenarios/README.md, "Targets") into `targets`: its rows, and where they are from.
void read_targets(const SourceFile& source, TargetsSpec& targets, Problems& problems);

/// Targets are of conditions of the calibration; deaths are of those with a budget; totals are among inhabitants.
void check_targets(const TargetsSpec& targets, const CalibrationSpec& calibration, Problems& problems);

}  // namespace kavel
