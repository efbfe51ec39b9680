#pragma once

#include <vector>

#include "experiment/compiled.hpp"
#include "experiment/study.hpp"
#include "tests/reference/one_life.hpp"

namespace kavel::reference {

/// Everyone who ever lives in an arm: the whole region together, year after year, programmes offered as sim/README.md
/// says, from what the user wrote of them. `model`: of the arm.
std::vector<Life> everyone_in_arm(const Study& study, const Arm& arm, const Model& model, const CompiledVariant& usual);

}  // namespace kavel::reference
