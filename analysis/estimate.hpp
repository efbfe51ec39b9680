#pragma once

#include <string>

#include "core/each.hpp"
#include "experiment/results.hpp"
#include "io/estimates.hpp"
#include "analysis/labels.hpp"

namespace kavel {

/// Standard errors and life expectancies of results (random_groups.hpp, life_expectancy.hpp), arms against usual care
/// (comparison.hpp) in the words of `labels`, what effects cost (icer.hpp, `cost_of_care` as there). `each`: does
/// several things at once.
Estimates estimate(const Results& results, const Labels& labels = {}, const std::string& cost_of_care = {},
                   const Each& each = one_by_one);

}  // namespace kavel
