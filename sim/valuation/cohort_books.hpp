#pragma once

#include <cstdint>
#include <vector>

#include "valuation/valuation.hpp"

namespace kavel {

/// The discounted, cumulative value of being in a state, for one cohort: F_s(moment) in quanta x ticks.
/// A life's total changes by F_from(t) - F_to(t) at each change of state (sim/README.md, "Books").
class CohortBooks {
 public:
  /// `age` is the age on the first 1 January (year 0); for those born later it is negative then, and rows before the
  /// year of birth are not used. `level`: the cohort's cost level.
  CohortBooks(const Model& model, const Valuation& valuation, Sex sex, int age, int level = 0);

  /// What state payoffs have paid up to (not including) a moment.
  class Standing {
   public:
    Standing(const std::int64_t* sums, const std::int64_t* rates, Ticks tick)
        : sums_(sums), rates_(rates), tick_(tick) {}
    std::int64_t of(int payoff) const { return sums_[payoff] + rates_[payoff] * tick_; }

   private:
    const std::int64_t* sums_;
    const std::int64_t* rates_;
    Ticks tick_;
  };
  Standing at(int year_index, Ticks tick) const {
    const auto point =
        static_cast<std::size_t>(cycle_ > 0 ? year_index * cycles_per_year_ + tick / cycle_ : year_index);
    // In discrete time all that is paid up to a counting point is in the sums.
    const std::size_t rate = cycle_ > 0 ? 0 : point;
    return {sums_.data() + point * payoffs_, rates_.data() + rate * payoffs_, cycle_ > 0 ? 0 : tick};
  }
  std::int64_t before(int payoff, int year_index, Ticks tick) const { return at(year_index, tick).of(payoff); }

  /// Value of a whole study spent in the state.
  std::int64_t in_all(int payoff) const { return sums_[sums_.size() - payoffs_ + static_cast<std::size_t>(payoff)]; }

  /// Discounted value of a transition's payoff, in quanta x ticks.
  std::int64_t paid(const TransitionPayoff& payoff, int year_index, Ticks tick) const;

 private:
  const Valuation* valuation_;
  Sex sex_;
  int age_;
  int level_;
  int cycles_per_year_;
  Ticks cycle_;
  std::size_t payoffs_;
  std::vector<std::int64_t> sums_{};   ///< [year or counting point, and one beyond][payoff]
  std::vector<std::int64_t> rates_{};  ///< quanta a year [year][payoff], continuous time
};

}  // namespace kavel
