#pragma once

#include <cstdint>

#include "experiment/study.hpp"

namespace kavel::support {

/// A small study with a pack made at random: several attributes with gates, ratios, sojourns, durations, tables by sex,
/// age, calendar year, year of study and year in state, births, deaths, emigration, payoffs, strata; continuous or
/// discrete dynamics. The same number gives the same study; every study it gives compiles.
Study random_study(std::uint64_t number);

}  // namespace kavel::support
