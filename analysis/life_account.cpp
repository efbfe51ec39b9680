#include "analysis/life_account.hpp"

#include <algorithm>
#include <cmath>

#include "core/calendar.hpp"
#include "core/int128.hpp"
#include "valuation/care_rates.hpp"

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
        level_(valuation.level_of(life.area)),
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
    std::vector<Int128> volumes{};   ///< of activities, quanta x ticks
    OwnAccount own;
  };

  Year& year_of(int index) {
    if (years_.empty() || years_.back().index != index) {
      const PersonOfYear person{life_.person, life_.sex, life_.first_age + index, index, model_.start + index, level_};
      years_.push_back({index, 0, std::vector<Int128>(valuation_.outcomes.size(), 0),
                        std::vector<Int128>(valuation_.care.activities.size(), 0),
                        OwnAccount(valuation_, key_, person)});
    }
    return years_.back();
  }

  PayoffsOf row(int index) const { return {life_.sex, life_.first_age + index, index, level_}; }

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
    for (std::size_t a = 0; a < states_.size(); ++a) {
      const auto state = static_cast<std::size_t>(model_.attributes[a].first_state) + states_[a];
      ticks_in_state_[state] += ticks;
      stay(valuation_, state, index, ticks, year.outcomes);
      stay(valuation_.volumes, state, index, ticks, year.volumes);
      year.own.stay(static_cast<int>(state), ticks);
    }
    each_shift(index, [&](const CareRates& rates) {
      for (const int a : valuation_.care_shifts.attributes) {
        const int state =
            model_.attributes[static_cast<std::size_t>(a)].first_state + states_[static_cast<std::size_t>(a)];
        shift(year, rates.states, static_cast<std::size_t>(state), ticks);
      }
    });
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

  /// What time in a state pays of each thing.
  void stay(const Payoffs& payoffs, std::size_t state, int index, std::int64_t ticks, std::vector<Int128>& sums) const {
    const PayoffRow<std::int64_t> quanta = payoffs.of_states.quanta(row(index));
    for (int p = payoffs.first_of_state[state]; p < payoffs.first_of_state[state + 1]; ++p) {
      const auto payoff = static_cast<std::size_t>(p);
      sums[static_cast<std::size_t>(payoffs.state_payoffs[payoff].outcome)] +=
          static_cast<Int128>(ticks) * quanta[payoff];
    }
  }

  void pay(const LifeEvent& event) {
    const int index = event.year_index;
    Year& year = year_of(index);
    const auto lane = static_cast<std::size_t>(event.transition);
    const auto quantum_of_outcome = [&](std::size_t outcome) { return valuation_.outcomes[outcome].quantum; };
    const auto quantum_of_activity = [&](std::size_t activity) { return valuation_.care.activities[activity].quantum; };
    happen(valuation_, lane, index, quantum_of_outcome, year.outcomes);
    happen(valuation_.volumes, lane, index, quantum_of_activity, year.volumes);
    year.own.happen(static_cast<int>(lane));
    each_shift(index, [&](const CareRates& rates) { shift(year, rates.lanes, lane, ticks_per_year); });
  }

  /// Calls take(rates) for each programme that shifts care of someone in these states.
  template <class Take>
  void each_shift(int index, const Take& take) {
    CareRates rates;
    for (const CareProgramme& programme : valuation_.care_shifts.programmes) {
      const double strength = programme.strengths[states_[static_cast<std::size_t>(programme.attribute)]];
      if (strength == 0) continue;
      rates.fill(model_, valuation_, programme, strength, {life_.sex, life_.first_age + index, index, level_});
      take(rates);
    }
  }

  /// Adds what is shifted at a place, of `rates` [place x sum].
  void shift(Year& year, const std::vector<std::int64_t>& rates, std::size_t place, std::int64_t ticks) const {
    const CareShifts& shifts = valuation_.care_shifts;
    const std::int64_t* sums = rates.data() + place * shifts.width();
    for (std::size_t i = 0; i < shifts.activities.size(); ++i)
      year.volumes[static_cast<std::size_t>(shifts.activities[i])] += static_cast<Int128>(sums[i]) * ticks;
    for (std::size_t i = 0; i < shifts.outcomes.size(); ++i) {
      year.outcomes[static_cast<std::size_t>(shifts.outcomes[i])] +=
          static_cast<Int128>(sums[shifts.outcome_sum() + i]) * ticks;
    }
    year.own.shift(sums, ticks);
  }

  /// What a transition pays of each thing.
  template <class QuantumOf>
  void happen(const Payoffs& payoffs, std::size_t lane, int index, QuantumOf quantum_of,
              std::vector<Int128>& sums) const {
    const PayoffRow<double> amounts = payoffs.of_transitions.amounts(row(index));
    for (int p = payoffs.first_of_lane[lane]; p < payoffs.first_of_lane[lane + 1]; ++p) {
      const auto payoff = static_cast<std::size_t>(p);
      const auto thing = static_cast<std::size_t>(payoffs.transition_payoffs[payoff].outcome);
      sums[thing] += static_cast<Int128>(std::llround(amounts[payoff] / quantum_of(thing))) * ticks_per_year;
    }
  }

  /// A year's volumes, and what they cost.
  void tell_care(const Year& year, LifeYear& told, LifeAccount& account) const {
    const std::vector<Activity>& activities = valuation_.care.activities;
    for (std::size_t a = 0; a < activities.size(); ++a) {
      told.volumes.push_back(static_cast<double>(year.volumes[a]) / ticks_per_year * activities[a].quantum *
                             activities[a].growth[static_cast<std::size_t>(year.index)]);
      told.cost.push_back(told.volumes.back() * activities[a].real_price[static_cast<std::size_t>(year.index)]);
      account.volumes[a] += told.volumes.back();
      account.cost[a] += told.cost.back();
    }
  }

  LifeAccount finished() const {
    LifeAccount account;
    account.outcomes.assign(valuation_.outcomes.size(), 0.0);
    account.volumes.assign(valuation_.care.activities.size(), 0.0);
    account.cost = account.volumes;
    for (const Year& year : years_) {
      LifeYear told{
          year.index, static_cast<double>(year.ticks) / ticks_per_year, {}, {}, {}, year.own.payments(year.ticks)};
      for (std::size_t o = 0; o < year.outcomes.size(); ++o) {
        told.outcomes.push_back(static_cast<double>(year.outcomes[o]) / ticks_per_year *
                                valuation_.outcomes[o].quantum);
        account.outcomes[o] += told.outcomes.back();
      }
      tell_care(year, told, account);
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
  int level_;                         ///< cost level
  std::vector<std::uint8_t> states_;  ///< [attribute]
  Moment now_;
  std::vector<Year> years_{};
  std::vector<std::int64_t> ticks_in_state_{};
};

}  // namespace

std::vector<double> paid_by(const LifeYear& year, const Care& care, const std::vector<Deductible>& deductibles) {
  std::vector<double> paid(care.payers.size() + 1, 0.0);
  for (std::size_t a = 0; a < year.cost.size(); ++a) {
    const int payer = care.activities[a].payer;
    paid[payer < 0 ? care.payers.size() : static_cast<std::size_t>(payer)] += year.cost[a];
  }
  for (std::size_t d = 0; d < deductibles.size(); ++d) {
    double real = 0;
    double nominal = 0;
    for (std::size_t a = 0; a < year.cost.size(); ++a) {
      if (care.activities[a].deductible != static_cast<int>(d)) continue;
      real += year.cost[a];
      nominal += year.volumes[a] * care.activities[a].price[static_cast<std::size_t>(year.year_index)];
    }
    const double moved = nominal == 0 ? 0 : year.own[d].paid * real / nominal;
    paid[static_cast<std::size_t>(deductibles[d].payer)] += moved;
    paid[static_cast<std::size_t>(deductibles[d].insurer)] -= moved;
  }
  return paid;
}

LifeAccount account_of(const RecordedLife& life, const Model& model, const Valuation& valuation, Key key) {
  return Accountant(life, model, valuation, key).account();
}

}  // namespace kavel
