#pragma once

#include <cstdint>

#include "experiment/study.hpp"

namespace kavel::support {

/// Can programmes be added to a study: continuous dynamics, one variant, something that can be changed?
bool takes_programmes(const Study& study);

/// Adds programmes and arms made at random: predicates, risks, ramps, places, priorities, uptake, dropout, effects on
/// hazards, states and wellbeing, strengths, waning, coverage, costs, predicted benefits, capacities. The same number
/// gives the same.
void add_random_programmes(Study& study, std::uint64_t number);

}  // namespace kavel::support
