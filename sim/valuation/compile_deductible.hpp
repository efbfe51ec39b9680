#pragma once

#include <vector>

#include "core/each.hpp"
#include "core/errors.hpp"
#include "model/compile.hpp"
#include "model/model.hpp"
#include "valuation/care.hpp"
#include "valuation/deductible.hpp"
#include "valuation/payoffs.hpp"

namespace kavel {

/// Compiles the deductibles of a pack whose activities are `care`, with these volumes. `narrower`: those of a pack to
/// which this one only adds; null: there is none. `each`: does several things at once.
std::vector<Deductible> compile_deductibles(const Pack& pack, const Setting& setting, const Model& model,
                                            const Care& care, const Payoffs& volumes, Problems& problems,
                                            const std::vector<Deductible>* narrower = nullptr,
                                            const Each& each = one_by_one);

}  // namespace kavel
