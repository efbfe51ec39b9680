#pragma once

#include <string>
#include <vector>

#include "model/model.hpp"
#include "valuation/valuation.hpp"
#include "experiment/study.hpp"

namespace kavel {

/// One variant, ready to run.
struct CompiledVariant {
  std::string name{};
  Model model{};
  Valuation valuation{};
};

/// Compiles every variant of a study; throws InputError with everything that contradicts itself.
std::vector<CompiledVariant> compile_variants(const Study& study);

}  // namespace kavel
