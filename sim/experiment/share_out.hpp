#pragma once

#include <cstdint>
#include <vector>

#include "valuation/valuation.hpp"
#include "tally/tally.hpp"

namespace kavel {

// Fixed costs belong to nobody, but strata must add up to the whole: they are shared out over the inhabitants of the
// year, in proportion to the time they live (sim/README.md, "Fixed costs").

/// Ticks lived in each cell, from ticks [cell x state].
std::vector<std::int64_t> by_everyone(const std::vector<std::int64_t>& ticks, const TallyShape& shape);

/// Adds the fixed costs to volumes [year x cell x activity]; `lived` [year x cell]. Only the first `years`.
void share_out_volumes(const Valuation& valuation, const std::vector<std::int64_t>& lived, int years,
                       std::vector<Int128>& volumes);
/// Adds them to volumes and outcomes.
void share_out(const Valuation& valuation, const std::vector<std::int64_t>& lived, int years, Cells& sums);

/// What they add to an outcome over the study, discounted, in quanta.
std::int64_t fixed_lifetime(const Valuation& valuation, int outcome);

}  // namespace kavel
