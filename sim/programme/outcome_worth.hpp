#pragma once

#include <cstdint>
#include <vector>

#include "model/model.hpp"
#include "valuation/valuation.hpp"

namespace kavel {

/// Whose figures are asked for.
struct WorthOf {
  Sex sex = Sex::female;
  int age = 0;
  int year_index = 0;
  int level = 0;  ///< cost level
  int ses = 0;
  double fares = 0;  ///< OutcomeWorth::fares of their states, taken once
};

/// What states and events are worth in one outcome of usual care, in its unit, not discounted: the payoffs and, if the
/// outcome counts a measure of wellbeing, its value; own offsets, which nobody knows beforehand, are 0.
class OutcomeWorth {
 public:
  OutcomeWorth() = default;
  OutcomeWorth(const Valuation& valuation, const Model& model, int outcome);

  /// The value of the measure that the outcome counts, in these states; 0 if it counts none.
  double fares(const std::uint8_t* states, const WorthOf& of) const;
  /// A year in the states of someone, all of them.
  double of_states(const std::uint8_t* states, const WorthOf& of) const;
  /// What a year is worth more with `attribute` in `state` than in the state it is in.
  double of_other_state(const std::uint8_t* states, int attribute, int state, const WorthOf& of) const;
  /// A transition of usual care, by name.
  double of_event(int lane, const WorthOf& of) const;
  /// What a year is worth more with the measure changed so many times by a factor, or by so much added.
  double of_change(const std::uint8_t* states, int measure, double change, const WorthOf& of) const;
  /// The measure that the outcome counts; -1: none.
  int measure() const { return measure_; }
  /// What a unit of an activity is worth.
  double of_activity(int activity, int year_index) const;

 private:
  double of_state(int state, const WorthOf& of) const;
  double product_or_sum(const std::uint8_t* states, int attribute, int state, const WorthOf& of) const;
  double value(double product_or_sum, const WorthOf& of) const;

  const Valuation* valuation_ = nullptr;
  const Model* model_ = nullptr;
  int measure_ = -1;
  std::vector<int> payoff_of_state_{};  ///< [state]: position among state payoffs, or -1
  std::vector<int> payoff_of_lane_{};   ///< [lane]: position among transition payoffs, or -1
  std::vector<const Worth*> worths_{};  ///< [activity]; null: the outcome does not hold it
};

/// The yearly volume of an activity that someone in these states asks for in usual care, in its unit.
double volume_of_states(const Valuation& valuation, const Model& model, const std::uint8_t* states, int activity,
                        const WorthOf& of);

}  // namespace kavel
