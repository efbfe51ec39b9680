#include "analysis/life_account.hpp"

#include <algorithm>
#include <cmath>

#include "core/calendar.hpp"
#include "core/int128.hpp"

namespace kavel {

namespace {

/// Follows a life from change to change.
class Accountant {
 public:
  Accountant(const RecordedLife& life, const Model& model, const Valuation& valuation, Key key)
      : life_(life),
        model_(model),
        valuation_(valuation),
        key_(key),
        states_(life.states.begin(), life.states.end()),
        now_(life.from) {
    ticks_in_state_.assign(static_cast<std::size_t>(model.states), 0);
  }

  LifeAccount account() {
    bool here = true;
    for (const LifeEvent& event : life_.events) {
      live_until(event.at);
      const Transition& transition = model_.transitions[static_cast<std::size_t>(event.transition)];
      pay(event);
      states_[static_cast<std::size_t>(transition.attribute)] = static_cast<std::uint8_t>(transition.to);
      here = here && transition.leaving == Leaving::no;
    }
    if (here) live_until(moment(model_.years, 0));
    return finished();
  }

 private:
  struct Year {
    int index = 0;
    std::int64_t ticks = 0;
    std::vector<Int128> outcomes{};  ///< quanta x ticks
  };

  Year& year_of(int index) {
    if (years_.empty() || years_.back().index != index) {
      years_.push_back({index, 0, std::vector<Int128>(valuation_.outcomes.size(), 0)});
    }
    return years_.back();
  }

  int valuation_year(int index) const { return valuation_.years == 1 ? 0 : index; }

  /// All time up to a moment, year by year.
  void live_until(Moment until) {
    while (now_ < until) {
      const int index = static_cast<int>(now_ / ticks_per_year);
      const Moment end = std::min(until, moment(index + 1, 0));
      spend(index, end - now_);
      now_ = end;
    }
  }

  void spend(int index, std::int64_t ticks) {
    Year& year = year_of(index);
    year.ticks += ticks;
    const std::int64_t* quanta = valuation_.quanta_row(life_.sex, life_.first_age + index, valuation_year(index));
    for (std::size_t a = 0; a < states_.size(); ++a) {
      const auto state = static_cast<std::size_t>(model_.attributes[a].first_state + states_[a]);
      ticks_in_state_[state] += ticks;
      for (int p = valuation_.first_of_state[state]; p < valuation_.first_of_state[state + 1]; ++p) {
        const auto payoff = static_cast<std::size_t>(p);
        year.outcomes[static_cast<std::size_t>(valuation_.state_payoffs[payoff].outcome)] +=
            static_cast<Int128>(ticks) * quanta[payoff];
      }
    }
    if (!valuation_.wellbeing.outcomes.empty()) fare(year, ticks);
  }

  void fare(Year& year, std::int64_t ticks) const {
    const Wellbeing& wellbeing = valuation_.wellbeing;
    const int age = life_.first_age + year.index;
    const Modifiers modifiers =
        modifiers_of(model_, wellbeing, wellbeing.effects_of(life_.sex, age), key_, life_.person, states_.data());
    for (const WellbeingOutcome& of : wellbeing.outcomes) {
      const auto m = static_cast<std::size_t>(of.measure);
      const std::int32_t value = wellbeing.rows_of(life_.sex, age, year.index)[life_.ses].value(m, modifiers[m]);
      year.outcomes[static_cast<std::size_t>(of.outcome)] += static_cast<Int128>(ticks) * value;
    }
  }

  void pay(const LifeEvent& event) {
    const int index = year_index_of(event.at);
    Year& year = year_of(index);
    const auto lane = static_cast<std::size_t>(event.transition);
    const std::size_t row = valuation_.row(life_.sex, life_.first_age + index, valuation_year(index));
    for (int p = valuation_.first_of_lane[lane]; p < valuation_.first_of_lane[lane + 1]; ++p) {
      const TransitionPayoff& payoff = valuation_.transition_payoffs[static_cast<std::size_t>(p)];
      const auto outcome = static_cast<std::size_t>(payoff.outcome);
      year.outcomes[outcome] +=
          static_cast<Int128>(std::llround(payoff.amounts[row] / valuation_.outcomes[outcome].quantum)) *
          ticks_per_year;
    }
  }

  LifeAccount finished() const {
    LifeAccount account;
    account.outcomes.assign(valuation_.outcomes.size(), 0.0);
    for (const Year& year : years_) {
      LifeYear told{year.index, static_cast<double>(year.ticks) / ticks_per_year, {}};
      for (std::size_t o = 0; o < year.outcomes.size(); ++o) {
        told.outcomes.push_back(static_cast<double>(year.outcomes[o]) / ticks_per_year *
                                valuation_.outcomes[o].quantum);
        account.outcomes[o] += told.outcomes.back();
      }
      account.years.push_back(std::move(told));
    }
    for (const std::int64_t ticks : ticks_in_state_) {
      account.years_in_state.push_back(static_cast<double>(ticks) / ticks_per_year);
    }
    return account;
  }

  const RecordedLife& life_;
  const Model& model_;
  const Valuation& valuation_;
  Key key_;
  std::vector<std::uint8_t> states_;  ///< [attribute]
  Moment now_;
  std::vector<Year> years_{};
  std::vector<std::int64_t> ticks_in_state_{};
};

}  // namespace

LifeAccount account_of(const RecordedLife& life, const Model& model, const Valuation& valuation, Key key) {
  return Accountant(life, model, valuation, key).account();
}

}  // namespace kavel
