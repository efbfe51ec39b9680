#pragma once

#include "core/errors.hpp"
#include "model/model.hpp"
#include "model/pack.hpp"
#include "valuation/valuation.hpp"

namespace kavel {

/// Compiles what programmes shift of the care in `valuation`, which is whole but for them.
void compile_care_shifts(const Pack& pack, const Model& model, Valuation& valuation, Problems& problems);

}  // namespace kavel
