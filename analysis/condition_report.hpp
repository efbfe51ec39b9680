#pragma once

#include <string>

#include "experiment/condition_fit.hpp"

namespace kavel {

/// How conditions meet their targets, by what factors, and where they are in no steady state; in Markdown. Empty
/// without conditions.
std::string condition_report(const Study& study, const FittedConditions& fitted);

/// What stands above it where nothing else was fitted: for which region.
std::string region_report_head(const Study& study, const FittedConditions& fitted);

/// Shares this far from what they are at the start, relatively, are told.
inline constexpr double steady_enough = 0.02;

}  // namespace kavel
