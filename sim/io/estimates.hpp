#pragma once

#include "experiment/results.hpp"
#include "io/comparison.hpp"
#include "io/cost_effectiveness.hpp"

namespace kavel {

/// Sums over the region with their standard errors, and paired differences with the first variant.
struct YearlyEstimates {
  Array<double> total{};                      ///< [variant x year x …]
  Array<double> standard_error{};             ///< of the total; not a number with fewer than two random groups
  Array<double> difference{};                 ///< total minus that of the first variant
  Array<double> difference_standard_error{};  ///< paired, over the same groups of founders
};

/// What care costs the region, EUR.
struct CostEstimates {
  YearlyEstimates in_all{};             ///< [variant x year x 1]
  YearlyEstimates by_sector{};          ///< [variant x year x sector]
  YearlyEstimates by_payer{};           ///< [variant x year x payer]
  YearlyEstimates by_provider{};        ///< [variant x year x provider]
  YearlyEstimates fixed_by_provider{};  ///< of these, what does not follow the volume at once
};

/// Meerkosten: what care costs more than in the first year of the first variant, in whole EUR, so that its parts add up
/// exactly: nominal = price + real, real = demography + volume (analysis/meerkosten.hpp).
struct ExtraCosts {
  Array<double> nominal{};     ///< [variant x year x part of the care]
  Array<double> price{};       ///< dearer
  Array<double> real{};        ///< at prices of the first year
  Array<double> demography{};  ///< more and older people
  Array<double> volume{};      ///< more care for people of one sex, age and SES
};
struct Meerkosten : ExtraCosts {
  ExtraCosts standard_errors{};  ///< not a number with fewer than two random groups
};

/// What care costs, with its growth; empty arrays in a study without activities.
struct MoneyEstimates {
  YearlyEstimates volumes{};      ///< [variant x year x activity]
  YearlyEstimates deductibles{};  ///< paid, EUR of the year [variant x year x deductible]
  CostEstimates nominal{};        ///< at prices of the year
  CostEstimates real{};           ///< at prices of the first year
  Meerkosten by_sector{};         ///< [… x sector]
  Meerkosten by_payer{};          ///< [… x payer]
  Meerkosten in_all{};            ///< [… x 1], the sum over sectors
};

/// What is estimated from results: written beside them, never read back (analysis/estimate.hpp makes them).
struct Estimates {
  YearlyEstimates person_years{};                  ///< [variant x year x state]
  YearlyEstimates events{};                        ///< [variant x year x transition]
  YearlyEstimates outcomes{};                      ///< [variant x year x outcome]
  YearlyEstimates wellbeing{};                     ///< means, not totals [variant x year x measure]
  MoneyEstimates money{};                          ///< what care costs
  Comparison comparison{};                         ///< arms with usual care, over all years
  CostEffectiveness cost_effectiveness{};          ///< of arms, or other variants
  Array<double> life_expectancy{};                 ///< at birth, years [variant x year x sex]
  Array<double> life_expectancy_standard_error{};  ///< not a number where deaths or persons are too few
};

}  // namespace kavel
