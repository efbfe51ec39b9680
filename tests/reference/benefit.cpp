#include "tests/reference/benefit.hpp"

#include <algorithm>
#include <cmath>
#include <functional>

#include "core/clock.hpp"
#include "random/math.hpp"
#include "model/figures.hpp"

namespace kavel::reference {

namespace {

template <class Int>
std::size_t at(Int index) {
  return static_cast<std::size_t>(index);
}

template <class Named>
int find(const std::vector<Named>& all, const std::string& name) {
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (all[i].name == name) return static_cast<int>(i);
  }
  return -1;
}

/// One person, one programme, one outcome.
class Prediction {
 public:
  Prediction(const Programme& programme, const BenefitSpec& spec, const Foresight& whom)
      : programme_(programme),
        whom_(whom),
        figures_(whom.study.start, problems_),
        years_(spec.years),
        outcome_(find(whom.valuation.outcomes, spec.outcome)),
        states_(whom.life.states()) {
    states_.resize(whom.usual.attributes.size());
    for (const ModifierSpec& modifier : programme.modifiers) {
      for (const auto& [state, times] : modifier.by_state) {
        if (state == state_now(modifier.by)) strength_ *= times.value;
      }
    }
  }

  double change() {
    double sum = 0;
    for (std::size_t lane = 0; lane < whom_.usual.transitions.size(); ++lane) sum += of_event(lane);
    for (int year = 0; year < years_; ++year)
      sum += of_moves(year) + of_care(year) + of_wellbeing(year) + of_outcome(year);
    return sum;
  }

 private:
  // ---- the person, some years on

  int later_year(int year) const { return std::min(whom_.year + year, whom_.study.years - 1); }
  int later_age(int year) const {
    const bool cohort = whom_.study.population.age_rule == AgeRule::exact;
    return whom_.age + (cohort ? later_year(year) - whom_.year : year);
  }
  Circumstances now(int age) const { return {whom_.life.who().sex, row_age(age), 0, 0, ""}; }
  const Attribute& attribute(int index) const { return whom_.usual.attributes[at(index)]; }
  const std::string& state_now(const std::string& of) const {
    const int index = find(whom_.usual.attributes, of);
    return attribute(index).states[at(states_[at(index)])];
  }

  // ---- the programme, some years after the start

  /// The mean over a year of f(share of the effects that is left), 0 where none is.
  double mean_over(int year, const std::function<double(double)>& f) {
    const double out = programme_.dropout ? figures_.at(*programme_.dropout, now(whom_.age)) : 0;
    const double lasts = programme_.lasts ? programme_.lasts->value : 1e9;
    const auto there = [&](double until) { return out == 0 ? until : -portable_expm1(-out * until) / out; };
    double mean = 0;
    if (lasts > year) {
      const double end = std::min(lasts, year + 1.0);
      const double stay = out == 0 ? end - year : portable_exp(-out * year) * there(end - year);
      mean += stay * f(1);
    }
    for (std::size_t j = 0; programme_.lasts && j < programme_.waning.size(); ++j) {
      const double from = std::max<double>(year, lasts + static_cast<double>(j));
      const double to = std::min<double>(year + 1.0, lasts + static_cast<double>(j) + 1);
      if (to > from) mean += (to - from) * portable_exp(-out * lasts) * f(programme_.waning[j]);
    }
    return mean;
  }

  /// Moves out of the state someone is in, with what is left for each after those before it.
  std::vector<std::pair<const StateEffect*, double>> moves() {
    std::vector<std::pair<const StateEffect*, double>> all;
    for (const StateEffect& effect : programme_.states) {
      if (state_now(effect.attribute) != effect.from) continue;
      double left = 1;
      for (const auto& [before, probability] : all) {
        if (before->attribute == effect.attribute) left *= 1 - figures_.at(before->probability, now(whom_.age));
      }
      all.emplace_back(&effect, left * figures_.at(effect.probability, now(whom_.age)));
    }
    return all;
  }

  const HazardEffect* effect_on(const Transition& transition) const {
    for (const HazardEffect& effect : programme_.hazards) {
      for (const NamedTransition& named : effect.transitions) {
        if (named.attribute + '.' + named.transition == transition.name) return &effect;
      }
    }
    return nullptr;
  }

  /// How many times as fast a clock of the arm runs in another state of an attribute.
  double speed_up(int of, const StateEffect& move, int lane, int age) const {
    const Attribute& by = whom_.arm.attributes[at(of)];
    const Factor& factor = whom_.arm.factors[at(by.factor)];
    const std::vector<float>& rows = factor.rows[at(whom_.arm.band(factor, whom_.life.who().sex, age))];
    const auto ratio = [&](const std::string& state) {
      const auto place = std::find(by.states.begin(), by.states.end(), state) - by.states.begin();
      return static_cast<double>(rows[at(place) * at(whom_.arm.lanes) + at(lane)]);
    };
    return ratio(move.from) == 0 ? 1 : ratio(move.to) / ratio(move.from);
  }

  // ---- what an event is worth

  WellbeingRow row_of_wellbeing(int year) const {
    const int y = later_year(year);
    return whom_.valuation.wellbeing.rows_of(whom_.life.who().sex, later_age(year), y)[whom_.life.who().ses];
  }
  PayoffsOf row(const Payoffs& payoffs, int year) const {
    const int level = whom_.valuation.level_of(whom_.life.who().area);
    return {whom_.life.who().sex, later_age(year), later_year(year), payoffs.levels == 1 ? 0 : level};
  }

  int measure() const {
    for (const WellbeingOutcome& one : whom_.valuation.wellbeing.outcomes) {
      if (one.outcome == outcome_) return one.measure;
    }
    return -1;
  }
  /// Of the outcome's measure, with something done to what the states make of it.
  double fares(const std::vector<int>& states, int year, double factor = 1, double added = 0) const {
    const int m = measure();
    if (m < 0) return 0;
    const Wellbeing& wellbeing = whom_.valuation.wellbeing;
    const WellbeingEffects& effects = wellbeing.effects_of(whom_.life.who().sex, later_age(year));
    double product = 268435456.0;
    double sum = 0;
    for (const Factor& one : whom_.usual.factors) {  // in canonical order
      if (one.of != Factor::Of::attribute) continue;
      const auto state = at(attribute(one.attribute).first_state + states[at(one.attribute)]);
      product *= effects.factors[state][at(m)];
      sum += effects.shifts[state][at(m)];
    }
    const bool multiplies = wellbeing.measures[at(m)].scale == WellbeingScale::multiply;
    const double own = std::floor((multiplies ? product * factor : sum + added / 1e-6) + 0.5);
    const double rounded = std::clamp(own, -2147483647.0, 2147483647.0);
    return 1e-6 * row_of_wellbeing(year).value(at(m), static_cast<std::int32_t>(rounded));
  }
  /// A year in these states.
  double worth(const std::vector<int>& states, int year) const {
    double sum = fares(states, year);
    for (std::size_t p = 0; p < whom_.valuation.state_payoffs.size(); ++p) {
      const StatePayoff& payoff = whom_.valuation.state_payoffs[p];
      if (payoff.outcome != outcome_) continue;
      for (std::size_t a = 0; a < states.size(); ++a) {
        if (attribute(static_cast<int>(a)).first_state + states[a] == payoff.state)
          sum += whom_.valuation.of_states.amounts(row(whom_.valuation, year))[p];
      }
    }
    return sum;
  }
  double worth_with(int of, int state, int year) const {
    std::vector<int> states = states_;
    states[at(of)] = state;
    return worth(states, year) - worth(states_, year);
  }
  double worth_of_happening(std::size_t lane, int year) const {
    for (std::size_t p = 0; p < whom_.valuation.transition_payoffs.size(); ++p) {
      const TransitionPayoff& payoff = whom_.valuation.transition_payoffs[p];
      if (payoff.outcome == outcome_ && at(payoff.lane) == lane)
        return whom_.valuation.of_transitions.amounts(row(whom_.valuation, year))[p];
    }
    return 0;
  }

  // ---- what the programme changes

  double of_event(std::size_t lane) {
    const Transition& transition = whom_.usual.transitions[lane];
    if (transition.kind != ClockKind::exponential) return 0;
    const bool recurs = transition.from == transition.to;
    std::vector<double> avoided{0};
    double usual = 0;
    double with = 0;
    for (int year = 0; year < years_; ++year) {
      const int in_arm = find(whom_.arm.transitions, transition.name);
      const double hazard =
          static_cast<double>(whom_.life.hazard(in_arm, later_age(year), later_year(year))) / clock_unit;
      usual += hazard;
      with += hazard * times(transition, in_arm, year);
      avoided.push_back(recurs ? usual - with : portable_exp(-with) - portable_exp(-usual));
    }
    double sum = 0;
    for (int year = 0; year < years_; ++year) {
      sum -= (avoided[at(year + 1)] - avoided[at(year)]) * worth_of_happening(lane, year);
      if (!recurs) sum -= of_what_follows(transition, avoided, year);
    }
    return sum;
  }

  double times(const Transition& transition, int in_arm, int year) {
    double times = 1;
    if (const HazardEffect* effect = effect_on(transition)) {
      const double ratio = figures_.at(effect->ratio, now(later_age(year)));
      times += mean_over(year, [&](double left) { return portable_pow(ratio, strength_ * left) - 1; });
    }
    for (const auto& [move, probability] : moves()) {
      const int of = find(whom_.usual.attributes, move->attribute);
      if (of != transition.attribute && probability > 0)
        times *= 1 + probability * (speed_up(of, *move, in_arm, later_age(year)) - 1);
    }
    return times;
  }

  /// The states that follow an event one after the other, each until the shortest fixed duration out of it has passed.
  double of_what_follows(const Transition& event, const std::vector<double>& avoided, int year) const {
    const auto happened = [&](double time) {
      if (time <= 0) return 0.0;
      const double whole = std::floor(time);
      const double here = avoided[at(static_cast<int>(whole))];
      return time == whole ? here : here + (time - whole) * (avoided[at(static_cast<int>(whole)) + 1] - here);
    };
    const auto mean = [&](double lag) { return (happened(year - lag) + happened(year + 1 - lag)) / 2; };
    double sum = 0;
    double since = 0;
    const Transition* by = &event;
    for (int stage = 0; stage < 8; ++stage) {
      const int next = by->leaving != Leaving::no ? -1 : attribute(event.attribute).entries[at(by->to)].first_due;
      const double until =
          next < 0 ? 0 : since + static_cast<double>(whom_.usual.transitions[at(next)].duration) / ticks_per_year;
      const double there = mean(since) - (next < 0 || stage == 7 ? 0 : mean(until));
      sum += there * (by->leaving != Leaving::no ? -worth(states_, year) : worth_with(event.attribute, by->to, year));
      if (next < 0) break;
      by = &whom_.usual.transitions[at(next)];
      since = until;
    }
    return sum;
  }

  double of_moves(int year) {
    double sum = 0;
    for (const auto& [move, probability] : moves()) {
      const int of = find(whom_.usual.attributes, move->attribute);
      const std::vector<std::string>& states = attribute(of).states;
      const auto to = std::find(states.begin(), states.end(), move->to) - states.begin();
      sum += probability * worth_with(of, static_cast<int>(to), year);
    }
    return sum;
  }

  double worth_of(int activity, int year) const {
    for (const Worth& worth : whom_.valuation.worths) {
      if (worth.activity == activity && worth.outcome == outcome_) return worth.by_year[at(later_year(year))];
    }
    return 0;
  }

  double of_care(int year) {
    double sum = 0;
    for (const CareEffect& effect : programme_.care) {
      const std::vector<Activity>& activities = whom_.valuation.care.activities;
      const int dropped = find(activities, effect.activity);
      double volume = 0;
      const Payoffs& volumes = whom_.valuation.volumes;
      for (std::size_t p = 0; p < volumes.state_payoffs.size(); ++p) {
        if (volumes.state_payoffs[p].outcome != dropped) continue;
        for (std::size_t a = 0; a < states_.size(); ++a) {
          if (attribute(static_cast<int>(a)).first_state + states_[a] == volumes.state_payoffs[p].state)
            volume += volumes.of_states.amounts(row(volumes, year))[p];
        }
      }
      double unit = -worth_of(dropped, year);
      if (effect.instead) {
        const int instead = find(activities, *effect.instead);
        const auto y = at(later_year(year));
        const Activity& from = activities[at(dropped)];
        const Activity& to = activities[at(instead)];
        const bool euros = from.unit.starts_with("EUR") || to.unit.starts_with("EUR");
        unit += effect.ratio.value * (euros ? from.grown[y] / to.grown[y] : 1) * worth_of(instead, year);
      }
      const double share = mean_over(year, [&](double left) { return strength_ * left; }) * effect.share.value;
      sum += volume * share * unit;
    }
    return sum;
  }

  double of_wellbeing(int year) {
    double sum = 0;
    for (const WellbeingEffect& effect : programme_.wellbeing) {
      const std::vector<Measure>& measures = whom_.valuation.wellbeing.measures;
      const int m = find(measures, effect.measure);
      if (m != measure()) continue;
      const bool multiplies = measures[at(m)].scale == WellbeingScale::multiply;
      sum += mean_over(year, [&](double left) {
        const double strength = strength_ * left;
        const double factor = multiplies ? portable_pow(effect.effect.value, strength) : 1;
        const double added = multiplies ? 0 : effect.effect.value * strength;
        return fares(states_, year, factor, added) - fares(states_, year);
      });
    }
    return sum;
  }

  double of_outcome(int year) {
    double sum = 0;
    for (const OutcomeEffect& effect : programme_.outcomes) {
      if (find(whom_.valuation.outcomes, effect.outcome) == outcome_)
        sum += effect.a_year.value * mean_over(year, [&](double left) { return strength_ * left; });
    }
    return sum;
  }

  const Programme& programme_;
  const Foresight& whom_;
  Problems problems_{};
  Figures figures_;
  int years_;
  int outcome_;
  std::vector<int> states_;  ///< of usual care's attributes
  double strength_ = 1;
};

}  // namespace

std::int64_t in_quanta(const Valuation& valuation, const std::string& outcome, double amount) {
  return std::llround(amount / valuation.outcomes[at(find(valuation.outcomes, outcome))].quantum);
}

std::int64_t benefit_of(const Programme& programme, const BenefitSpec& spec, const Foresight& whom) {
  const double change = Prediction(programme, spec, whom).change();
  return in_quanta(whom.valuation, spec.outcome, spec.kind == OutcomeKind::cost ? -change : change);
}

}  // namespace kavel::reference
