#pragma once

#include <vector>

#include "population/founders.hpp"
#include "tally/lineage_sums.hpp"
#include "tally/tally.hpp"
#include "experiment/compiled.hpp"
#include "experiment/results.hpp"

namespace kavel {

/// Turns exact sums into results in the outcomes' units.
Results collect(const Study& study, const std::vector<CompiledVariant>& variants, const Founders& founders,
                const std::vector<Tally>& tallies, const LineageSums& lineages);

}  // namespace kavel
