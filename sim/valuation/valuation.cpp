#include "valuation/valuation.hpp"

#include <algorithm>
#include <cmath>

#include "random/math.hpp"
#include "valuation/compile_care_shifts.hpp"
#include "valuation/compile_deductible.hpp"
#include "valuation/compile_fixed_costs.hpp"
#include "valuation/compile_payoffs.hpp"
#include "valuation/compile_spread.hpp"
#include "valuation/compile_wellbeing.hpp"
#include "valuation/cost_levels.hpp"

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

/// The largest figure, in size.
double greatest(const Quantity& quantity) {
  double largest = std::fabs(quantity.value);
  if (quantity.table) {
    for (const TableRow& row : quantity.table->rows) {
      largest = std::max(largest, std::fabs(row.values[static_cast<std::size_t>(quantity.column)]));
    }
  }
  return largest * std::fabs(quantity.times);
}

class ValuationCompiler {
 public:
  ValuationCompiler(const Pack& pack, const Setting& setting, const Model& model, const Valuation* narrower,
                    Problems& problems, const Each& each)
      : pack_(pack),
        setting_(setting),
        model_(model),
        narrower_(narrower),
        problems_(problems),
        figures_(setting.start, problems),
        with_{setting, model, figures_, problems, each} {}

  Valuation run() {
    valuation_.care = compile_care(pack_, setting_, figures_, problems_);
    levels_ = cost_levels(pack_, setting_, problems_);
    valuation_.level_of_area = levels_.of_area;
    compile_volumes();
    for (const OutcomeSpec& spec : pack_.outcomes) add_outcome(spec);
    compile_outcomes();
    check_sizes();
    return std::move(valuation_);
  }

 private:
  void compile_volumes() {
    PayoffTerms terms;
    std::vector<double> quanta;
    for (std::size_t a = 0; a < pack_.activities.size(); ++a) {
      const ActivitySpec& spec = pack_.activities[a];
      const Quantity* share = spec.marginal_share ? &*spec.marginal_share : nullptr;
      add_terms(spec.per_year, spec.per_transition, spec.key, static_cast<int>(a), share, with_, terms);
      if (spec.residual) add_residual(*spec.residual, static_cast<int>(a), terms);
      quanta.push_back(valuation_.care.activities[a].quantum);
    }
    valuation_.volumes = compile_payoffs(std::move(terms), {std::move(quanta), levels_.factors}, {}, with_,
                                         narrower_ == nullptr ? nullptr : &narrower_->volumes);
  }

  /// Every inhabitant is in one of the states of an attribute that do not leave: the residual is theirs. The attribute
  /// with the fewest of them serves.
  void add_residual(const Quantity& residual, int activity, PayoffTerms& terms) const {
    std::vector<std::pair<int, std::string>> fewest;
    for (const Attribute& attribute : model_.attributes) {
      if (is_of_programme(attribute.name)) continue;  // an arm's residual stands where that of usual care does
      std::vector<std::pair<int, std::string>> staying;
      for (std::size_t state = 0; state < attribute.states.size(); ++state) {
        if (leaves(attribute.name, attribute.states[state])) continue;
        staying.emplace_back(attribute.first_state + static_cast<int>(state), attribute.states[state]);
      }
      if (fewest.empty() || staying.size() < fewest.size()) fewest = std::move(staying);
    }
    for (const auto& [state, name] : fewest)
      terms.states.push_back({state, activity, &residual, nullptr, false, -1, {}, name});
  }

  bool is_of_programme(const std::string& attribute) const {
    return std::any_of(pack_.attributes.begin(), pack_.attributes.end(),
                       [&](const AttributeSpec& spec) { return spec.name == attribute && spec.of_programme; });
  }

  bool leaves(const std::string& attribute, const std::string& state) const {
    for (const AttributeSpec& spec : pack_.attributes) {
      if (spec.name != attribute) continue;
      return std::any_of(spec.leaves.begin(), spec.leaves.end(),
                         [&](const auto& leaving) { return leaving.first == state; });
    }
    return false;
  }

  void add_outcome(const OutcomeSpec& spec) {
    Outcome outcome{spec.name, spec.kind, spec.unit, quantum_of(spec.kind), {}};
    const int per_year = std::max(1, pack_.cycles_per_year);
    const auto points = static_cast<std::size_t>(model_.years) * static_cast<std::size_t>(per_year);
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

  void compile_outcomes() {
    PayoffTerms terms;
    std::vector<double> quanta;
    for (std::size_t o = 0; o < pack_.outcomes.size(); ++o) {
      const OutcomeSpec& spec = pack_.outcomes[o];
      add_terms(spec.per_year, spec.per_transition, spec.key, static_cast<int>(o), nullptr, with_, terms);
      for (const std::string& name : spec.activities) add_cost_of(name, spec, static_cast<int>(o), terms);
      quanta.push_back(valuation_.outcomes[o].quantum);
    }
    static_cast<Payoffs&>(valuation_) =
        compile_payoffs(std::move(terms), {std::move(quanta), {}}, valuation_.volumes, with_, narrower_);
  }

  /// What an activity costs, in prices of the outcome's year, with its growth beyond demography.
  void add_cost_of(const std::string& name, const OutcomeSpec& spec, int outcome, PayoffTerms& terms) {
    const std::vector<Activity>& activities = valuation_.care.activities;
    const auto found =
        std::find_if(activities.begin(), activities.end(), [&](const auto& a) { return a.name == name; });
    if (found == activities.end()) {
      std::vector<std::string> names;
      for (const Activity& activity : activities) names.push_back(activity.name);
      problems_.add(spec.mark, spec.key + ".activities", "an activity of the pack", name, nearest(name, names));
      return;
    }
    if (found->sector < 0) return;  // told already
    const SectorSpec& sector = pack_.sectors[static_cast<std::size_t>(found->sector)];
    const int price_year = spec.price_year == 0 ? setting_.start : spec.price_year;
    const double level = price_level(sector, setting_.start, price_year, setting_, figures_);
    std::vector<double> worth;
    for (std::size_t year = 0; year < found->growth.size(); ++year)
      worth.push_back(found->real_price[year] * level * found->growth[year]);
    const int activity = static_cast<int>(found - activities.begin());
    valuation_.worths.push_back({activity, outcome, worth});
    const Payoffs& volumes = valuation_.volumes;
    for (std::size_t p = 0; p < volumes.state_payoffs.size(); ++p) {
      const StatePayoff& volume = volumes.state_payoffs[p];
      if (volume.outcome != activity) continue;
      terms.states.push_back({volume.state, outcome, nullptr, nullptr, false, static_cast<int>(p), worth, ""});
    }
    for (std::size_t p = 0; p < volumes.transition_payoffs.size(); ++p) {
      const TransitionPayoff& volume = volumes.transition_payoffs[p];
      if (volume.outcome != activity) continue;
      terms.lanes.push_back({volume.lane, outcome, nullptr, nullptr, true, static_cast<int>(p), worth, ""});
    }
  }

  /// A life's total must fit in 62 bits (a lineage's is kept in 128).
  void check_sizes() {
    for (const OutcomeSpec& spec : pack_.outcomes) {
      check_size(spec.per_year, spec.per_transition, spec.key, quantum_of(spec.kind));
    }
    for (std::size_t a = 0; a < pack_.activities.size(); ++a) {
      const ActivitySpec& spec = pack_.activities[a];
      const double quantum = valuation_.care.activities[a].quantum / levels_.greatest();
      check_size(spec.per_year, spec.per_transition, spec.key, quantum);
      if (spec.residual) check_size(*spec.residual, spec.key + ".residual", most(quantum));
    }
  }

  double most(double quantum) const { return 4.6e18 / ticks_per_year / std::max(1, model_.years) * quantum; }

  void check_size(const std::vector<StatePayoffSpec>& per_year, const std::vector<TransitionPayoffSpec>& per_transition,
                  const std::string& key, double quantum) {
    for (const StatePayoffSpec& payoff : per_year) check_size(payoff.per_year, key + ".per_year", most(quantum));
    for (const TransitionPayoffSpec& payoff : per_transition) {
      check_size(payoff.amount, key + ".per_transition", most(quantum));
    }
  }

  void check_size(const Quantity& quantity, const std::string& key, double most) {
    if (quantity.table && quantity.table->by_year_in_state) {
      problems_.add(quantity.mark, key, "payoffs that do not vary by year in state", "such a table");
    }
    if (greatest(quantity) <= most) return;
    problems_.add(quantity.mark, key, "amounts below " + std::to_string(static_cast<std::int64_t>(most)),
                  "a larger one: choose a larger unit");
  }

  const Pack& pack_;
  const Setting& setting_;
  const Model& model_;
  const Valuation* narrower_;
  Problems& problems_;
  Figures figures_;
  PayoffSetting with_;
  CostLevels levels_{};
  Valuation valuation_{};
};

}  // namespace

Valuation compile_valuation(const Pack& pack, const Setting& setting, const Model& model, Problems& problems,
                            const Valuation* narrower, const Each& each) {
  Valuation valuation = ValuationCompiler(pack, setting, model, narrower, problems, each).run();
  valuation.wellbeing =
      compile_wellbeing(pack, setting, model, problems, narrower == nullptr ? nullptr : &narrower->wellbeing);
  valuation.spreads = narrower == nullptr ? compile_spreads(pack, setting, problems) : narrower->spreads;
  valuation.deductibles = compile_deductibles(pack, setting, model, valuation.care, valuation.volumes, problems,
                                              narrower == nullptr ? nullptr : &narrower->deductibles, each);
  compile_care_shifts(pack, model, valuation, problems);
  valuation.fixed_costs = compile_fixed_costs(pack, setting, valuation, problems);
  return valuation;
}

}  // namespace kavel
