#pragma once

#include <string>

#include "model/pack.hpp"
#include "io/pack_reading.hpp"

namespace kavel {

/// One transition of an attribute, with its gates and ratios.
TransitionSpec read_transition(const Entry& entry, const std::string& path, const std::string& attribute,
                               const PackReading& reading);

}  // namespace kavel
