#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "io/node.hpp"
#include "io/read_figure.hpp"
#include "io/read_population.hpp"

namespace kavel {

/// The inhabitants of the region whose file `node` names; scaled to `persons`, if given.
PopulationRead read_region(const YamlNode& node, const std::string& path, std::optional<std::int64_t> persons,
                           FigureReader& figures, Problems& problems);

}  // namespace kavel
