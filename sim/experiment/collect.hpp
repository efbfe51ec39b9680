#pragma once

#include <vector>

#include "experiment/compiled.hpp"
#include "experiment/results.hpp"
#include "population/founders.hpp"
#include "tally/lineage_sums.hpp"
#include "tally/tally.hpp"

namespace kavel {

/// Turns exact sums into results in the outcomes' units.
Results collect(const Study& study, const std::vector<CompiledVariant>& variants, const Founders& founders,
                const std::vector<Tally>& tallies, const LineageSums& lineages);

}  // namespace kavel
