#pragma once

#include <string>

#include "experiment/results.hpp"
#include "io/comparison.hpp"

namespace kavel {

/// Each arm's capacities, over all areas: how much is in use; and its programmes that turn people away. Empty where
/// nobody competes for places.
std::string capacities_table(const Results& results, const Comparison& comparison);

}  // namespace kavel
