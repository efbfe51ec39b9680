#pragma once

#include <string>
#include <vector>

#include "programme/programme.hpp"
#include "io/programme_figures.hpp"

namespace kavel {

/// The section `capacities` of a study: what its programmes share and can use up in a year.
std::vector<CapacitySpec> read_capacities(const YamlNode& node, ProgrammeFigures& figures, Problems& problems);

/// Each is told for every area of the study and for no other.
void check_areas_of(const std::vector<CapacitySpec>& capacities, const std::vector<std::string>& areas,
                    Problems& problems);

/// Some programme draws on each.
void check_drawn_on(const std::vector<CapacitySpec>& capacities, const std::vector<Programme>& programmes,
                    Problems& problems);

}  // namespace kavel
