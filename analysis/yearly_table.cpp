#include "analysis/yearly_table.hpp"

#include <algorithm>
#include <cmath>
#include <functional>

#include "core/person.hpp"
#include "analysis/estimate.hpp"
#include "analysis/number_text.hpp"
#include "analysis/random_groups.hpp"
#include "analysis/text_table.hpp"

namespace kavel {

namespace {

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
constexpr int most_decimals = 2;
constexpr int wellbeing_decimals = 3;

std::string attribute_of(const std::string& name) { return name.substr(0, name.find('.')); }

/// `diabetes: yes` of `diabetes.yes`
std::string spoken(const std::string& name) {
  const std::size_t dot = name.find('.');
  return dot == std::string::npos ? name : name.substr(0, dot) + ": " + name.substr(dot + 1);
}

/// Large sums in millions.
struct Scale {
  double factor = 1;
  std::string word{};
};

Scale scale_of(const std::vector<double>& values) {
  double largest = 0;
  for (const double value : values) largest = std::max(largest, std::abs(value));
  if (largest >= 1e10) return {1e-9, "billion "};
  if (largest >= 1e6) return {1e-6, "million "};
  return {};
}

/// Tables of one variant, by decade.
class YearlyTable {
 public:
  YearlyTable(const Results& results, const Estimates& estimates, std::size_t variant)
      : results_(results),
        estimates_(estimates),
        variant_(variant),
        of_(results.variants[variant]),
        years_(years_to_show(results.years.size())) {}

  std::string population() const {
    TextTable table(heading(), calendar_years());
    add_persons(table, "Inhabitants on 1 January", of_.conservation.start);
    table.add("  mean of the year", cells(inhabitants(), 0));
    add_events(table, "Births", Role::birth);
    add_events(table, "Deaths", Role::death);
    add_events(table, "Departures", Role::departure);
    add_life_expectancy(table, "Life expectancy, women", Sex::female);
    add_life_expectancy(table, "Life expectancy, men", Sex::male);
    for (const std::size_t state : states_worth_showing(Showing::all_but_first)) {
      table.add(spoken(results_.states[state]), cells(estimates_.person_years, state, 0));
      table.add("  share, %", per_inhabitant(of_.by_group.person_years, state, 100.0));
    }
    for (std::size_t outcome = 0; outcome < results_.outcomes.size(); ++outcome) add_outcome(table, outcome);
    for (std::size_t measure = 0; measure < results_.measures.size(); ++measure) add_measure(table, measure);
    return table.text();
  }

  std::string cohort() const {
    TextTable table("Share of the cohort, %" + of_variant(), years_of_study());
    table.add("alive", shares_of_founders(inhabitants()));
    for (const std::size_t state : states_worth_showing(Showing::all)) {
      if (is_only_state_lived_in(state)) continue;  // says what "alive" says
      table.add(spoken(results_.states[state]), shares_of_founders(yearly(estimates_.person_years, state)));
    }
    return table.text();
  }

  std::string differences() const {
    TextTable table(of_.name + " minus " + results_.variants.front().name, calendar_years());
    add_difference(table, "Inhabitants, mean of the year", inhabitants_difference());
    add_difference(table, "Births", events_difference(Role::birth));
    add_difference(table, "Deaths", events_difference(Role::death));
    for (const std::size_t state : states_worth_showing(Showing::all_but_first)) {
      add_difference(table, spoken(results_.states[state]), difference(estimates_.person_years, state));
    }
    for (std::size_t outcome = 0; outcome < results_.outcomes.size(); ++outcome) {
      add_difference(table, results_.outcomes[outcome] + ", " + results_.outcome_units[outcome],
                     difference(estimates_.outcomes, outcome));
    }
    for (std::size_t measure = 0; measure < results_.measures.size(); ++measure) {
      add_difference(table, label_of(results_.measures[measure]), difference(estimates_.wellbeing, measure),
                     wellbeing_decimals);
    }
    return table.empty() ? "" : table.text();
  }

 private:
  enum class Showing { all, all_but_first };
  using Series = std::vector<RatioOfTotals>;  ///< value and standard error in each year shown

  std::string of_variant() const { return results_.variants.size() > 1 ? " (" + of_.name + ")" : ""; }
  std::string heading() const { return results_.variants.size() > 1 ? of_.name : "By year"; }

  std::vector<std::string> calendar_years() const {
    std::vector<std::string> names;
    for (const std::size_t year : years_) names.push_back(std::to_string(results_.years[year]));
    return names;
  }

  std::vector<std::string> years_of_study() const {
    std::vector<std::string> names;
    for (const std::size_t year : years_) names.push_back("year " + std::to_string(year + 1));
    return names;
  }

  /// The states of an attribute (or all), without those nobody lives in.
  std::vector<std::size_t> states_worth_showing(Showing showing) const {
    std::vector<std::size_t> chosen;
    for (std::size_t state = 0; state < results_.states.size(); ++state) {
      const bool first = state == 0 || attribute_of(results_.states[state]) != attribute_of(results_.states[state - 1]);
      if (first && showing == Showing::all_but_first) continue;
      const Series series = yearly(estimates_.person_years, state);
      if (std::any_of(series.begin(), series.end(), [](const RatioOfTotals& year) { return year.value != 0; })) {
        chosen.push_back(state);
      }
    }
    return chosen;
  }

  bool is_only_state_lived_in(std::size_t state) const {
    const std::vector<std::size_t> shown = states_worth_showing(Showing::all);
    return std::count_if(shown.begin(), shown.end(), [&](std::size_t other) {
             return attribute_of(results_.states[other]) == attribute_of(results_.states[state]);
           }) == 1;
  }

  std::size_t place(const YearlyEstimates& of, std::size_t year, std::size_t index) const {
    return (variant_ * results_.years.size() + year) * of.total.shape[2] + index;
  }

  Series yearly(const YearlyEstimates& of, std::size_t index) const {
    Series series;
    for (const std::size_t year : years_) {
      series.push_back({of.total.values[place(of, year, index)], of.standard_error.values[place(of, year, index)]});
    }
    return series;
  }

  Series difference(const YearlyEstimates& of, std::size_t index) const {
    Series series;
    for (const std::size_t year : years_) {
      series.push_back(
          {of.difference.values[place(of, year, index)], of.difference_standard_error.values[place(of, year, index)]});
    }
    return series;
  }

  /// Sums over the places `counted` of [year x group x …], by group.
  template <class Value>
  static std::vector<double> summed_groups(const Array<Value>& by_group, std::size_t year,
                                           const std::vector<std::size_t>& counted) {
    std::vector<double> sums(by_group.shape[1], 0.0);
    for (const std::size_t index : counted) {
      const std::vector<double> one = group_sums(by_group, year, index);
      std::transform(sums.begin(), sums.end(), one.begin(), sums.begin(), std::plus<>());
    }
    return sums;
  }

  RatioOfTotals total(const std::vector<double>& groups) const {
    double sum = 0;
    for (const double group : groups) sum += group;
    return {sum, standard_error_of_total(evened(groups, results_.founders))};
  }

  std::vector<std::size_t> states_of_first_attribute() const {
    std::vector<std::size_t> states;
    for (std::size_t state = 0; state < results_.states.size(); ++state) {
      if (attribute_of(results_.states[state]) == attribute_of(results_.states.front())) states.push_back(state);
    }
    return states;
  }

  std::vector<std::size_t> transitions_of(Role role) const {
    std::vector<std::size_t> transitions;
    for (std::size_t i = 0; i < results_.transitions.size(); ++i) {
      if (results_.roles[i] == role) transitions.push_back(i);
    }
    return transitions;
  }

  std::vector<double> inhabitants_by_group(const VariantResults& variant, std::size_t year) const {
    return summed_groups(variant.by_group.person_years, year, states_of_first_attribute());
  }

  Series inhabitants() const {
    Series series;
    for (const std::size_t year : years_) series.push_back(total(inhabitants_by_group(of_, year)));
    return series;
  }

  template <class Groups>
  Series paired(Groups groups_of) const {
    Series series;
    for (const std::size_t year : years_) {
      std::vector<double> groups = groups_of(of_, year);
      const std::vector<double> comparator = groups_of(results_.variants.front(), year);
      std::transform(groups.begin(), groups.end(), comparator.begin(), groups.begin(), std::minus<>());
      series.push_back(total(groups));
    }
    return series;
  }

  Series inhabitants_difference() const {
    return paired(
        [this](const VariantResults& variant, std::size_t year) { return inhabitants_by_group(variant, year); });
  }

  Series events_difference(Role role) const {
    return paired([this, role](const VariantResults& variant, std::size_t year) {
      return summed_groups(variant.by_group.events, year, transitions_of(role));
    });
  }

  static std::vector<TextCell> cells(const Series& series, int decimals) {
    std::vector<TextCell> all;
    for (const RatioOfTotals& year : series) all.push_back(cell_of(year.value, year.standard_error, decimals));
    return all;
  }

  std::vector<TextCell> cells(const YearlyEstimates& of, std::size_t index, int decimals) const {
    return cells(yearly(of, index), decimals);
  }

  void add_persons(TextTable& table, const std::string& label, const std::vector<std::int64_t>& persons) const {
    std::vector<TextCell> all;
    for (const std::size_t year : years_) all.push_back({whole(persons[year]), ""});
    table.add(label, all);
  }

  void add_events(TextTable& table, const std::string& label, Role role) const {
    const std::vector<std::size_t> transitions = transitions_of(role);
    if (transitions.empty()) return;
    Series series;
    for (const std::size_t year : years_)
      series.push_back(total(summed_groups(of_.by_group.events, year, transitions)));
    table.add(label, cells(series, 0));
  }

  void add_life_expectancy(TextTable& table, const std::string& label, Sex sex) const {
    Series series;
    for (const std::size_t year : years_) {
      const std::size_t index = (variant_ * results_.years.size() + year) * sexes + static_cast<std::size_t>(sex);
      series.push_back(
          {estimates_.life_expectancy.values[index], estimates_.life_expectancy_standard_error.values[index]});
    }
    if (std::all_of(series.begin(), series.end(), [](const RatioOfTotals& year) { return std::isnan(year.value); }))
      return;
    table.add(label, cells(series, most_decimals));
  }

  /// Jackknifed ratio to the inhabitants of the year, times `factor`.
  template <class Value>
  std::vector<TextCell> per_inhabitant(const Array<Value>& by_group, std::size_t index, double factor) const {
    Series series;
    for (const std::size_t year : years_) {
      const RatioOfTotals ratio = ratio_of_totals(group_sums(by_group, year, index), inhabitants_by_group(of_, year));
      series.push_back({factor * ratio.value, factor * ratio.standard_error});
    }
    return cells(series, most_decimals);
  }

  std::vector<TextCell> shares_of_founders(Series series) const {
    for (RatioOfTotals& year : series) {
      year.value *= 100.0 / static_cast<double>(results_.founders);
      year.standard_error *= 100.0 / static_cast<double>(results_.founders);
    }
    return cells(series, most_decimals);
  }

  void add_outcome(TextTable& table, std::size_t outcome) const {
    const std::string& unit = results_.outcome_units[outcome];
    add_scaled(table, results_.outcomes[outcome], unit, yearly(estimates_.outcomes, outcome));
    table.add("  per inhabitant, " + unit, per_inhabitant(of_.by_group.outcomes, outcome, 1.0));
  }

  /// `functions, points (from age 18)`
  static std::string label_of(const MeasureName& measure) {
    std::string label = measure.name;
    if (measure.unit != "1") label += ", " + measure.unit;
    if (measure.from_age > 0) label += " (from age " + std::to_string(measure.from_age) + ")";
    return label;
  }

  /// Mean over those who are measured.
  void add_measure(TextTable& table, std::size_t measure) const {
    table.add(label_of(results_.measures[measure]), cells(estimates_.wellbeing, measure, wellbeing_decimals));
  }

  static void add_scaled(TextTable& table, const std::string& name, const std::string& unit, Series series) {
    std::vector<double> values;
    for (const RatioOfTotals& year : series) values.push_back(year.value);
    const Scale scale = scale_of(values);
    for (RatioOfTotals& year : series) {
      year.value *= scale.factor;
      year.standard_error *= scale.factor;
    }
    table.add(name + ", " + scale.word + unit, cells(series, most_decimals));
  }

  static void add_difference(TextTable& table, const std::string& label, const Series& series,
                             int decimals = most_decimals) {
    if (std::all_of(series.begin(), series.end(), [](const RatioOfTotals& year) { return year.value == 0; })) return;
    table.add(label, cells(series, decimals));
  }

  const Results& results_;
  const Estimates& estimates_;
  std::size_t variant_;
  const VariantResults& of_;
  std::vector<std::size_t> years_;
};

}  // namespace

std::vector<std::size_t> years_to_show(std::size_t years) {
  std::vector<std::size_t> shown;
  for (std::size_t year = 0; year < years; year += 10) shown.push_back(year);
  if (!shown.empty() && shown.back() + 1 != years) shown.push_back(years - 1);
  return shown;
}

std::string population_table(const Results& results, const Estimates& estimates, std::size_t variant) {
  return YearlyTable(results, estimates, variant).population();
}

std::string cohort_table(const Results& results, const Estimates& estimates, std::size_t variant) {
  return YearlyTable(results, estimates, variant).cohort();
}

std::string difference_table(const Results& results, const Estimates& estimates, std::size_t variant) {
  return YearlyTable(results, estimates, variant).differences();
}

}  // namespace kavel
