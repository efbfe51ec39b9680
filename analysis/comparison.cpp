#include "analysis/comparison.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "programme/names.hpp"
#include "experiment/cost.hpp"
#include "analysis/cases.hpp"
#include "analysis/cost_by_payer.hpp"
#include "analysis/group_totals.hpp"
#include "analysis/inhabitants.hpp"
#include "analysis/random_groups.hpp"
#include "analysis/units_table.hpp"

namespace kavel {

namespace {

/// Makes the rows of a comparison.
class Comparing {
 public:
  Comparing(const Results& results, const Labels& labels) : results_(results), labels_(labels) {}

  Comparison comparison() {
    add_reached();
    add_participation();
    add_events();
    add_years();
    add_outcomes();
    add_wellbeing();
    add_cost();
    return std::move(comparison_);
  }

 private:
  using Places = std::vector<std::size_t>;
  using ByProgramme = std::vector<std::pair<std::string, Places>>;

  /// A row of differences of totals; `sums(variant)` gives the sums over random groups.
  template <class SumsOf>
  void add(ComparisonRow row, const SumsOf& sums) {
    const std::vector<double> usual = sums(results_.variants.front());
    for (const VariantResults& variant : results_.variants) {
      std::vector<double> differences = sums(variant);
      double total = 0;
      for (std::size_t g = 0; g < differences.size(); ++g) total += differences[g] -= usual[g];
      row.arms.push_back({total, standard_error_of_total(evened(differences, results_.founders))});
    }
    row.arms.front() = {};
    comparison_.rows.push_back(std::move(row));
  }

  /// Places by programme, in the order of the results.
  template <class Chosen>
  static ByProgramme by_programme(const std::vector<std::string>& names, const Chosen& chosen) {
    ByProgramme all;
    for (std::size_t i = 0; i < names.size(); ++i) {
      if (!chosen(names[i])) continue;
      const std::string programme = attribute_in(names[i]).substr(programme_prefix.size());
      if (all.empty() || all.back().first != programme) all.emplace_back(programme, Places());
      all.back().second.push_back(i);
    }
    return all;
  }

  /// Of people who were in no programme before: each counts once.
  Places first_starts() const {
    Places places;
    for (std::size_t i = 0; i < results_.transitions.size(); ++i) {
      if (is_first_start(results_.transitions[i])) places.push_back(i);
    }
    return places;
  }
  ByProgramme participation() const {
    return by_programme(results_.states, [](const std::string& state) {
      return is_of_programme(state) && is_taking_part(state.substr(attribute_in(state).size() + 1));
    });
  }

  /// People by programme, whatever the strength of its effect in them, and over all programmes: each once. Who starts
  /// once more has gone back before.
  void add_reached() {
    std::map<std::string, Places> returns;
    for (auto& [programme, places] : by_programme(results_.transitions, is_return)) returns[programme] = places;
    const auto add_row = [this](const std::string& name, const std::string& label, const Places& starts,
                                const Places& again) {
      add({ComparedOn::reached, name, "", label, "persons", {}}, [&](const VariantResults& variant) {
        std::vector<double> persons = over_columns(variant.by_group.events, starts);
        const std::vector<double> before = over_columns(variant.by_group.events, again);
        for (std::size_t g = 0; g < persons.size(); ++g) persons[g] -= before[g];
        return persons;
      });
    };
    for (const auto& [programme, starts] : by_programme(results_.transitions, is_start))
      add_row(programme, labels_.programme(programme), starts, returns[programme]);
    add_row("all", "All programmes", first_starts(), {});
  }

  void add_participation() {
    const auto add_row = [this](const std::string& name, const std::string& label, const Places& states) {
      add({ComparedOn::taking_part, name, "", label, "person-years", {}}, [&](const VariantResults& variant) {
        return over_columns(last_year(variant.by_group.person_years), states);
      });
    };
    Places all;
    for (const auto& [programme, states] : participation()) {
      add_row(programme, labels_.programme(programme), states);
      all.insert(all.end(), states.begin(), states.end());
    }
    add_row("all", "All programmes", all);
  }

  static Array<double> last_year(const Array<double>& by_group) {
    Array<double> last{{1, by_group.shape[1], by_group.shape[2]}, {}};
    last.values.assign(by_group.values.end() - static_cast<std::ptrdiff_t>(last.shape[1] * last.shape[2]),
                       by_group.values.end());
    return last;
  }

  void add_count(const std::string& name, const std::string& label, const Places& transitions) {
    add({ComparedOn::events, name, "", label, "events", {}},
        [&](const VariantResults& variant) { return over_columns(variant.by_group.events, transitions); });
  }

  void add_events() {
    Places deaths;
    for (std::size_t i = 0; i < results_.transitions.size(); ++i) {
      if (results_.roles[i] == Role::death) deaths.push_back(i);
    }
    add_count("deaths", "Deaths", deaths);
    for (const Cases& cases : cases_of(results_)) {
      add_count(cases.attribute + '.' + cases.state, label_of(cases), cases.transitions);
    }
  }

  /// Where there is but one state, only the attribute says something.
  std::string label_of(const Cases& cases) const {
    const auto states = std::count_if(results_.states.begin(), results_.states.end(),
                                      [&](const std::string& state) { return attribute_in(state) == cases.attribute; });
    return states == 1 ? labels_.attribute(cases.attribute) : labels_.state(cases.attribute, cases.state);
  }

  void add_years(const std::string& name, const std::string& label, const Places& states) {
    add({ComparedOn::years, name, "", label, "person-years", {}},
        [&](const VariantResults& variant) { return over_columns(variant.by_group.person_years, states); });
  }

  void add_years() {
    add_years("all", "In all", states_of_everyone(results_));
    for (const std::size_t state : states_by_years(results_)) {
      const std::string& name = results_.states[state];
      const std::string attribute = attribute_in(name);
      add_years(name, labels_.state(attribute, name.substr(attribute.size() + 1)), {state});
    }
  }

  void add_outcomes() {
    for (std::size_t o = 0; o < results_.outcomes.size(); ++o) {
      const std::string& name = results_.outcomes[o];
      const std::string& unit = results_.outcome_units[o];
      const std::string label = labels_.outcome(name, unit);
      if (results_.outcome_kinds[o] == OutcomeKind::effect) {
        add({ComparedOn::effects, name, "", label, unit, {}},
            [o](const VariantResults& variant) { return over_years(variant.by_group.outcomes, o); });
      }
      ComparisonRow row{ComparedOn::totals, name, "", label + discounted(o), unit, {}};
      const auto founders = static_cast<double>(results_.founders);
      for (const VariantResults& variant : results_.variants) {
        const Total& total = variant.totals[o];
        row.arms.push_back({founders * total.difference, founders * total.difference_standard_error});
      }
      comparison_.rows.push_back(std::move(row));
    }
  }

  /// `, discounted 1.5 %`: arms have the rates of usual care.
  std::string discounted(std::size_t outcome) const {
    const double rate = results_.variants.front().totals[outcome].discount;
    return rate == rate ? fmt::format(", discounted {:g} %", 100 * rate) : ", discounted";
  }

  /// Means over everyone who is measured and all years.
  void add_wellbeing() {
    const auto& usual = results_.variants.front().wellbeing_by_group;
    for (std::size_t m = 0; m < results_.measures.size(); ++m) {
      const MeasureName& measure = results_.measures[m];
      ComparisonRow row{ComparedOn::wellbeing, measure.name, "", labels_.measure(measure.name), measure.unit, {}};
      for (const VariantResults& variant : results_.variants) {
        const auto& arm = variant.wellbeing_by_group;
        const RatioOfTotals difference =
            difference_of_ratios(over_years(arm.values, m), over_years(arm.measured, m), over_years(usual.values, m),
                                 over_years(usual.measured, m));
        row.arms.push_back({difference.value, difference.standard_error});
      }
      row.arms.front() = {};
      comparison_.rows.push_back(std::move(row));
    }
  }

  void add_cost() {
    const CareLabels& care = results_.care;
    if (care.activities.empty()) return;
    std::map<const VariantResults*, std::vector<PaidByPayer>> paid;
    for (const VariantResults& variant : results_.variants) paid[&variant] = paid_by_payer(variant, care);
    const auto add_payer = [&](const std::string& name, const std::string& label, const Places& payers) {
      const auto add_part = [&](const std::string& part, const std::string& said, const auto& part_of) {
        add({ComparedOn::cost, name, part, said, unit_of_cost(), {}}, [&](const VariantResults& variant) {
          std::vector<double> sums;
          for (const std::size_t payer : payers) {
            const std::vector<double> of = part_of(paid[&variant][payer]);
            sums.resize(of.size(), 0.0);
            for (std::size_t g = 0; g < of.size(); ++g) sums[g] += of[g];
          }
          return sums;
        });
      };
      add_part("", label, [](const PaidByPayer& of) { return of.in_all(); });
      add_part("programmes", "programmes", [](const PaidByPayer& of) { return of.programmes; });
      add_part("care", "care", [](const PaidByPayer& of) { return of.care; });
      add_part("filled_again", filled_again(), [](const PaidByPayer& of) { return of.filled_again; });
    };
    Places all;
    for (std::size_t p = 0; p < care.payers.size(); ++p) {
      add_payer(care.payers[p].name, care.payers[p].name == "none" ? "What nobody pays" : capital(said(care.payers[p])),
                {p});
      all.push_back(p);
    }
    add_payer("all", "All payers", all);
    add_programme_cost();
    add_volumes();
  }

  void add_programme_cost() {
    const std::vector<ActivityLabel>& activities = results_.care.activities;
    std::map<const VariantResults*, Array<double>> cost;
    for (const VariantResults& variant : results_.variants) {
      cost[&variant] = cost_of(variant.by_group.volumes, variant.prices, Prices::real);
    }
    for (std::size_t a = 0; a < activities.size(); ++a) {
      if (!is_programme_cost(activities[a])) continue;
      const std::string programme = activities[a].name.substr(programme_prefix.size());
      add({ComparedOn::programme_cost, programme, "", labels_.programme(programme), unit_of_cost(), {}},
          [&](const VariantResults& variant) { return over_years(cost[&variant], a); });
    }
  }

  void add_volumes() {
    const std::vector<ActivityLabel>& activities = results_.care.activities;
    for (std::size_t a = 0; a < activities.size(); ++a) {
      if (is_money(activities[a].unit)) continue;
      add({ComparedOn::volumes, activities[a].name, "", unit_label(activities[a]), activities[a].unit, {}},
          [a](const VariantResults& variant) { return over_years(variant.by_group.volumes, a); });
    }
  }

  static std::string said(const PartyLabel& payer) { return payer.title.empty() ? spaced(payer.name) : payer.title; }

  std::string unit_of_cost() const { return "EUR " + std::to_string(results_.years.front()); }

  /// `hospital care filled again`
  std::string filled_again() const {
    const std::vector<ActivityLabel>& activities = results_.care.activities;
    if (std::count_if(activities.begin(), activities.end(), is_filled_again) != 1) return "care filled again";
    const std::string& name = std::find_if(activities.begin(), activities.end(), is_filled_again)->name;
    return spaced(name.substr(activity_of_refill("").size())) + " filled again";
  }

  const Results& results_;
  const Labels& labels_;
  Comparison comparison_{};
};

}  // namespace

bool has_arms(const Results& results) {
  return results.variants.size() > 1 &&
         std::any_of(results.transitions.begin(), results.transitions.end(), is_of_programme);
}

Comparison compare(const Results& results, const Labels& labels) {
  return has_arms(results) ? Comparing(results, labels).comparison() : Comparison();
}

}  // namespace kavel
