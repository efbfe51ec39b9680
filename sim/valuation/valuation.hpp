#pragma once

#include <string>
#include <vector>

#include "core/each.hpp"
#include "core/errors.hpp"
#include "model/compile.hpp"
#include "model/model.hpp"
#include "valuation/care.hpp"
#include "valuation/care_shifts.hpp"
#include "valuation/deductible.hpp"
#include "valuation/fixed_cost.hpp"
#include "valuation/payoffs.hpp"
#include "valuation/spread.hpp"
#include "valuation/wellbeing.hpp"

namespace kavel {

/// An outcome in integers: values count in quanta, small fixed shares of its unit.
struct Outcome {
  std::string name{};
  OutcomeKind kind = OutcomeKind::effect;
  std::string unit{};
  double quantum = 1e-6;  ///< unit per quantum
  /// Discount times counting weight: [year] in continuous time, [counting point] in discrete.
  std::vector<double> weight{};
};

/// What states and transitions are worth: the payoffs of the outcomes, and beside them the volumes of the activities;
/// immutable. See sim/README.md, "Books".
struct Valuation : Payoffs {
  std::vector<Outcome> outcomes{};
  Care care{};        ///< activities and their prices
  Payoffs volumes{};  ///< of the activities, before growth beyond demography
  Wellbeing wellbeing{};
  std::vector<Spread> spreads{};
  std::vector<Deductible> deductibles{};
  std::vector<Worth> worths{};
  CareShifts care_shifts{};
  std::vector<FixedCost> fixed_costs{};
  std::vector<int> level_of_area{};  ///< [area]: cost level of its inhabitants; empty: there is one

  /// Numbers that wellbeing keeps of each person.
  std::size_t modifiers_of_each() const { return wellbeing.empty() ? 0 : std::size_t{most_measures}; }
  int level_of(int area) const { return level_of_area.empty() ? 0 : level_of_area[static_cast<std::size_t>(area)]; }
};

/// Compiles the outcomes and activities of a pack for a compiled model. `narrower`: of a pack to which this one only
/// adds, with which it shares what is the same; null: there is none. `each`: does several things at once.
Valuation compile_valuation(const Pack& pack, const Setting& setting, const Model& model, Problems& problems,
                            const Valuation* narrower = nullptr, const Each& each = one_by_one);

}  // namespace kavel
