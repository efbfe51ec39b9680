#pragma once

#include <vector>

#include "experiment/compiled.hpp"
#include "experiment/study.hpp"
#include "tests/reference/one_life.hpp"

namespace kavel::reference {

/// Everyone who lives in an arm, and what came of allotting places.
struct ArmRun {
  std::vector<Life> lives{};
  std::vector<double> used{};               ///< [year x capacity, by area if it is], in its unit
  std::vector<std::int64_t> turned_away{};  ///< [year x programme of the study]
};

/// Everyone who ever lives in an arm: the whole region together, year after year, programmes offered as sim/README.md
/// says, from what the user wrote of them. `model`: of the arm.
ArmRun live_arm(const Study& study, const Arm& arm, const Model& model, const CompiledVariant& usual);

}  // namespace kavel::reference
