#pragma once

#include "model/pack.hpp"
#include "io/node.hpp"
#include "io/pack_reading.hpp"

namespace kavel {

/// One entry of the section `wellbeing`.
WellbeingSpec read_wellbeing(const Entry& entry, const std::string& path, const PackReading& reading);

}  // namespace kavel
