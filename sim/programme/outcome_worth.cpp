#include "programme/outcome_worth.hpp"

#include <algorithm>
#include <cmath>

namespace kavel {

namespace {

PayoffsOf row_of(const Payoffs& payoffs, const WorthOf& of) {
  return {of.sex, of.age, of.year_index, payoffs.levels == 1 ? 0 : of.level};
}

}  // namespace

OutcomeWorth::OutcomeWorth(const Valuation& valuation, const Model& model, int outcome)
    : valuation_(&valuation),
      model_(&model),
      payoff_of_state_(static_cast<std::size_t>(model.states), -1),
      payoff_of_lane_(model.transitions.size(), -1),
      worths_(valuation.care.activities.size(), nullptr) {
  for (std::size_t p = 0; p < valuation.state_payoffs.size(); ++p) {
    const StatePayoff& payoff = valuation.state_payoffs[p];
    if (payoff.outcome == outcome) payoff_of_state_[static_cast<std::size_t>(payoff.state)] = static_cast<int>(p);
  }
  for (std::size_t p = 0; p < valuation.transition_payoffs.size(); ++p) {
    const TransitionPayoff& payoff = valuation.transition_payoffs[p];
    if (payoff.outcome == outcome) payoff_of_lane_[static_cast<std::size_t>(payoff.lane)] = static_cast<int>(p);
  }
  for (const WellbeingOutcome& one : valuation.wellbeing.outcomes) {
    if (one.outcome == outcome) measure_ = one.measure;
  }
  for (const Worth& worth : valuation.worths) {
    if (worth.outcome == outcome) worths_[static_cast<std::size_t>(worth.activity)] = &worth;
  }
}

double OutcomeWorth::of_state(int state, const WorthOf& of) const {
  const int payoff = payoff_of_state_[static_cast<std::size_t>(state)];
  if (payoff < 0) return 0;
  return valuation_->of_states.amounts(row_of(*valuation_, of))[static_cast<std::size_t>(payoff)];
}

double OutcomeWorth::of_event(int lane, const WorthOf& of) const {
  const int payoff = payoff_of_lane_[static_cast<std::size_t>(lane)];
  if (payoff < 0) return 0;
  return valuation_->of_transitions.amounts(row_of(*valuation_, of))[static_cast<std::size_t>(payoff)];
}

double OutcomeWorth::of_activity(int activity, int year_index) const {
  const Worth* worth = worths_[static_cast<std::size_t>(activity)];
  return worth == nullptr ? 0 : worth->by_year[static_cast<std::size_t>(year_index)];
}

double OutcomeWorth::fares(const std::uint8_t* states, const WorthOf& of) const {
  return measure_ < 0 ? 0 : value(product_or_sum(states, -1, 0, of), of);
}

double OutcomeWorth::of_states(const std::uint8_t* states, const WorthOf& of) const {
  double sum = of.fares;
  for (std::size_t a = 0; a < model_->attributes.size(); ++a)
    sum += of_state(model_->attributes[a].first_state + states[a], of);
  return sum;
}

double OutcomeWorth::of_other_state(const std::uint8_t* states, int attribute, int state, const WorthOf& of) const {
  if (states[attribute] == state) return 0;
  const int first = model_->attributes[static_cast<std::size_t>(attribute)].first_state;
  double more = of_state(first + state, of) - of_state(first + states[attribute], of);
  if (measure_ >= 0 && valuation_->wellbeing.affects[static_cast<std::size_t>(attribute)] != 0) {
    more += value(product_or_sum(states, attribute, state, of), of) - of.fares;
  }
  return more;
}

double OutcomeWorth::of_change(const std::uint8_t* states, int measure, double change, const WorthOf& of) const {
  if (measure != measure_) return 0;
  const double now = product_or_sum(states, -1, 0, of);
  const bool multiplies = valuation_->wellbeing.is_product[static_cast<std::size_t>(measure_)] != 0;
  return value(multiplies ? now * change : now + change / wellbeing_quantum, of) - of.fares;
}

/// Of the measure: the product of the factors of the states, × 2^28, or the sum of their effects, in quanta; one
/// attribute may be taken to be in another state (-1: none is).
double OutcomeWorth::product_or_sum(const std::uint8_t* states, int attribute, int state, const WorthOf& of) const {
  const Wellbeing& wellbeing = valuation_->wellbeing;
  const WellbeingEffects& effects = wellbeing.effects_of(of.sex, of.age);
  const auto m = static_cast<std::size_t>(measure_);
  double product = std::int64_t{1} << factor_bits;
  double sum = 0;
  for (const int one : wellbeing.attributes) {
    const int first = model_->attributes[static_cast<std::size_t>(one)].first_state;
    const auto at = static_cast<std::size_t>(first) + static_cast<std::size_t>(one == attribute ? state : states[one]);
    product *= effects.factors[at][m];
    sum += effects.shifts[at][m];
  }
  return wellbeing.is_product[m] != 0 ? product : sum;
}

double OutcomeWorth::value(double product_or_sum, const WorthOf& of) const {
  const WellbeingRow& row = valuation_->wellbeing.rows_of(of.sex, of.age, of.year_index)[of.ses];
  constexpr double most = 2147483647.0;
  const auto modifier = static_cast<std::int32_t>(std::clamp(std::floor(product_or_sum + 0.5), -most, most));
  return wellbeing_quantum * row.value(static_cast<std::size_t>(measure_), modifier);
}

double volume_of_states(const Valuation& valuation, const Model& model, const std::uint8_t* states, int activity,
                        const WorthOf& of) {
  const Payoffs& volumes = valuation.volumes;
  const PayoffRow<double> annual = volumes.of_states.amounts(row_of(volumes, of));
  double sum = 0;
  for (std::size_t a = 0; a < model.attributes.size(); ++a) {
    const auto state = static_cast<std::size_t>(model.attributes[a].first_state) + states[a];
    for (int p = volumes.first_of_state[state]; p < volumes.first_of_state[state + 1]; ++p) {
      const auto at = static_cast<std::size_t>(p);
      if (volumes.state_payoffs[at].outcome == activity) sum += annual[at];
    }
  }
  return sum;
}

}  // namespace kavel
