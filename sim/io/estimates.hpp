#pragma once

#include "experiment/results.hpp"

namespace kavel {

/// Sums over the region with their standard errors, and paired differences with the first variant.
struct YearlyEstimates {
  Array<double> total{};                      ///< [variant x year x …]
  Array<double> standard_error{};             ///< of the total; not a number with fewer than two random groups
  Array<double> difference{};                 ///< total minus that of the first variant
  Array<double> difference_standard_error{};  ///< paired, over the same groups of founders
};

/// What is estimated from results: written beside them, never read back (analysis/estimate.hpp makes them).
struct Estimates {
  YearlyEstimates person_years{};                  ///< [variant x year x state]
  YearlyEstimates events{};                        ///< [variant x year x transition]
  YearlyEstimates outcomes{};                      ///< [variant x year x outcome]
  YearlyEstimates wellbeing{};                     ///< means, not totals [variant x year x measure]
  Array<double> life_expectancy{};                 ///< at birth, years [variant x year x sex]
  Array<double> life_expectancy_standard_error{};  ///< not a number where deaths or persons are too few
};

}  // namespace kavel
