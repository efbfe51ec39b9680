#include <algorithm>
#include <cmath>
#include <set>

#include "random/math.hpp"
#include "model/compile_parts.hpp"

namespace kavel {

namespace {

constexpr double sojourn_unit = 8388608.0;  ///< clock units a year of sojourn, 2^23
constexpr double greatest_hazard = 1e15;    ///< 1/year; a clock fires within a tick from 3e8 on

/// Hazards (1/year) out of one state of one attribute, lane by lane, in these circumstances.
class HazardsOut {
 public:
  HazardsOut(Compilation& c, std::vector<int> lanes) : c_(c), lanes_(std::move(lanes)) {}

  /// At one row of the tables. For a cohort of exact age, a table by age reached gives the mean of that row and the
  /// next.
  std::vector<double> at(Sex sex, int age, int year_index, int year_in_state) {
    const Circumstances where{sex, age, year_index, year_in_state, ""};
    std::vector<double> hazards(lanes_.size(), 0.0);
    double sum = 0;
    double greatest = 0;
    for (std::size_t i = 0; i < lanes_.size(); ++i) {
      const TransitionSpec& spec = *c_.specs[static_cast<std::size_t>(lanes_[i])];
      if (spec.only && *spec.only != sex) continue;
      hazards[i] = figure(spec, where);
      if (spec.kind == TransitionKind::rate) {
        hazards[i] = -portable_expm1(-hazards[i] / c_.pack.cycles_per_year);
      }
      if (spec.kind != TransitionKind::hazard) {
        sum += hazards[i];
        greatest = std::max(greatest, hazards[i]);
      }
    }
    if (sum > 0) share_out(hazards, sum, greatest, where);
    return hazards;
  }

 private:
  double figure(const TransitionSpec& spec, const Circumstances& where) {
    const Domain domain = spec.kind == TransitionKind::probability ? Domain::probability : Domain::not_negative;
    if (c_.setting.age_rule == AgeRule::exact) return c_.figures.lived(spec.figure, where, AgeRule::exact, domain);
    return c_.figures.at(spec.figure, where, domain);
  }

  /// Probabilities p_j within a cycle c become -ln(1 - Σp)·p_j/Σp / c; Σp = 1 is decided by the smallest R/p_j.
  void share_out(std::vector<double>& hazards, double sum, double greatest, const Circumstances& where) {
    if (sum > 1 + 1e-9) {
      if (!told_) tell(sum, where);
      told_ = true;
      return;
    }
    const double cycles = c_.pack.cycles_per_year;
    const double per_probability = sum > 1 - 1e-9 ? 24 * cycles / greatest : -portable_log1p(-sum) * cycles / sum;
    for (std::size_t i = 0; i < lanes_.size(); ++i) {
      if (c_.specs[static_cast<std::size_t>(lanes_[i])]->kind != TransitionKind::hazard) hazards[i] *= per_probability;
    }
  }

  void tell(double sum, const Circumstances& where) {
    const TransitionSpec& spec = *c_.specs[static_cast<std::size_t>(lanes_.front())];
    c_.problems.add(
        spec.mark, spec.key,
        "probabilities out of " + spec.from + " that add up to at most 1 (all transitions from it together)",
        std::to_string(sum) + " (" + std::string(sex_names[static_cast<std::size_t>(where.sex)]) + ", age " +
            std::to_string(where.age) + ", year " + std::to_string(c_.setting.start + where.year_index) + ")");
  }

  Compilation& c_;
  std::vector<int> lanes_;
  bool told_ = false;
};

class BaseCompiler {
 public:
  explicit BaseCompiler(Compilation& c) : c_(c), model_(c.model) {}

  void run() {
    model_.base_varies_by_year = c_.narrower != nullptr && c_.narrower->model->base_varies_by_year;
    for (std::size_t lane = 0; lane < c_.specs.size(); ++lane) {
      if (c_.is_known(lane)) continue;
      const bool ratio_varies = c_.age_ratio[lane].size() > rows_by_sex_age;
      model_.base_varies_by_year = model_.base_varies_by_year || ratio_varies || varies_by_year(c_.specs[lane]->figure);
      check_age_reached(*c_.specs[lane]);
    }
    years_ = model_.base_varies_by_year ? model_.years : 1;
    model_.base.assign(rows_by_year(years_) * static_cast<std::size_t>(model_.lanes), 0.0F);
    if (c_.narrower != nullptr) take_over(*c_.narrower->model);
    for (const Attribute& attribute : model_.attributes) {
      for (std::size_t state = 0; state < attribute.states.size(); ++state) {
        out_of(attribute, static_cast<int>(state));
      }
    }
  }

 private:
  void check_age_reached(const TransitionSpec& spec) {
    if (c_.pack.cycles_per_year == 0 || !spec.figure.table || !spec.figure.table->age_reached) return;
    c_.problems.add(spec.figure.mark, spec.key, "a table by age in a model with a cycle", "one by age_reached");
  }

  void take_over(const Model& known) {
    for (int sex = 0; sex < sexes; ++sex) {
      for (int age = -1; age <= oldest_age; ++age) {
        for (int year = 0; year < years_; ++year) {
          const float* const row = known.base_row(static_cast<Sex>(sex), age, year);
          for (std::size_t lane = 0; lane < c_.known_lane.size(); ++lane) {
            if (c_.is_known(lane)) cell(sex, age, year, static_cast<int>(lane)) = row[c_.known_lane[lane]];
          }
        }
      }
    }
    for (std::size_t lane = 0; lane < c_.known_lane.size(); ++lane) {
      const int table = model_.transitions[lane].by_time_in_state;
      if (!c_.is_known(lane) || table < 0) continue;
      const Transition& same = known.transitions[static_cast<std::size_t>(c_.known_lane[lane])];
      TimeInState& taken = model_.time_in_state[static_cast<std::size_t>(table)];
      taken = known.time_in_state[static_cast<std::size_t>(same.by_time_in_state)];
      taken.lane = static_cast<int>(lane);
    }
  }

  /// What is added to a pack competes with nothing that is known.
  void out_of(const Attribute& attribute, int state) {
    std::vector<int> fixed;
    std::vector<int> stepped;
    for (const int lane : attribute.lanes) {
      const Transition& transition = model_.transitions[static_cast<std::size_t>(lane)];
      if (transition.from != state || transition.kind == ClockKind::duration) continue;
      if (c_.is_known(static_cast<std::size_t>(lane))) continue;
      if (transition.kind != ClockKind::exponential) {
        fill(lane, sojourn_unit);
      } else if (transition.by_time_in_state >= 0) {
        fill(lane, clock_unit);
        stepped.push_back(lane);
      } else {
        fixed.push_back(lane);
      }
    }
    // Transitions behind different gates do not compete for one cycle's probability.
    for (const std::vector<int>& together : by_gates(fixed)) fill_hazards(together);
    for (const std::vector<int>& together : by_gates(stepped)) fill_stepped(together);
  }

  std::vector<std::vector<int>> by_gates(const std::vector<int>& lanes) const {
    std::vector<std::vector<int>> sets;
    std::vector<std::string> keys;
    for (const int lane : lanes) {
      std::string key;
      for (const GateSpec& gate : c_.specs[static_cast<std::size_t>(lane)]->gates) {
        key += gate.attribute + '=';
        for (const std::string& state : gate.states) key += state + '|';
        key += ';';
      }
      const auto found = std::find(keys.begin(), keys.end(), key);
      if (found == keys.end()) {
        keys.push_back(key);
        sets.push_back({lane});
      } else {
        sets[static_cast<std::size_t>(found - keys.begin())].push_back(lane);
      }
    }
    return sets;
  }

  float& cell(int sex, int age, int year, int lane) {
    return model_.base[sex_age_year(static_cast<Sex>(sex), age, year, years_) * static_cast<std::size_t>(model_.lanes) +
                       static_cast<std::size_t>(lane)];
  }

  void fill(int lane, double units) {
    const TransitionSpec& spec = *c_.specs[static_cast<std::size_t>(lane)];
    for (int sex = 0; sex < sexes; ++sex) {
      if (spec.only && *spec.only != static_cast<Sex>(sex)) continue;
      for (int age = -1; age <= oldest_age; ++age) {
        for (int year = 0; year < years_; ++year) {
          const double value = units == sojourn_unit ? adjusted(lane, sex, age, year, units) : units;
          cell(sex, age, year, lane) = static_cast<float>(value);
        }
      }
    }
  }

  /// The hazards of a row that is lived in a year: see sim/README.md, "Age". `hazards` holds one vector per age.
  double lived(const std::vector<std::vector<double>>& hazards, int lane, int age, std::size_t i) const {
    const double here = hazards[static_cast<std::size_t>(row_age(age))][i];
    if (model_.age_rule == AgeRule::exact) return here;
    const double next = hazards[static_cast<std::size_t>(row_age(age + 1))][i];
    const auto& table = c_.specs[static_cast<std::size_t>(lane)]->figure.table;
    if (table && table->age_reached) return next;
    return age < 0 ? here : (here + next) / 2;
  }

  double adjusted(int lane, int sex, int age, int year, double hazard) {
    const std::size_t where = sex_age(sex, age);
    const std::vector<double>& by_age = c_.age_ratio[static_cast<std::size_t>(lane)];
    const std::vector<double>& mean = c_.mean_ratio[static_cast<std::size_t>(lane)];
    if (by_age.size() > rows_by_sex_age) {
      hazard *= by_age[static_cast<std::size_t>(year) * rows_by_sex_age + where];
    } else if (!by_age.empty()) {
      hazard *= by_age[where];
    }
    if (!mean.empty()) hazard /= mean[where];
    if (hazard > greatest_hazard) {
      tell_too_large(lane);
      return 0;
    }
    return hazard;
  }

  void tell_too_large(int lane) {
    if (!told_too_large_.insert(lane).second) return;
    const TransitionSpec& spec = *c_.specs[static_cast<std::size_t>(lane)];
    c_.problems.add(spec.mark, spec.key, "a hazard of at most 1e15 a year", "a larger one");
  }

  /// Calls `take(sex, age, year, j-th hazards by age)` for all that can be met.
  template <class Take>
  void over_years(const std::vector<int>& lanes, int year_in_state, int years, const Take& take) {
    HazardsOut out(c_, lanes);
    const auto [first, last] = ages_met(c_.setting);
    std::vector<std::vector<double>> hazards(oldest_age + 1, std::vector<double>(lanes.size(), 0.0));
    const bool ageless = std::none_of(lanes.begin(), lanes.end(), [&](int lane) {
      const auto& table = c_.specs[static_cast<std::size_t>(lane)]->figure.table;
      return table && table->by_age;
    });
    const bool yearly = std::any_of(lanes.begin(), lanes.end(), [&](int lane) {
      return varies_by_year(c_.specs[static_cast<std::size_t>(lane)]->figure);
    });
    for (int sex = 0; sex < sexes; ++sex) {
      if (!c_.setting.sex_met[static_cast<std::size_t>(sex)]) continue;
      for (int year = 0; year < years; ++year) {
        for (int age = first; age <= last && (year == 0 || yearly); ++age) {
          hazards[static_cast<std::size_t>(age)] = ageless && age > first
                                                       ? hazards[static_cast<std::size_t>(first)]
                                                       : out.at(static_cast<Sex>(sex), age, year, year_in_state);
        }
        for (int age = first == 0 ? -1 : first; age <= last; ++age) take(sex, age, year, hazards);
      }
    }
  }

  void fill_hazards(const std::vector<int>& lanes) {
    over_years(lanes, 0, years_, [&](int sex, int age, int year, const std::vector<std::vector<double>>& hazards) {
      for (std::size_t i = 0; i < lanes.size(); ++i) {
        const double hazard = adjusted(lanes[i], sex, age, year, lived(hazards, lanes[i], age, i));
        cell(sex, age, year, lanes[i]) = static_cast<float>(hazard * clock_unit);
      }
    });
  }

  int steps_of(const std::vector<int>& lanes) const {
    int steps = 1;
    for (const int lane : lanes) {
      const auto& table = c_.specs[static_cast<std::size_t>(lane)]->figure.table;
      if (!table) continue;
      for (const TableRow& row : table->rows) {
        if (!row.keys.year_in_state) continue;
        steps = std::max(steps, row.keys.year_in_state->from + 1);
        if (row.keys.year_in_state->to != Range::open) steps = std::max(steps, row.keys.year_in_state->to + 1);
      }
    }
    return std::min(steps, model_.years + years_spent_before(lanes));
  }

  /// The most years that someone may have been in the from-state of one of these lanes before the study, or arriving.
  int years_spent_before(const std::vector<int>& lanes) const {
    const auto may_have = [&](int lane) {
      const int attribute = model_.transitions[static_cast<std::size_t>(lane)].attribute;
      return !c_.pack.attributes[static_cast<std::size_t>(attribute)].time_in_state.empty();
    };
    return std::any_of(lanes.begin(), lanes.end(), may_have) ? oldest_age : 0;
  }

  void fill_stepped(const std::vector<int>& lanes) {
    const int steps = steps_of(lanes);
    for (const int lane : lanes) {
      TimeInState& table = model_.time_in_state[static_cast<std::size_t>(
          model_.transitions[static_cast<std::size_t>(lane)].by_time_in_state)];
      table.lane = lane;
      table.steps = steps;
      table.figures.assign(rows_by_year(model_.years) * static_cast<std::size_t>(steps), 0.0F);
      table.by_age_or_year = true;
    }
    for (int j = 0; j < steps; ++j) {
      over_years(lanes, j, model_.years,
                 [&](int sex, int age, int year, const std::vector<std::vector<double>>& hazards) {
                   for (std::size_t i = 0; i < lanes.size(); ++i) {
                     const double hazard = adjusted(lanes[i], sex, age, year, lived(hazards, lanes[i], age, i));
                     TimeInState& table = model_.time_in_state[static_cast<std::size_t>(
                         model_.transitions[static_cast<std::size_t>(lanes[i])].by_time_in_state)];
                     table.figures[sex_age_year(static_cast<Sex>(sex), age, year, model_.years) *
                                       static_cast<std::size_t>(steps) +
                                   static_cast<std::size_t>(j)] = static_cast<float>(hazard);
                   }
                 });
    }
  }

  Compilation& c_;
  Model& model_;
  int years_ = 1;
  std::set<int> told_too_large_{};
};

}  // namespace

void compile_base(Compilation& compilation) { BaseCompiler(compilation).run(); }

}  // namespace kavel
