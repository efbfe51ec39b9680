#pragma once

#include "valuation/valuation.hpp"
#include "experiment/study.hpp"
#include "tests/reference/one_life.hpp"

namespace kavel::reference {

/// Someone in an arm on a 1 January, as the prediction of a benefit sees them.
struct Foresight {
  const Study& study;
  const Model& arm;    ///< by which they live
  const Model& usual;  ///< usual care, with which it begins
  const Valuation& valuation;
  const OneLife& life;
  int age = 0;
  int year = 0;
};

/// Predicted benefit of a programme, as sim/README.md says it, from what the user wrote of the programme: in whole
/// quanta of the outcome.
std::int64_t benefit_of(const Programme& programme, const BenefitSpec& spec, const Foresight& whom);

/// An amount of an outcome in quanta.
std::int64_t in_quanta(const Valuation& valuation, const std::string& outcome, double amount);

}  // namespace kavel::reference
