#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "experiment/results.hpp"
#include "io/estimates.hpp"
#include "analysis/random_groups.hpp"
#include "analysis/text_table.hpp"

namespace kavel {

/// The years a table shows: the first, every tenth after it, and the last.
std::vector<std::size_t> years_to_show(std::size_t years);

/// Value and standard error in each year shown.
using Series = std::vector<RatioOfTotals>;

/// Series of one variant over the years that its tables show.
class YearlySeries {
 public:
  YearlySeries(const Results& results, std::size_t variant)
      : results_(&results), variant_(variant), years_(years_to_show(results.years.size())) {}

  const std::vector<std::size_t>& years() const { return years_; }
  std::size_t variant() const { return variant_; }
  const VariantResults& of() const { return results_->variants[variant_]; }

  std::vector<std::string> calendar_years() const;

  /// `Care (lifestyle)` where there are several variants, else the first words only.
  std::string heading(const std::string& words) const;

  Series estimated(const YearlyEstimates& of, std::size_t index) const;
  Series difference(const YearlyEstimates& of, std::size_t index) const;

  /// Totals of a year's sums by random group; `groups_of` gives them by year.
  template <class GroupsOf>
  Series totals(const GroupsOf& groups_of) const {
    Series series;
    for (const std::size_t year : years_) series.push_back(total(groups_of(year)));
    return series;
  }
  RatioOfTotals total(const std::vector<double>& groups) const;

  /// Jackknifed ratio to the inhabitants of the year, times `factor`.
  template <class GroupsOf>
  Series per_inhabitant(const GroupsOf& groups_of, double factor = 1) const {
    Series series;
    for (const std::size_t year : years_) series.push_back(ratio(groups_of(year), year, factor));
    return series;
  }

 private:
  RatioOfTotals ratio(const std::vector<double>& groups, std::size_t year, double factor) const;
  std::size_t place(const YearlyEstimates& of, std::size_t year, std::size_t index) const;

  const Results* results_;
  std::size_t variant_;
  std::vector<std::size_t> years_;
};

/// Large sums in millions or billions.
struct Scale {
  double factor = 1;
  std::string word{};
};
Scale scale_of(const Series& series);

std::vector<TextCell> cells_of(const Series& series, int most_decimals);

}  // namespace kavel
