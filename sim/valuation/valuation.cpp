#include "valuation/valuation.hpp"

#include <algorithm>
#include <cmath>

#include "random/math.hpp"
#include "model/figures.hpp"
#include "valuation/compile_wellbeing.hpp"

namespace kavel {

namespace {

double quantum_of(OutcomeKind kind) { return kind == OutcomeKind::cost ? 1e-3 : 1e-6; }

/// Weights at the counting points 0 … points: each counts as one cycle.
std::vector<double> counting_weights(const OutcomeSpec& spec, std::size_t points) {
  std::vector<double> weights(points + 1, 1.0);
  if (spec.counting == Counting::start) weights.back() = 0;
  if (spec.counting == Counting::end) weights.front() = 0;
  if (spec.counting == Counting::half_cycle) weights.front() = weights.back() = 0.5;
  if (spec.counting == Counting::weights) weights = spec.weights;
  return weights;
}

/// (1 + discount)^-t at t = 0, 1/per_year, …: whole years by repeated multiplication, parts of a year by a power.
std::vector<double> discounts(double rate, int per_year, std::size_t points);

class ValuationCompiler {
 public:
  ValuationCompiler(const Pack& pack, const Setting& setting, const Model& model, Problems& problems)
      : pack_(pack), setting_(setting), model_(model), problems_(problems), figures_(setting.start, problems) {}

  Valuation run() {
    for (const OutcomeSpec& spec : pack_.outcomes) add_outcome(spec);
    collect();
    index();
    fill_states();
    fill_transitions();
    check_size();
    return std::move(valuation_);
  }

 private:
  struct WrittenState {
    int state, outcome;
    const Quantity* quantity;
  };
  struct WrittenTransition {
    int lane, outcome;
    const Quantity* quantity;
  };

  void add_outcome(const OutcomeSpec& spec) {
    Outcome outcome{spec.name, spec.kind, spec.unit, quantum_of(spec.kind), {}};
    const int per_year = std::max(1, pack_.cycles_per_year);
    const auto points = static_cast<std::size_t>(model_.years * per_year);
    outcome.weight = discounts(spec.discount, per_year, points);
    if (pack_.cycles_per_year > 0) {
      const std::vector<double> weights = counting_weights(spec, points);
      if (weights.size() == points + 1) {
        for (std::size_t point = 0; point <= points; ++point) outcome.weight[point] *= weights[point];
      } else {
        problems_.add(spec.mark, spec.key + ".counting.weights", std::to_string(points + 1) + " weights, one per point",
                      std::to_string(weights.size()));
      }
    }
    valuation_.outcomes.push_back(std::move(outcome));
  }

  int attribute_of(const std::string& name) const {
    for (std::size_t a = 0; a < model_.attributes.size(); ++a) {
      if (model_.attributes[a].name == name) return static_cast<int>(a);
    }
    return -1;
  }

  void collect() {
    for (std::size_t o = 0; o < pack_.outcomes.size(); ++o) {
      const OutcomeSpec& spec = pack_.outcomes[o];
      for (const StatePayoffSpec& payoff : spec.per_year) collect_state(spec, payoff, static_cast<int>(o));
      for (const TransitionPayoffSpec& payoff : spec.per_transition) collect_lane(spec, payoff, static_cast<int>(o));
    }
    std::stable_sort(states_.begin(), states_.end(), [](const WrittenState& a, const WrittenState& b) {
      return a.state != b.state ? a.state < b.state : a.outcome < b.outcome;
    });
    std::stable_sort(lanes_.begin(), lanes_.end(), [](const WrittenTransition& a, const WrittenTransition& b) {
      return a.lane != b.lane ? a.lane < b.lane : a.outcome < b.outcome;
    });
  }

  void collect_state(const OutcomeSpec& spec, const StatePayoffSpec& payoff, int outcome) {
    const int a = attribute_of(payoff.attribute);
    if (a < 0) {
      std::vector<std::string> names;
      for (const Attribute& attribute : model_.attributes) names.push_back(attribute.name);
      problems_.add(payoff.per_year.mark, spec.key + ".per_year", "an attribute", payoff.attribute,
                    nearest(payoff.attribute, names));
      return;
    }
    const Attribute& attribute = model_.attributes[static_cast<std::size_t>(a)];
    const auto found = std::find(attribute.states.begin(), attribute.states.end(), payoff.state);
    if (found == attribute.states.end()) {
      problems_.add(payoff.per_year.mark, spec.key + ".per_year." + attribute.name, "a state of " + attribute.name,
                    payoff.state, nearest(payoff.state, attribute.states));
      return;
    }
    states_.push_back(
        {attribute.first_state + static_cast<int>(found - attribute.states.begin()), outcome, &payoff.per_year});
  }

  void collect_lane(const OutcomeSpec& spec, const TransitionPayoffSpec& payoff, int outcome) {
    const std::string name = payoff.attribute + '.' + payoff.transition;
    std::vector<std::string> names;
    for (std::size_t lane = 0; lane < model_.transitions.size(); ++lane) {
      if (model_.transitions[lane].name == name) {
        lanes_.push_back({static_cast<int>(lane), outcome, &payoff.amount});
        return;
      }
      names.push_back(model_.transitions[lane].name);
    }
    problems_.add(payoff.amount.mark, spec.key + ".per_transition", "a transition", name, nearest(name, names));
  }

  void index() {
    for (const WrittenState& written : states_) {
      valuation_.state_payoffs.push_back({written.state, written.outcome});
    }
    for (const WrittenTransition& written : lanes_) {
      valuation_.transition_payoffs.push_back({written.lane, written.outcome, {}});
    }
    valuation_.first_of_state.assign(static_cast<std::size_t>(model_.states) + 1, 0);
    valuation_.first_of_lane.assign(model_.transitions.size() + 1, 0);
    for (const WrittenState& written : states_)
      ++valuation_.first_of_state[static_cast<std::size_t>(written.state) + 1];
    for (const WrittenTransition& written : lanes_)
      ++valuation_.first_of_lane[static_cast<std::size_t>(written.lane) + 1];
    for (std::size_t i = 1; i < valuation_.first_of_state.size(); ++i) {
      valuation_.first_of_state[i] += valuation_.first_of_state[i - 1];
    }
    for (std::size_t i = 1; i < valuation_.first_of_lane.size(); ++i) {
      valuation_.first_of_lane[i] += valuation_.first_of_lane[i - 1];
    }
    const auto varies = [](const auto& written) { return varies_by_year(*written.quantity); };
    const bool by_year =
        std::any_of(states_.begin(), states_.end(), varies) || std::any_of(lanes_.begin(), lanes_.end(), varies);
    valuation_.years = by_year ? model_.years : 1;
  }

  /// A figure as it is lived at an age on 1 January: see sim/README.md, "Age".
  double lived(const Quantity& quantity, int sex, int age, int year) {
    return figures_.lived(quantity, {static_cast<Sex>(sex), age, year, 0, ""}, model_.age_rule);
  }

  /// Calls take(sex, age, year, row) for all a study can meet.
  template <class Take>
  void over_rows(const Take& take) {
    const auto ages = ages_met(setting_);
    for (int sex = 0; sex < sexes; ++sex) {
      if (!setting_.sex_met[static_cast<std::size_t>(sex)]) continue;
      for (int age = ages.first == 0 ? -1 : ages.first; age <= ages.second; ++age) {
        for (int year = 0; year < valuation_.years; ++year) {
          take(sex, age, year, valuation_.row(static_cast<Sex>(sex), age, year));
        }
      }
    }
  }

  void fill_states() {
    const std::size_t payoffs = states_.size();
    valuation_.annual.assign(rows_by_year(valuation_.years) * payoffs, 0.0);
    valuation_.quanta.assign(valuation_.annual.size(), 0);
    over_rows([&](int sex, int age, int year, std::size_t row) {
      for (std::size_t p = 0; p < payoffs; ++p) {
        const double value = lived(*states_[p].quantity, sex, age, year);
        const double quantum = valuation_.outcomes[static_cast<std::size_t>(states_[p].outcome)].quantum;
        valuation_.annual[row * payoffs + p] = value;
        valuation_.quanta[row * payoffs + p] = std::llround(value / quantum);
      }
    });
  }

  void fill_transitions() {
    for (std::size_t p = 0; p < lanes_.size(); ++p) {
      std::vector<double>& amounts = valuation_.transition_payoffs[p].amounts;
      amounts.assign(rows_by_year(valuation_.years), 0.0);
      over_rows([&](int sex, int age, int year, std::size_t row) {
        amounts[row] = lived(*lanes_[p].quantity, sex, age, year);
      });
    }
  }

  /// A life's total must fit in 62 bits (a lineage's is kept in 128).
  void check_size() {
    for (const OutcomeSpec& spec : pack_.outcomes) {
      const double most = 4.6e18 / ticks_per_year / std::max(1, model_.years) * quantum_of(spec.kind);
      const auto check = [&](const Quantity& quantity, const char* where) {
        if (quantity.table && quantity.table->by_year_in_state) {
          problems_.add(quantity.mark, spec.key + where, "payoffs that do not vary by year in state", "such a table");
        }
        if (greatest(quantity) <= most) return;
        problems_.add(quantity.mark, spec.key + where,
                      "amounts below " + std::to_string(static_cast<std::int64_t>(most)),
                      "a larger one: choose a larger unit");
      };
      for (const StatePayoffSpec& payoff : spec.per_year) check(payoff.per_year, ".per_year");
      for (const TransitionPayoffSpec& payoff : spec.per_transition) check(payoff.amount, ".per_transition");
    }
  }

  static double greatest(const Quantity& quantity) {
    double largest = std::fabs(quantity.value);
    if (quantity.table) {
      for (const TableRow& row : quantity.table->rows) {
        largest = std::max(largest, std::fabs(row.values[static_cast<std::size_t>(quantity.column)]));
      }
    }
    return largest * std::fabs(quantity.times);
  }

  const Pack& pack_;
  const Setting& setting_;
  const Model& model_;
  Problems& problems_;
  Figures figures_;
  Valuation valuation_{};
  std::vector<WrittenState> states_{};
  std::vector<WrittenTransition> lanes_{};
};

std::vector<double> discounts(double rate, int per_year, std::size_t points) {
  std::vector<double> factors(points + 1);
  const double yearly = 1 / (1 + rate);
  double whole = 1;
  for (std::size_t point = 0; point <= points; ++point) {
    const auto part = static_cast<int>(point % static_cast<std::size_t>(per_year));
    if (part == 0 && point > 0) whole *= yearly;
    factors[point] = part == 0 ? whole : whole * portable_pow(yearly, static_cast<double>(part) / per_year);
  }
  return factors;
}

}  // namespace

Valuation compile_valuation(const Pack& pack, const Setting& setting, const Model& model, Problems& problems) {
  Valuation valuation = ValuationCompiler(pack, setting, model, problems).run();
  valuation.wellbeing = compile_wellbeing(pack, setting, model, problems);
  return valuation;
}

}  // namespace kavel
