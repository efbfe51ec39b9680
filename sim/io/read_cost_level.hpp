#pragma once

#include <string>
#include <vector>

#include "model/region_spec.hpp"
#include "io/read_figure.hpp"

namespace kavel {

/// A region's cost level: a table with the columns `area`, perhaps `sector` or `activity`, and `factor`. `areas` is
/// null where they are not known.
CostLevelSpec read_cost_level(const YamlNode& node, const std::string& path, const std::vector<std::string>* areas,
                              FigureReader& figures, Problems& problems);

}  // namespace kavel
