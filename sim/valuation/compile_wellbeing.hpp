#pragma once

#include "core/errors.hpp"
#include "model/compile.hpp"
#include "model/model.hpp"
#include "valuation/wellbeing.hpp"

namespace kavel {

/// Compiles the measures of a pack, and the outcomes that count one, for a compiled model. `narrower`: those of a pack
/// to which this one only adds effects; null: there is none.
Wellbeing compile_wellbeing(const Pack& pack, const Setting& setting, const Model& model, Problems& problems,
                            const Wellbeing* narrower = nullptr);

}  // namespace kavel
