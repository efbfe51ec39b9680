#include "analysis/arms_table.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include <fmt/format.h>

#include "programme/names.hpp"
#include "experiment/cost.hpp"
#include "analysis/inhabitants.hpp"
#include "analysis/number_text.hpp"
#include "analysis/random_groups.hpp"
#include "analysis/text_table.hpp"

namespace kavel {

namespace {

constexpr std::size_t most_kinds_of_events = 14;

/// [random group]: one column of [year x random group x …], added up over the years.
template <class Value>
std::vector<double> over_years(const Array<Value>& array, std::size_t column) {
  const std::size_t groups = array.shape[1];
  const std::size_t width = array.shape[2];
  std::vector<double> sums(groups, 0.0);
  for (std::size_t cell = 0; cell * width < array.values.size(); ++cell) {
    sums[cell % groups] += static_cast<double>(array.values[cell * width + column]);
  }
  return sums;
}

/// The same of several columns together.
template <class Value>
std::vector<double> over_columns(const Array<Value>& array, const std::vector<std::size_t>& columns) {
  std::vector<double> sums(array.shape[1], 0.0);
  for (const std::size_t column : columns) {
    const std::vector<double> of = over_years(array, column);
    for (std::size_t g = 0; g < sums.size(); ++g) sums[g] += of[g];
  }
  return sums;
}

/// Makes the rows of the table.
class ArmsTable {
 public:
  explicit ArmsTable(const Results& results)
      : results_(results), table_(title(), names(), TextTable::Zeros::left_out) {}

  std::string text() {
    add_starts();
    add_events();
    add_life();
    add_wellbeing();
    add_cost();
    return table_.text();
  }

 private:
  std::string title() const {
    return fmt::format("Minus {}, {} to {}", results_.variants.front().name, results_.years.front(),
                       results_.years.back());
  }

  std::vector<std::string> names() const {
    std::vector<std::string> names;
    for (std::size_t v = 1; v < results_.variants.size(); ++v) names.push_back(results_.variants[v].name);
    return names;
  }

  /// A row of differences; `sums(variant)` gives the sums over random groups. Left out where no arm differs.
  template <class SumsOf>
  void add(const std::string& label, const SumsOf& sums, double unit, int decimals) {
    std::vector<TextCell> cells;
    bool differs = false;
    const std::vector<double> usual = sums(results_.variants.front());
    for (std::size_t v = 1; v < results_.variants.size(); ++v) {
      std::vector<double> differences = sums(results_.variants[v]);
      double total = 0;
      for (std::size_t g = 0; g < differences.size(); ++g) {
        differences[g] = (differences[g] - usual[g]) / unit;
        total += differences[g];
        differs = differs || differences[g] != 0;
      }
      const double error = standard_error_of_total(evened(differences, results_.founders));
      cells.push_back(total == 0 && error == 0 ? TextCell{"0", ""} : cell_of(total, error, decimals));
    }
    if (differs) table_.add(label, std::move(cells));
  }

  auto events(std::size_t transition) const {
    return [transition](const VariantResults& variant) { return over_years(variant.by_group.events, transition); };
  }

  /// People who began with each programme, whatever their strength.
  void add_starts() {
    std::map<std::string, std::vector<std::size_t>> starts;
    std::vector<std::string> programmes;  // as they stand in the results
    for (std::size_t i = 0; i < results_.transitions.size(); ++i) {
      if (!is_start(results_.transitions[i])) continue;
      const std::string programme = attribute_in(results_.transitions[i]).substr(programme_prefix.size());
      if (starts[programme].empty()) programmes.push_back(programme);
      starts[programme].push_back(i);
    }
    for (const std::string& programme : programmes) {
      add(
          "starts: " + programme,
          [&](const VariantResults& variant) { return over_columns(variant.by_group.events, starts[programme]); }, 1,
          0);
    }
  }

  /// The events that differ most, in their order.
  void add_events() {
    std::vector<std::pair<double, std::size_t>> differing;
    for (std::size_t i = 0; i < results_.transitions.size(); ++i) {
      if (is_of_programme(results_.transitions[i])) continue;
      const std::vector<double> usual = over_years(results_.variants.front().by_group.events, i);
      double largest = 0;
      for (std::size_t v = 1; v < results_.variants.size(); ++v) {
        const std::vector<double> arm = over_years(results_.variants[v].by_group.events, i);
        double difference = 0;
        for (std::size_t g = 0; g < arm.size(); ++g) difference += arm[g] - usual[g];
        largest = std::max(largest, std::abs(difference));
      }
      if (largest > 0) differing.emplace_back(-largest, i);
    }
    std::sort(differing.begin(), differing.end());
    if (differing.size() > most_kinds_of_events) differing.resize(most_kinds_of_events);
    std::sort(differing.begin(), differing.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
    for (const auto& [difference, transition] : differing) {
      add(results_.transitions[transition], events(transition), 1, 1);
    }
  }

  void add_life() {
    add(
        "person-years lived",
        [&](const VariantResults& variant) {
          return over_columns(variant.by_group.person_years, states_of_everyone(results_));
        },
        1, 1);
    for (std::size_t o = 0; o < results_.outcomes.size(); ++o) {
      if (results_.outcome_kinds[o] == OutcomeKind::cost) continue;
      add(
          fmt::format("{}, {}, undiscounted", results_.outcomes[o], results_.outcome_units[o]),
          [o](const VariantResults& variant) { return over_years(variant.by_group.outcomes, o); }, 1, 1);
    }
  }

  /// Means over everyone who is measured and all years.
  void add_wellbeing() {
    const auto& usual = results_.variants.front().wellbeing_by_group;
    for (std::size_t m = 0; m < results_.measures.size(); ++m) {
      std::vector<TextCell> cells;
      bool differs = false;
      for (std::size_t v = 1; v < results_.variants.size(); ++v) {
        const auto& arm = results_.variants[v].wellbeing_by_group;
        const RatioOfTotals difference =
            difference_of_ratios(over_years(arm.values, m), over_years(arm.measured, m), over_years(usual.values, m),
                                 over_years(usual.measured, m));
        differs = differs || difference.value != 0;
        cells.push_back(difference.value == 0 ? TextCell{"0", ""}
                                              : cell_of(difference.value, difference.standard_error, 6));
      }
      if (differs) table_.add("mean " + results_.measures[m].name, std::move(cells));
    }
  }

  void add_cost() {
    if (results_.care.activities.empty()) return;
    const auto paid = [this](PartOfCare part, std::size_t place) {
      return [this, part, place](const VariantResults& variant) {
        return over_years(cost_by(part, Prices::real, variant.by_group, variant.prices, results_.care), place);
      };
    };
    for (std::size_t p = 0; p < results_.care.payers.size(); ++p) {
      const PartyLabel& payer = results_.care.payers[p];
      add(fmt::format("cost: {}, thousand EUR of {}", payer.title.empty() ? payer.name : payer.title,
                      results_.years.front()),
          paid(PartOfCare::payer, p), 1000, 1);
    }
    add(fmt::format("cost in all, thousand EUR of {}", results_.years.front()), paid(PartOfCare::whole, 0), 1000, 1);
  }

  const Results& results_;
  TextTable table_;
};

}  // namespace

std::string arms_table(const Results& results) {
  const bool any = std::any_of(results.transitions.begin(), results.transitions.end(), is_of_programme);
  return any && results.variants.size() > 1 ? ArmsTable(results).text() : "";
}

}  // namespace kavel
