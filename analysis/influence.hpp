#pragma once

#include <optional>
#include <string>

#include "experiment/results.hpp"

namespace kavel {

/// How much a run costs more than another of the same people with the same luck, as a share of what the other costs.
struct CostChange {
  double share = 0;
  double standard_error = 0;  ///< of the paired difference, over random groups; not a number: too few founders
};

/// What a study's cost is, for its readers; empty: it has none. Care at the prices of each year, else its first cost
/// outcome.
std::string name_of_cost(const Results& results);

/// Over all years, undiscounted. Nothing without cost.
std::optional<CostChange> cost_change(const Results& base, const Results& varied);

/// How much more an arm costs beyond usual care in one run than in another, of the same people with the same luck.
struct DifferenceChange {
  double per_person = 0;      ///< EUR, or the cost outcome's unit, per person at the start
  double standard_error = 0;  ///< over random groups; not a number: too few founders
};

/// Over all years, undiscounted, for the arm of this name. Nothing without cost, or without the arm.
std::optional<DifferenceChange> cost_difference_change(const Results& base, const Results& varied,
                                                       const std::string& arm);

}  // namespace kavel
