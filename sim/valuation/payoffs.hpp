#pragma once

#include <cstdint>
#include <vector>

#include "model/model.hpp"

namespace kavel {

/// One state that pays one outcome, or asks for one activity.
struct StatePayoff {
  int state = 0;  ///< position among all states
  int outcome = 0;
};

/// One transition that pays one outcome, or asks for one activity.
struct TransitionPayoff {
  int lane = 0;
  int outcome = 0;
  std::vector<double> amounts{};       ///< [cost level x sex x age + 1 x year], in the outcome's unit
  std::vector<std::int64_t> quanta{};  ///< the same in quanta, undiscounted
};

/// What states and transitions pay of several things (outcomes, or activities), once for each place and thing;
/// immutable.
struct Payoffs {
  std::vector<StatePayoff> state_payoffs{};            ///< ordered by state
  std::vector<int> first_of_state{};                   ///< [state + 1]: where a state's payoffs begin
  std::vector<TransitionPayoff> transition_payoffs{};  ///< ordered by lane
  std::vector<int> first_of_lane{};                    ///< [lane + 1]
  int years = 1;
  int levels = 1;                      ///< cost levels
  std::vector<double> annual{};        ///< unit a year [cost level x sex x age + 1 x year x state payoff]
  std::vector<std::int64_t> quanta{};  ///< the same in quanta, undiscounted

  std::size_t row(Sex sex, int age, int year_index, int level = 0) const {
    return static_cast<std::size_t>(level) * rows_by_year(years) + sex_age_year(sex, age, year_index, years);
  }
  const std::int64_t* quanta_row(Sex sex, int age, int year_index, int level = 0) const {
    return quanta.data() + row(sex, age, year_index, level) * state_payoffs.size();
  }
  const double* annual_row(Sex sex, int age, int year_index, int level = 0) const {
    return annual.data() + row(sex, age, year_index, level) * state_payoffs.size();
  }
};

}  // namespace kavel
