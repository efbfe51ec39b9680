#include "analysis/yearly_table.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>

#include "core/person.hpp"
#include "programme/names.hpp"
#include "analysis/care_table.hpp"
#include "analysis/delineation_table.hpp"
#include "analysis/estimate_by_year.hpp"
#include "analysis/inhabitants.hpp"
#include "analysis/number_text.hpp"
#include "analysis/text_table.hpp"
#include "analysis/yearly_series.hpp"

namespace kavel {

namespace {

constexpr int most_decimals = 2;
constexpr int wellbeing_decimals = 3;

/// Sums over the places `counted` of [year x group x …], by group.
template <class Value>
std::vector<double> summed_groups(const Array<Value>& by_group, std::size_t year,
                                  const std::vector<std::size_t>& counted) {
  std::vector<double> sums(by_group.shape[1], 0.0);
  for (const std::size_t index : counted) {
    const std::vector<double> one = group_sums(by_group, year, index);
    std::transform(sums.begin(), sums.end(), one.begin(), sums.begin(), std::plus<>());
  }
  return sums;
}

std::vector<double> operator-(std::vector<double> a, const std::vector<double>& b) {
  std::transform(a.begin(), a.end(), b.begin(), a.begin(), std::minus<>());
  return a;
}

/// Tables of one variant, by decade.
class YearlyTable {
 public:
  YearlyTable(const Results& results, const Estimates& estimates, std::size_t variant, const Labels& labels)
      : results_(results),
        estimates_(estimates),
        labels_(labels),
        series_(results, variant),
        of_(results.variants[variant]) {}

  std::string people(Detail detail) const {
    TextTable table(series_.heading("People"), series_.calendar_years());
    add_persons(table, "Inhabitants on 1 January", of_.conservation.start);
    if (detail != Detail::essentials) {
      table.add("  mean of the year", cells_of(inhabitants(), 0));
      add_events(table, "Births", Role::birth);
      add_events(table, "Deaths", Role::death);
      if (has_arrivals()) add_persons(table, "Arrivals", of_.conservation.arrivals);
      add_events(table, "Departures", Role::departure);
    }
    add_life_expectancy(table, "Life expectancy, women", Sex::female);
    add_life_expectancy(table, "Life expectancy, men", Sex::male);
    return table.text();
  }

  /// One row a state: its share of adults, or of everyone where all or none are.
  std::string shares() const {
    const bool minors = has_minors();
    TextTable table(series_.heading(minors ? "Health, % of those from age 18" : "Health, %"), series_.calendar_years());
    for (const std::size_t state : states_worth_showing(Showing::all_but_first)) {
      const auto groups_of = [&](std::size_t year) { return group_sums(of_.by_group.person_years, year, state); };
      table.add(spoken(state),
                cells_of(minors ? among_adults(state) : series_.per_inhabitant(groups_of, 100.0), most_decimals));
    }
    return table.empty() ? "" : table.text();
  }

  std::string states() const {
    TextTable table(series_.heading("Health, mean of the year"), series_.calendar_years());
    for (const std::size_t state : states_worth_showing(Showing::all_but_first)) {
      const auto groups_of = [&](std::size_t year) { return group_sums(of_.by_group.person_years, year, state); };
      table.add(spoken(state), cells_of(series_.estimated(estimates_.person_years, state), 0));
      table.add("  % of all ages", cells_of(series_.per_inhabitant(groups_of, 100.0), most_decimals));
      if (has_minors()) table.add("  % from age 18", cells_of(among_adults(state), most_decimals));
    }
    return table.empty() ? "" : table.text();
  }

  /// Means over those who are measured.
  std::string wellbeing() const {
    TextTable table(series_.heading("Wellbeing, mean of the year"), series_.calendar_years());
    for (std::size_t measure = 0; measure < results_.measures.size(); ++measure) {
      table.add(label_of(results_.measures[measure]),
                cells_of(series_.estimated(estimates_.wellbeing, measure), wellbeing_decimals));
    }
    return table.empty() ? "" : table.text();
  }

  std::string outcomes() const {
    TextTable table(series_.heading("Outcomes of the year"), series_.calendar_years());
    for (std::size_t outcome = 0; outcome < results_.outcomes.size(); ++outcome) add_outcome(table, outcome);
    return table.empty() ? "" : table.text();
  }

  std::string cohort() const {
    TextTable table("Share of the cohort, %" + of_variant(), years_of_study());
    table.add("alive", shares_of_founders(inhabitants()));
    for (const std::size_t state : states_worth_showing(Showing::all)) {
      if (is_only_state_lived_in(state)) continue;  // says what "alive" says
      table.add(spoken(state), shares_of_founders(series_.estimated(estimates_.person_years, state)));
    }
    return table.text();
  }

  std::string differences() const {
    TextTable table(of_.name + " minus " + results_.variants.front().name, series_.calendar_years());
    add_difference(table, "Inhabitants, mean of the year", inhabitants_difference());
    add_difference(table, "Births", events_difference(Role::birth));
    add_difference(table, "Deaths", events_difference(Role::death));
    for (const std::size_t state : states_worth_showing(Showing::all_but_first)) {
      add_difference(table, spoken(state), series_.difference(estimates_.person_years, state));
    }
    for (std::size_t outcome = 0; outcome < results_.outcomes.size(); ++outcome) {
      add_difference(table, results_.outcomes[outcome] + ", " + results_.outcome_units[outcome],
                     series_.difference(estimates_.outcomes, outcome));
    }
    for (std::size_t measure = 0; measure < results_.measures.size(); ++measure) {
      add_difference(table, label_of(results_.measures[measure]), series_.difference(estimates_.wellbeing, measure),
                     wellbeing_decimals);
    }
    return table.empty() ? "" : table.text();
  }

 private:
  enum class Showing { all, all_but_first };

  /// `Diabetes: yes` of `diabetes.yes`
  std::string spoken(std::size_t state) const {
    const std::string& name = results_.states[state];
    const std::string attribute = attribute_in(name);
    return attribute == name ? name : labels_.state(attribute, name.substr(attribute.size() + 1));
  }

  std::string of_variant() const { return results_.variants.size() > 1 ? " (" + of_.name + ")" : ""; }

  std::vector<std::string> years_of_study() const {
    std::vector<std::string> names;
    for (const std::size_t year : series_.years()) names.push_back("year " + std::to_string(year + 1));
    return names;
  }

  /// The states of an attribute (or all), without those nobody lives in; of health, that is, so without those that
  /// births lead to.
  std::vector<std::size_t> states_worth_showing(Showing showing) const {
    std::vector<std::size_t> chosen;
    for (std::size_t state = 0; state < results_.states.size(); ++state) {
      const bool first = state == 0 || attribute_in(results_.states[state]) != attribute_in(results_.states[state - 1]);
      if (showing == Showing::all_but_first && (first || gives_birth(attribute_in(results_.states[state])))) continue;
      const Series series = series_.estimated(estimates_.person_years, state);
      if (std::any_of(series.begin(), series.end(), [](const RatioOfTotals& year) { return year.value != 0; })) {
        chosen.push_back(state);
      }
    }
    return chosen;
  }

  bool gives_birth(const std::string& attribute) const {
    const std::vector<std::size_t> births = transitions_of(Role::birth);
    return std::any_of(births.begin(), births.end(),
                       [&](std::size_t birth) { return attribute_in(results_.transitions[birth]) == attribute; });
  }

  bool is_only_state_lived_in(std::size_t state) const {
    const std::vector<std::size_t> shown = states_worth_showing(Showing::all);
    return std::count_if(shown.begin(), shown.end(), [&](std::size_t other) {
             return attribute_in(results_.states[other]) == attribute_in(results_.states[state]);
           }) == 1;
  }

  std::vector<std::size_t> transitions_of(Role role) const {
    std::vector<std::size_t> transitions;
    for (std::size_t i = 0; i < results_.transitions.size(); ++i) {
      if (results_.roles[i] == role) transitions.push_back(i);
    }
    return transitions;
  }

  Series inhabitants() const {
    return series_.totals([this](std::size_t year) { return inhabitants_by_group(results_, of_, year); });
  }

  Series inhabitants_difference() const {
    return series_.totals([this](std::size_t year) {
      return inhabitants_by_group(results_, of_, year) -
             inhabitants_by_group(results_, results_.variants.front(), year);
    });
  }

  Series events_difference(Role role) const {
    const std::vector<std::size_t> transitions = transitions_of(role);
    return series_.totals([&](std::size_t year) {
      return summed_groups(of_.by_group.events, year, transitions) -
             summed_groups(results_.variants.front().by_group.events, year, transitions);
    });
  }

  bool has_arrivals() const {
    const std::vector<std::int64_t>& persons = of_.conservation.arrivals;
    return std::any_of(persons.begin(), persons.end(), [](std::int64_t count) { return count > 0; });
  }

  void add_persons(TextTable& table, const std::string& label, const std::vector<std::int64_t>& persons) const {
    std::vector<TextCell> all;
    for (const std::size_t year : series_.years()) all.push_back({whole(persons[year]), ""});
    table.add(label, all);
  }

  /// Percentage of those who are 18 or over on 1 January.
  Series among_adults(std::size_t state) const {
    const std::vector<std::size_t> all = states_of_everyone(results_);
    Series series;
    for (const std::size_t year : series_.years()) {
      RatioOfTotals share =
          ratio_of_totals(group_sums(of_.people.adults, year, state), summed_groups(of_.people.adults, year, all));
      series.push_back({100 * share.value, 100 * share.standard_error});
    }
    return series;
  }

  bool has_minors() const {
    const std::vector<std::size_t> all = states_of_everyone(results_);
    const auto total = [&](const Array<double>& of, std::size_t year) {
      const std::vector<double> groups = summed_groups(of, year, all);
      return std::accumulate(groups.begin(), groups.end(), 0.0);
    };
    return std::any_of(series_.years().begin(), series_.years().end(), [&](std::size_t year) {
      const double adults = total(of_.people.adults, year);
      return adults > 0 && adults < total(of_.by_group.person_years, year);
    });
  }

  void add_events(TextTable& table, const std::string& label, Role role) const {
    const std::vector<std::size_t> transitions = transitions_of(role);
    if (transitions.empty()) return;
    const Series events =
        series_.totals([&](std::size_t year) { return summed_groups(of_.by_group.events, year, transitions); });
    table.add(label, cells_of(events, 0));
  }

  void add_life_expectancy(TextTable& table, const std::string& label, Sex sex) const {
    Series series;
    for (const std::size_t year : series_.years()) {
      const std::size_t index =
          (series_.variant() * results_.years.size() + year) * sexes + static_cast<std::size_t>(sex);
      series.push_back(
          {estimates_.life_expectancy.values[index], estimates_.life_expectancy_standard_error.values[index]});
    }
    if (std::all_of(series.begin(), series.end(), [](const RatioOfTotals& year) { return std::isnan(year.value); }))
      return;
    table.add(label, cells_of(series, most_decimals));
  }

  std::vector<TextCell> shares_of_founders(Series series) const {
    for (RatioOfTotals& year : series) {
      year.value *= 100.0 / static_cast<double>(results_.founders);
      year.standard_error *= 100.0 / static_cast<double>(results_.founders);
    }
    return cells_of(series, most_decimals);
  }

  void add_outcome(TextTable& table, std::size_t outcome) const {
    const std::string& unit = results_.outcome_units[outcome];
    const auto groups_of = [&](std::size_t year) { return group_sums(of_.by_group.outcomes, year, outcome); };
    add_scaled(table, results_.outcomes[outcome], unit, series_.estimated(estimates_.outcomes, outcome));
    table.add("  per inhabitant, " + unit, cells_of(series_.per_inhabitant(groups_of), most_decimals));
  }

  /// `Functions, points (from age 18)`
  std::string label_of(const MeasureName& measure) const {
    std::string label = labels_.measure(measure.name);
    if (measure.unit != "1") label += ", " + measure.unit;
    if (measure.from_age > 0) label += " (from age " + std::to_string(measure.from_age) + ")";
    return label;
  }

  static void add_scaled(TextTable& table, const std::string& name, const std::string& unit, Series series) {
    const Scale scale = scale_of(series);
    for (RatioOfTotals& year : series) {
      year.value *= scale.factor;
      year.standard_error *= scale.factor;
    }
    table.add(name + ", " + scale.word + unit, cells_of(series, most_decimals));
  }

  static void add_difference(TextTable& table, const std::string& label, const Series& series,
                             int decimals = most_decimals) {
    if (std::all_of(series.begin(), series.end(), [](const RatioOfTotals& year) { return year.value == 0; })) return;
    table.add(label, cells_of(series, decimals));
  }

  const Results& results_;
  const Estimates& estimates_;
  const Labels& labels_;
  YearlySeries series_;
  const VariantResults& of_;
};

}  // namespace

std::string population_table(const Results& results, const Estimates& estimates, std::size_t variant, Detail detail,
                             const Labels& labels) {
  const YearlyTable table(results, estimates, variant, labels);
  std::vector<std::string> parts{table.people(detail)};
  if (detail == Detail::some) parts.push_back(table.shares());
  if (detail == Detail::all) parts.push_back(table.states());
  if (detail != Detail::essentials) parts.push_back(table.wellbeing());
  parts.push_back(care_tables(results, estimates, variant, detail));
  if (detail != Detail::essentials) parts.push_back(delineation_table(results, variant));
  if (detail == Detail::all || results.care.activities.empty()) parts.push_back(table.outcomes());
  std::string text;
  for (const std::string& part : parts) {
    if (!part.empty()) text += (text.empty() ? "" : "\n") + part;
  }
  return text;
}

std::string cohort_table(const Results& results, const Estimates& estimates, std::size_t variant,
                         const Labels& labels) {
  return YearlyTable(results, estimates, variant, labels).cohort();
}

std::string difference_table(const Results& results, const Estimates& estimates, std::size_t variant,
                             const Labels& labels) {
  return YearlyTable(results, estimates, variant, labels).differences();
}

}  // namespace kavel
