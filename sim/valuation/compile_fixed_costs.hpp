#pragma once

#include <vector>

#include "core/errors.hpp"
#include "model/compile.hpp"
#include "valuation/valuation.hpp"

namespace kavel {

/// The fixed costs of a pack, of activities and outcomes that are compiled.
std::vector<FixedCost> compile_fixed_costs(const Pack& pack, const Setting& setting, const Valuation& valuation,
                                           Problems& problems);

}  // namespace kavel
