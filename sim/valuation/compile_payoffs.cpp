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
    if (narrower_ != nullptr) check_known();
    payoffs_.of_states = filled(terms_.states, state_starts_, narrower_ == nullptr ? nullptr : &narrower_->of_states);
    payoffs_.of_transitions =
        filled(terms_.lanes, lane_starts_, narrower_ == nullptr ? nullptr : &narrower_->of_transitions);
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
      payoffs_.transition_payoffs.push_back({term.place, term.thing});
    }
    const auto varies = [this](const PayoffTerm& term) { return this->varies(term); };
    const bool by_year = std::any_of(terms_.states.begin(), terms_.states.end(), varies) ||
                         std::any_of(terms_.lanes.begin(), terms_.lanes.end(), varies);
    payoffs_.years = by_year ? with_.model.years : 1;
    payoffs_.levels = scales_.factors.empty() ? volumes_.levels : static_cast<int>(scales_.factors.size());
  }

  bool varies(const PayoffTerm& term) const {
    if (term.figure != nullptr) return own_varies(term);
    return volumes_.years > 1 ||
           std::any_of(term.worth.begin(), term.worth.end(), [&](double worth) { return worth != term.worth.front(); });
  }

  static bool own_varies(const PayoffTerm& term) {
    return term.figure != nullptr &&
           (varies_by_year(*term.figure) || (term.share != nullptr && varies_by_year(*term.share)));
  }

  /// A figure as it is lived at an age on 1 January: see sim/README.md, "Age".
  double lived(const Quantity& quantity, int sex, int age, int year, const std::string& state) {
    return with_.figures.lived(quantity, {static_cast<Sex>(sex), age, year, 0, state}, with_.model.age_rule);
  }

  /// The sexes and ages that a study can meet.
  std::vector<PayoffsOf> met() const {
    std::vector<PayoffsOf> all;
    const auto ages = ages_met(with_.setting);
    for (int sex = 0; sex < sexes; ++sex) {
      if (!with_.setting.sex_met[static_cast<std::size_t>(sex)]) continue;
      for (int age = ages.first == 0 ? -1 : ages.first; age <= ages.second; ++age)
        all.push_back({static_cast<Sex>(sex), age, 0, 0});
    }
    return all;
  }

  /// The narrower pack's payoffs come first, and pay the same things: whatever a programme pays, it pays in states and
  /// at transitions of its own.
  void check_known() const {
    const auto same = [](const auto& known, const auto& payoff) { return known.outcome == payoff.outcome; };
    const auto begins_with = [&](const auto& known, const auto& payoffs) {
      return known.size() <= payoffs.size() && std::equal(known.begin(), known.end(), payoffs.begin(), same);
    };
    expects(begins_with(narrower_->state_payoffs, payoffs_.state_payoffs) &&
                begins_with(narrower_->transition_payoffs, payoffs_.transition_payoffs) &&
                narrower_->levels == payoffs_.levels && narrower_->of_states.known()->payoffs == 0,
            "what a wider pack pays begins with what the narrower one does");
    for (std::size_t p = narrower_->state_payoffs.size(); p < payoffs_.state_payoffs.size(); ++p) {
      expects(payoffs_.state_payoffs[p].state >= static_cast<int>(narrower_->first_of_state.size()) - 1,
              "a wider pack pays nothing more in states of the narrower one");
    }
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

  /// What a volume is worth, of a state or of a transition.
  double worth(const PayoffTerm& term, const PayoffsOf& of) const {
    const PayoffTable& table = term.of_transition ? volumes_.of_transitions : volumes_.of_states;
    return table.amounts(of)[static_cast<std::size_t>(term.volume)] *
           term.worth[static_cast<std::size_t>(of.year_index)];
  }

  /// Figures of the terms, those with a volume apart: they come after, and differ by cost level.
  double own_values(std::span<const PayoffTerm> terms, int sex, int age, int year) {
    double value = 0;
    for (const PayoffTerm& term : terms) {
      if (term.figure != nullptr) value += own_value(term, sex, age, year);
    }
    return value;
  }

  /// The terms of one payoff.
  struct Part {
    std::span<const PayoffTerm> terms{};
    bool varies = false;  ///< do figures of its own differ between years?
  };
  using Parts = std::vector<Part>;

  static Part part(const std::vector<PayoffTerm>& terms, const std::vector<std::size_t>& starts, std::size_t p) {
    const auto of = std::span(terms).subspan(starts[p], starts[p + 1] - starts[p]);
    return {of, std::any_of(of.begin(), of.end(), own_varies)};
  }

  /// The figures of payoffs, those known from the narrower pack as they stand there.
  PayoffTable filled(const std::vector<PayoffTerm>& terms, const std::vector<std::size_t>& starts,
                     const PayoffTable* narrower) {
    PayoffFigures own;
    const std::size_t known = narrower == nullptr ? 0 : narrower->own()->payoffs;
    own.payoffs = starts.size() - 1 - known;
    own.years = payoffs_.years;
    own.amounts.assign(static_cast<std::size_t>(payoffs_.levels) * rows_by_year(own.years) * own.payoffs, 0.0);
    own.quanta.assign(own.amounts.size(), 0);
    Parts parts;
    for (std::size_t p = 0; p < own.payoffs; ++p) parts.push_back(part(terms, starts, known + p));
    const std::vector<PayoffsOf> all = met();
    for (const PayoffsOf& of : all) look_up(parts, of, own);
    with_.each(all.size(), [&](std::size_t i) { fill(parts, all[i], own); });
    return {narrower == nullptr ? nullptr : narrower->own(), std::make_shared<const PayoffFigures>(std::move(own))};
  }

  /// What the payoffs' own figures say of an age, year by year: they stand at the first cost level until fill().
  void look_up(const Parts& parts, PayoffsOf of, PayoffFigures& figures) {
    const std::size_t first = figures.first(of);
    for (; of.year_index < payoffs_.years; ++of.year_index) {
      const std::size_t row = figures.first(of);
      for (std::size_t p = 0; p < parts.size(); ++p) {
        figures.amounts[row + p] = of.year_index == 0 || parts[p].varies
                                       ? own_values(parts[p].terms, static_cast<int>(of.sex), of.age, of.year_index)
                                       : figures.amounts[first + p];
      }
    }
  }

  /// The payoffs of an age in all years, at every cost level.
  void fill(const Parts& parts, PayoffsOf of, PayoffFigures& figures) const {
    for (; of.year_index < payoffs_.years; ++of.year_index) {
      of.level = 0;
      const std::size_t row = figures.first(of);
      for (std::size_t p = 0; p < parts.size(); ++p)
        fill_levels(parts[p].terms, figures.amounts[row + p], of, p, figures);
    }
  }

  void fill_levels(std::span<const PayoffTerm> terms, double own, PayoffsOf of, std::size_t position,
                   PayoffFigures& figures) const {
    const int thing = terms.front().thing;
    for (; of.level < payoffs_.levels; ++of.level) {
      double value = own;
      for (const PayoffTerm& term : terms) {
        if (term.figure == nullptr) value += worth(term, of);
      }
      value *= factor(thing, of.level);
      const std::size_t at = figures.first(of) + position;
      figures.amounts[at] = value;
      figures.quanta[at] = std::llround(value / scales_.quanta[static_cast<std::size_t>(thing)]);
    }
  }

  PayoffTerms terms_;
  Scales scales_;
  const Payoffs& volumes_;
  const PayoffSetting& with_;
  const Payoffs* narrower_;
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
    if (state >= 0) terms.states.push_back({state, thing, &payoff.per_year, share, false, -1, {}, payoff.state});
  }
  for (const TransitionPayoffSpec& payoff : per_transition) {
    const int lane = lane_of(payoff, key, with);
    if (lane >= 0) terms.lanes.push_back({lane, thing, &payoff.amount, share, true, -1, {}, ""});
  }
}

Payoffs compile_payoffs(PayoffTerms terms, Scales scales, const Payoffs& volumes, const PayoffSetting& with,
                        const Payoffs* narrower) {
  return PayoffCompiler(std::move(terms), std::move(scales), volumes, with, narrower).run();
}

}  // namespace kavel
