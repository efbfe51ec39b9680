#pragma once

#include <string>

#include "model/pack.hpp"
#include "io/pack_reading.hpp"

namespace kavel {

/// One attribute of a pack, with its transitions.
AttributeSpec read_attribute(const Entry& entry, const std::string& path, const PackReading& reading);

}  // namespace kavel
