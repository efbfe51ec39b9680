#pragma once

#include <string>

#include "population/population.hpp"
#include "io/node.hpp"

namespace kavel {

/// Marks who of a region's inhabitants is inside the study's delineation; says so in words.
std::string read_delineation(const YamlNode& node, Population& population, Problems& problems);

}  // namespace kavel
