#pragma once

#include "experiment/results.hpp"
#include "io/estimates.hpp"

namespace kavel {

/// Standard errors and life expectancies of results (random_groups.hpp, life_expectancy.hpp).
Estimates estimate(const Results& results);

}  // namespace kavel
