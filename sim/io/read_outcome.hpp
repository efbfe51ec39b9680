#pragma once

#include <string>

#include "model/pack.hpp"
#include "io/pack_reading.hpp"

namespace kavel {

/// One outcome of a pack.
OutcomeSpec read_outcome(const Entry& entry, const std::string& path, const PackReading& reading);

/// Gives outcomes what those have that they include.
void include_outcomes(std::vector<OutcomeSpec>& outcomes, Problems& problems);

}  // namespace kavel
