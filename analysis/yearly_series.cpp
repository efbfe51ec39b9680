#include "analysis/yearly_series.hpp"

#include <algorithm>
#include <cmath>

#include "analysis/inhabitants.hpp"

namespace kavel {

std::vector<std::size_t> years_to_show(std::size_t years) {
  std::vector<std::size_t> shown;
  for (std::size_t year = 0; year < years; year += 10) shown.push_back(year);
  if (!shown.empty() && shown.back() + 1 != years) shown.push_back(years - 1);
  return shown;
}

std::vector<std::string> YearlySeries::calendar_years() const {
  std::vector<std::string> names;
  for (const std::size_t year : years_) names.push_back(std::to_string(results_->years[year]));
  return names;
}

std::string YearlySeries::heading(const std::string& words) const {
  return results_->variants.size() > 1 ? words + " (" + of().name + ")" : words;
}

std::size_t YearlySeries::place(const YearlyEstimates& of, std::size_t year, std::size_t index) const {
  return (variant_ * results_->years.size() + year) * of.total.shape[2] + index;
}

Series YearlySeries::estimated(const YearlyEstimates& of, std::size_t index) const {
  Series series;
  for (const std::size_t year : years_) {
    const std::size_t at = place(of, year, index);
    series.push_back({of.total.values[at], of.standard_error.values[at]});
  }
  return series;
}

Series YearlySeries::difference(const YearlyEstimates& of, std::size_t index) const {
  Series series;
  for (const std::size_t year : years_) {
    const std::size_t at = place(of, year, index);
    series.push_back({of.difference.values[at], of.difference_standard_error.values[at]});
  }
  return series;
}

RatioOfTotals YearlySeries::total(const std::vector<double>& groups) const {
  double sum = 0;
  for (const double group : groups) sum += group;
  return {sum, standard_error_of_total(evened(groups, results_->founders))};
}

RatioOfTotals YearlySeries::ratio(const std::vector<double>& groups, std::size_t year, double factor) const {
  const RatioOfTotals ratio = ratio_of_totals(groups, inhabitants_by_group(*results_, of(), year));
  return {factor * ratio.value, factor * ratio.standard_error};
}

Scale scale_of(const Series& series) {
  double largest = 0;
  for (const RatioOfTotals& year : series) largest = std::max(largest, std::abs(year.value));
  if (largest >= 1e10) return {1e-9, "billion "};
  if (largest >= 1e6) return {1e-6, "million "};
  return {};
}

std::vector<TextCell> cells_of(const Series& series, int most_decimals) {
  std::vector<TextCell> all;
  for (const RatioOfTotals& year : series) all.push_back(cell_of(year.value, year.standard_error, most_decimals));
  return all;
}

}  // namespace kavel
