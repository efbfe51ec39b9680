#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/each.hpp"
#include "model/embedding.hpp"
#include "model/model.hpp"
#include "valuation/valuation.hpp"
#include "programme/portfolio.hpp"
#include "experiment/study.hpp"

namespace kavel {

/// One variant, or one arm, ready to run.
struct CompiledVariant {
  std::string name{};
  Model model{};
  Valuation valuation{};
  std::vector<Offering> offerings{};         ///< of usual care: how each of the study's programmes is offered there
  std::optional<Portfolio> portfolio{};      ///< of an arm
  std::optional<Embedding> of_usual_care{};  ///< of an arm: where usual care's model stands in this one
};

/// Compiles every variant of a study, then every arm; throws InputError with everything that contradicts itself.
/// `each`: does several things at once.
std::vector<CompiledVariant> compile_variants(const Study& study, const Each& each = one_by_one);

}  // namespace kavel
