#pragma once

#include <vector>

#include "model/region_spec.hpp"
#include "population/population.hpp"
#include "experiment/study.hpp"
#include "io/fields.hpp"
#include "io/read_figure.hpp"

namespace kavel {

/// What a region's file says in `cost_level` and `prevalences`. `areas` is null where the inhabitants could not be
/// read.
RegionSpec read_region_figures(Fields& region, const std::vector<std::string>* areas, FigureReader& figures,
                               Problems& problems);

/// Reports attributes, states, sectors and activities that are none of the pack's.
void check_region_names(const RegionSpec& region, const Pack& pack, Problems& problems);

}  // namespace kavel
