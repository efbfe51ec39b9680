#pragma once

#include <cstdint>
#include <memory>
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
};

/// Whose payoffs: of one sex and age on 1 January of one year, at one cost level.
struct PayoffsOf {
  Sex sex = Sex::female;
  int age = 0;
  int year_index = 0;
  int level = 0;
};

/// What some payoffs amount to, by cost level, sex, age and year; immutable once filled.
struct PayoffFigures {
  std::size_t payoffs = 0;
  int years = 1;                       ///< 1: the same in all
  std::vector<double> amounts{};       ///< in the unit of what is paid [cost level x sex x age + 1 x year x payoff]
  std::vector<std::int64_t> quanta{};  ///< the same in quanta, undiscounted

  /// Where the payoffs of a row begin.
  std::size_t first(const PayoffsOf& of) const {
    const auto level = static_cast<std::size_t>(of.level);
    const int year = years == 1 ? 0 : of.year_index;
    return (level * rows_by_year(years) + sex_age_year(of.sex, of.age, year, years)) * payoffs;
  }
};

/// A number of every payoff, in two parts.
template <class Value>
class PayoffRow {
 public:
  PayoffRow(const Value* known, std::size_t count, const Value* own) : known_(known), count_(count), own_(own) {}
  Value operator[](std::size_t p) const { return *at(p); }
  /// The number of a payoff, before those of the others of its part.
  const Value* at(std::size_t p) const { return p < count_ ? known_ + p : own_ + (p - count_); }

 private:
  const Value* known_;
  std::size_t count_;
  const Value* own_;
};

/// The figures of all payoffs of states, or of transitions: first those of a narrower pack, which arms have in common
/// with usual care, then a pack's own.
class PayoffTable {
 public:
  PayoffTable() = default;
  /// `known`: of the narrower pack, or null.
  PayoffTable(std::shared_ptr<const PayoffFigures> known, std::shared_ptr<const PayoffFigures> own)
      : known_(known == nullptr ? std::make_shared<const PayoffFigures>() : std::move(known)), own_(std::move(own)) {}

  PayoffRow<double> amounts(const PayoffsOf& of) const { return row(&PayoffFigures::amounts, of); }
  PayoffRow<std::int64_t> quanta(const PayoffsOf& of) const { return row(&PayoffFigures::quanta, of); }
  /// The largest amount of a payoff, in size.
  double greatest(std::size_t payoff) const;

  const std::shared_ptr<const PayoffFigures>& known() const { return known_; }
  const std::shared_ptr<const PayoffFigures>& own() const { return own_; }

 private:
  template <class Value>
  PayoffRow<Value> row(std::vector<Value> PayoffFigures::*values, const PayoffsOf& of) const {
    return {((*known_).*values).data() + known_->first(of), known_->payoffs,
            ((*own_).*values).data() + own_->first(of)};
  }

  std::shared_ptr<const PayoffFigures> known_ = std::make_shared<const PayoffFigures>();
  std::shared_ptr<const PayoffFigures> own_ = std::make_shared<const PayoffFigures>();
};

/// What states and transitions pay of several things (outcomes, or activities), once for each place and thing;
/// immutable.
struct Payoffs {
  std::vector<StatePayoff> state_payoffs{};            ///< ordered by state
  std::vector<int> first_of_state{};                   ///< [state + 1]: where a state's payoffs begin
  std::vector<TransitionPayoff> transition_payoffs{};  ///< ordered by lane
  std::vector<int> first_of_lane{};                    ///< [lane + 1]
  int years = 1;                                       ///< 1: all are the same every year
  int levels = 1;                                      ///< cost levels
  PayoffTable of_states{};                             ///< a year in the state
  PayoffTable of_transitions{};

  bool pays_in(int state) const {
    const auto at = static_cast<std::size_t>(state);
    return first_of_state[at] < first_of_state[at + 1];
  }
};

}  // namespace kavel
