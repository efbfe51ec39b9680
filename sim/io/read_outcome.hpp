#pragma once

#include <string>

#include "model/pack.hpp"
#include "io/pack_reading.hpp"

namespace kavel {

/// One outcome of a pack.
OutcomeSpec read_outcome(const Entry& entry, const std::string& path, const PackReading& reading);

}  // namespace kavel
