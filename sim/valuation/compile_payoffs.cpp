#include "valuation/compile_payoffs.hpp"

#include <algorithm>
#include <cmath>
#include <span>

namespace kavel {

namespace {

int attribute_of(const Model& model, const std::string& name) {
  for (std::size_t a = 0; a < model.attributes.size(); ++a) {
    if (model.attributes[a].name == name) return static_cast<int>(a);
  }
  return -1;
}

/// The state's position among all, or -1 after a problem.
int state_of(const StatePayoffSpec& payoff, const std::string& key, const PayoffSetting& with) {
  const int a = attribute_of(with.model, payoff.attribute);
  if (a < 0) {
    std::vector<std::string> names;
    for (const Attribute& attribute : with.model.attributes) names.push_back(attribute.name);
    with.problems.add(payoff.per_year.mark, key + ".per_year", "an attribute", payoff.attribute,
                      nearest(payoff.attribute, names));
    return -1;
  }
  const Attribute& attribute = with.model.attributes[static_cast<std::size_t>(a)];
  const auto found = std::find(attribute.states.begin(), attribute.states.end(), payoff.state);
  if (found != attribute.states.end())
    return attribute.first_state + static_cast<int>(found - attribute.states.begin());
  with.problems.add(payoff.per_year.mark, key + ".per_year." + attribute.name, "a state of " + attribute.name,
                    payoff.state, nearest(payoff.state, attribute.states));
  return -1;
}

/// The transition's lane, or -1 after a problem.
int lane_of(const TransitionPayoffSpec& payoff, const std::string& key, const PayoffSetting& with) {
  const std::string name = payoff.attribute + '.' + payoff.transition;
  std::vector<std::string> names;
  for (std::size_t lane = 0; lane < with.model.transitions.size(); ++lane) {
    if (with.model.transitions[lane].name == name) return static_cast<int>(lane);
    names.push_back(with.model.transitions[lane].name);
  }
  with.problems.add(payoff.amount.mark, key + ".per_transition", "a transition", name, nearest(name, names));
  return -1;
}

bool same_payoff(const PayoffTerm& a, const PayoffTerm& b) { return a.place == b.place && a.thing == b.thing; }

void put_in_order(std::vector<PayoffTerm>& terms) {
  std::stable_sort(terms.begin(), terms.end(), [](const PayoffTerm& a, const PayoffTerm& b) {
    return a.place != b.place ? a.place < b.place : a.thing < b.thing;
  });
}

/// Where each payoff's terms begin, and one beyond.
std::vector<std::size_t> starts_of(const std::vector<PayoffTerm>& terms) {
  std::vector<std::size_t> starts;
  for (std::size_t i = 0; i < terms.size(); ++i) {
    if (i == 0 || !same_payoff(terms[i - 1], terms[i])) starts.push_back(i);
  }
  starts.push_back(terms.size());
  return starts;
}

/// [place + 1]: where the payoffs of a place begin.
std::vector<int> index_by_place(const std::vector<PayoffTerm>& terms, const std::vector<std::size_t>& starts,
                                std::size_t places) {
  std::vector<int> first(places + 1, 0);
  for (std::size_t p = 0; p + 1 < starts.size(); ++p) ++first[static_cast<std::size_t>(terms[starts[p]].place) + 1];
  for (std::size_t i = 1; i < first.size(); ++i) first[i] += first[i - 1];
  return first;
}

class PayoffCompiler {
 public:
  PayoffCompiler(PayoffTerms terms, Scales scales, const Payoffs& volumes, const PayoffSetting& with,
                 const Payoffs* narrower)
      : terms_(std::move(terms)), scales_(std::move(scales)), volumes_(volumes), with_(with), narrower_(narrower) {
    put_in_order(terms_.states);
    put_in_order(terms_.lanes);
    state_starts_ = starts_of(terms_.states);
    lane_starts_ = starts_of(terms_.lanes);
  }

  Payoffs run() {
    index();
    if (narrower_ != nullptr) {
      known_states_ = narrower_->state_payoffs.size();
      known_transitions_ = narrower_->transition_payoffs.size();
    }
    fill_states();
    fill_transitions();
    return std::move(payoffs_);
  }

 private:
  void index() {
    payoffs_.first_of_state =
        index_by_place(terms_.states, state_starts_, static_cast<std::size_t>(with_.model.states));
    payoffs_.first_of_lane = index_by_place(terms_.lanes, lane_starts_, with_.model.transitions.size());
    for (std::size_t p = 0; p + 1 < state_starts_.size(); ++p) {
      const PayoffTerm& term = terms_.states[state_starts_[p]];
      payoffs_.state_payoffs.push_back({term.place, term.thing});
    }
    for (std::size_t p = 0; p + 1 < lane_starts_.size(); ++p) {
      const PayoffTerm& term = terms_.lanes[lane_starts_[p]];
      payoffs_.transition_payoffs.push_back({term.place, term.thing, {}, {}});
    }
    const auto varies = [this](const PayoffTerm& term) { return this->varies(term); };
    const bool by_year = std::any_of(terms_.states.begin(), terms_.states.end(), varies) ||
                         std::any_of(terms_.lanes.begin(), terms_.lanes.end(), varies);
    payoffs_.years = by_year ? with_.model.years : 1;
    payoffs_.levels = scales_.factors.empty() ? volumes_.levels : static_cast<int>(scales_.factors.size());
  }

  bool varies(const PayoffTerm& term) const {
    if (term.figure != nullptr) {
      return varies_by_year(*term.figure) || (term.share != nullptr && varies_by_year(*term.share));
    }
    return volumes_.years > 1 ||
           std::any_of(term.worth.begin(), term.worth.end(), [&](double worth) { return worth != term.worth.front(); });
  }

  /// A figure as it is lived at an age on 1 January: see sim/README.md, "Age".
  double lived(const Quantity& quantity, int sex, int age, int year, const std::string& state) {
    return with_.figures.lived(quantity, {static_cast<Sex>(sex), age, year, 0, state}, with_.model.age_rule);
  }

  /// Calls take(sex, age, year) for all a study can meet.
  template <class Take>
  void over_rows(const Take& take) {
    const auto ages = ages_met(with_.setting);
    for (int sex = 0; sex < sexes; ++sex) {
      if (!with_.setting.sex_met[static_cast<std::size_t>(sex)]) continue;
      for (int age = ages.first == 0 ? -1 : ages.first; age <= ages.second; ++age) {
        for (int year = 0; year < payoffs_.years; ++year) take(sex, age, year);
      }
    }
  }

  std::size_t row(int sex, int age, int year, int level) const {
    return payoffs_.row(static_cast<Sex>(sex), age, year, level);
  }

  std::size_t row_of_volumes(int sex, int age, int year, int level) const {
    return volumes_.row(static_cast<Sex>(sex), age, volumes_.years == 1 ? 0 : year, level);
  }

  /// How much of a thing is paid at a cost level.
  double factor(int thing, int level) const {
    if (scales_.factors.empty()) return 1;
    return scales_.factors[static_cast<std::size_t>(level)][static_cast<std::size_t>(thing)];
  }

  double own_value(const PayoffTerm& term, int sex, int age, int year) {
    const double whole = lived(*term.figure, sex, age, year, term.state);
    return term.share == nullptr ? whole : whole * lived(*term.share, sex, age, year, term.state);
  }

  /// What a volume is worth, of a state …
  double worth_of_state(const PayoffTerm& term, int sex, int age, int year, int level) const {
    const std::size_t at = row_of_volumes(sex, age, year, level) * volumes_.state_payoffs.size();
    return volumes_.annual[at + static_cast<std::size_t>(term.volume)] * term.worth[static_cast<std::size_t>(year)];
  }

  /// … or of a transition.
  double worth_of_lane(const PayoffTerm& term, int sex, int age, int year, int level) const {
    const TransitionPayoff& volume = volumes_.transition_payoffs[static_cast<std::size_t>(term.volume)];
    return volume.amounts[row_of_volumes(sex, age, year, level)] * term.worth[static_cast<std::size_t>(year)];
  }

  /// Figures of the terms, those with a volume apart: they come after, and differ by cost level.
  double own_values(std::span<const PayoffTerm> terms, int sex, int age, int year) {
    double value = 0;
    for (const PayoffTerm& term : terms) {
      if (term.figure != nullptr) value += own_value(term, sex, age, year);
    }
    return value;
  }

  static std::span<const PayoffTerm> part(const std::vector<PayoffTerm>& terms, const std::vector<std::size_t>& starts,
                                          std::size_t p) {
    return std::span(terms).subspan(starts[p], starts[p + 1] - starts[p]);
  }

  void fill_states() {
    const std::size_t payoffs = payoffs_.state_payoffs.size();
    const std::size_t size = static_cast<std::size_t>(payoffs_.levels) * rows_by_year(payoffs_.years) * payoffs;
    if (known_states_ > 0) {
      take_over_states(narrower_->annual, size, payoffs_.annual);
      take_over_states(narrower_->quanta, size, payoffs_.quanta);
    }
    payoffs_.annual.resize(size, 0.0);
    payoffs_.quanta.resize(size, 0);
    over_rows([&](int sex, int age, int year) {
      for (std::size_t p = known_states_; p < payoffs_.state_payoffs.size(); ++p) fill_state(p, sex, age, year);
    });
  }

  /// Calls take(row, the narrower pack's row) for all.
  template <class Take>
  void over_known_rows(const Take& take) const {
    for (int level = 0; level < payoffs_.levels; ++level) {
      for (int sex = 0; sex < sexes; ++sex) {
        for (int age = -1; age <= oldest_age; ++age) {
          for (int year = 0; year < payoffs_.years; ++year) {
            const int kept = narrower_->years == 1 ? 0 : year;
            take(row(sex, age, year, level), narrower_->row(static_cast<Sex>(sex), age, kept, level));
          }
        }
      }
    }
  }

  /// Row after row what is known, and room for the rest.
  template <class Value>
  void take_over_states(const std::vector<Value>& known, std::size_t size, std::vector<Value>& values) const {
    values.reserve(size);
    over_known_rows([&](std::size_t row, std::size_t of_known) {
      const auto first = known.begin() + static_cast<std::ptrdiff_t>(of_known * known_states_);
      values.insert(values.end(), first, first + static_cast<std::ptrdiff_t>(known_states_));
      values.resize((row + 1) * payoffs_.state_payoffs.size(), Value{0});
    });
  }

  void take_over(const TransitionPayoff& known, TransitionPayoff& payoff) const {
    over_known_rows([&](std::size_t row, std::size_t of_known) {
      payoff.amounts[row] = known.amounts[of_known];
      payoff.quanta[row] = known.quanta[of_known];
    });
  }

  void fill_state(std::size_t p, int sex, int age, int year) {
    const std::span<const PayoffTerm> terms = part(terms_.states, state_starts_, p);
    const int thing = payoffs_.state_payoffs[p].outcome;
    const double own = own_values(terms, sex, age, year);
    for (int level = 0; level < payoffs_.levels; ++level) {
      double value = own;
      for (const PayoffTerm& term : terms) {
        if (term.figure == nullptr) value += worth_of_state(term, sex, age, year, level);
      }
      value *= factor(thing, level);
      const std::size_t at = row(sex, age, year, level) * payoffs_.state_payoffs.size() + p;
      payoffs_.annual[at] = value;
      payoffs_.quanta[at] = std::llround(value / scales_.quanta[static_cast<std::size_t>(thing)]);
    }
  }

  void fill_transitions() {
    for (std::size_t p = 0; p < payoffs_.transition_payoffs.size(); ++p) {
      payoffs_.transition_payoffs[p].amounts.assign(
          static_cast<std::size_t>(payoffs_.levels) * rows_by_year(payoffs_.years), 0.0);
      payoffs_.transition_payoffs[p].quanta.assign(payoffs_.transition_payoffs[p].amounts.size(), 0);
      if (p < known_transitions_) {
        take_over(narrower_->transition_payoffs[p], payoffs_.transition_payoffs[p]);
        continue;
      }
      over_rows([&](int sex, int age, int year) { fill_transition(p, sex, age, year); });
    }
  }

  void fill_transition(std::size_t p, int sex, int age, int year) {
    const std::span<const PayoffTerm> terms = part(terms_.lanes, lane_starts_, p);
    TransitionPayoff& payoff = payoffs_.transition_payoffs[p];
    const double own = own_values(terms, sex, age, year);
    for (int level = 0; level < payoffs_.levels; ++level) {
      double amount = own;
      for (const PayoffTerm& term : terms) {
        if (term.figure == nullptr) amount += worth_of_lane(term, sex, age, year, level);
      }
      amount *= factor(payoff.outcome, level);
      const std::size_t at = row(sex, age, year, level);
      payoff.amounts[at] = amount;
      payoff.quanta[at] = std::llround(amount / scales_.quanta[static_cast<std::size_t>(payoff.outcome)]);
    }
  }

  PayoffTerms terms_;
  Scales scales_;
  const Payoffs& volumes_;
  const PayoffSetting& with_;
  const Payoffs* narrower_;
  std::size_t known_states_ = 0;       ///< the first payoffs of states, which the narrower pack has too
  std::size_t known_transitions_ = 0;  ///< likewise of transitions
  std::vector<std::size_t> state_starts_{};
  std::vector<std::size_t> lane_starts_{};
  Payoffs payoffs_{};
};

}  // namespace

void add_terms(const std::vector<StatePayoffSpec>& per_year, const std::vector<TransitionPayoffSpec>& per_transition,
               const std::string& key, int thing, const Quantity* share, const PayoffSetting& with,
               PayoffTerms& terms) {
  for (const StatePayoffSpec& payoff : per_year) {
    const int state = state_of(payoff, key, with);
    if (state >= 0) terms.states.push_back({state, thing, &payoff.per_year, share, -1, {}, payoff.state});
  }
  for (const TransitionPayoffSpec& payoff : per_transition) {
    const int lane = lane_of(payoff, key, with);
    if (lane >= 0) terms.lanes.push_back({lane, thing, &payoff.amount, share, -1, {}, ""});
  }
}

Payoffs compile_payoffs(PayoffTerms terms, Scales scales, const Payoffs& volumes, const PayoffSetting& with,
                        const Payoffs* narrower) {
  return PayoffCompiler(std::move(terms), std::move(scales), volumes, with, narrower).run();
}

}  // namespace kavel
