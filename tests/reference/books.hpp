#pragma once

#include <vector>

#include "experiment/compiled.hpp"
#include "experiment/results.hpp"
#include "experiment/study.hpp"
#include "tests/reference/one_life.hpp"

namespace kavel::reference {

/// Adds up lives, stay by stay and event by event; `lives` holds everyone of each variant.
Results keep_books(const Study& study, const std::vector<CompiledVariant>& variants,
                   const std::vector<std::vector<Life>>& lives);

}  // namespace kavel::reference
