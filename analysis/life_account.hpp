#pragma once

#include <vector>

#include "random/philox.hpp"
#include "model/model.hpp"
#include "valuation/valuation.hpp"
#include "experiment/persons_sample.hpp"
#include "analysis/own_account.hpp"

namespace kavel {

/// One calendar year of a life.
struct LifeYear {
  int year_index = 0;
  double lived = 0;                ///< years, in [0, 1]
  std::vector<double> outcomes{};  ///< [outcome], in its unit, undiscounted
  std::vector<double> volumes{};   ///< [activity], in its unit; of money, with growth beyond demography
  std::vector<double> cost{};      ///< [activity], EUR in prices of the study's first year
  std::vector<OwnPayment> own{};   ///< [deductible]
};

/// What each payer pays of a year's care, EUR in prices of the study's first year [payer, then nobody]: what is paid
/// under deductibles counts for who pays it.
std::vector<double> paid_by(const LifeYear& year, const Care& care, const std::vector<Deductible>& deductibles);

/// What a life cost and was worth.
struct LifeAccount {
  std::vector<LifeYear> years{};         ///< those in which the person was there
  std::vector<double> outcomes{};        ///< [outcome], over all years
  std::vector<double> volumes{};         ///< [activity], over all years
  std::vector<double> cost{};            ///< [activity], over all years
  std::vector<double> years_in_state{};  ///< [state of all attributes]
};

/// Adds up a recorded life as the tallies do: of all lives together it is what the result's trajectories say.
/// `key` is that of the run.
LifeAccount account_of(const RecordedLife& life, const Model& model, const Valuation& valuation, Key key);

}  // namespace kavel
