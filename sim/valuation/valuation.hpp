#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/errors.hpp"
#include "model/compile.hpp"
#include "model/model.hpp"
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

/// One state that pays one outcome.
struct StatePayoff {
  int state = 0;  ///< position among all states
  int outcome = 0;
};

/// One transition that pays one outcome.
struct TransitionPayoff {
  int lane = 0;
  int outcome = 0;
  std::vector<double> amounts{};  ///< [sex x age + 1 x year], in the outcome's unit
};

/// What states and transitions are worth; immutable. See sim/README.md, "Books".
struct Valuation {
  std::vector<Outcome> outcomes{};
  std::vector<StatePayoff> state_payoffs{};            ///< ordered by state
  std::vector<int> first_of_state{};                   ///< [state + 1]: where a state's payoffs begin
  std::vector<TransitionPayoff> transition_payoffs{};  ///< ordered by lane
  std::vector<int> first_of_lane{};                    ///< [lane + 1]
  int years = 1;
  std::vector<double> annual{};        ///< unit a year [sex x age + 1 x year x state payoff]
  std::vector<std::int64_t> quanta{};  ///< the same in quanta, undiscounted
  Wellbeing wellbeing{};

  std::size_t row(Sex sex, int age, int year_index) const { return sex_age_year(sex, age, year_index, years); }
  const std::int64_t* quanta_row(Sex sex, int age, int year_index) const {
    return quanta.data() + row(sex, age, year_index) * state_payoffs.size();
  }
  const double* annual_row(Sex sex, int age, int year_index) const {
    return annual.data() + row(sex, age, year_index) * state_payoffs.size();
  }
};

/// Compiles the outcomes of a pack for a compiled model.
Valuation compile_valuation(const Pack& pack, const Setting& setting, const Model& model, Problems& problems);

}  // namespace kavel
