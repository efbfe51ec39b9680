#pragma once

#include <cstdint>
#include <vector>

#include "tally/lineage_sums.hpp"
#include "tally/tally.hpp"
#include "experiment/compiled.hpp"
#include "experiment/results.hpp"

namespace kavel {

/// Turns exact sums into results in the outcomes' units. `cohort_sizes`: lineages by cohort of LineageSums.
Results collect(const Study& study, const std::vector<CompiledVariant>& variants, std::int64_t founders,
                const std::vector<std::int64_t>& cohort_sizes, const std::vector<Tally>& tallies,
                const LineageSums& lineages);

}  // namespace kavel
