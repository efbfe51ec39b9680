#pragma once

#include <vector>

#include "core/errors.hpp"
#include "model/compile.hpp"
#include "valuation/spread.hpp"

namespace kavel {

/// Compiles the spreads of a pack, and says which activities have none or need none.
std::vector<Spread> compile_spreads(const Pack& pack, const Setting& setting, Problems& problems);

}  // namespace kavel
