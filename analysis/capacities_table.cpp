#include "analysis/capacities_table.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "analysis/labels.hpp"
#include "analysis/number_text.hpp"
#include "analysis/text_table.hpp"

namespace kavel {

namespace {

TextCell cell(const std::string& text) { return {text, ""}; }

std::string percent(double part, double whole) { return fixed(100 * part / whole, 0) + " %"; }

/// Pools from `first` on that are of one capacity.
std::size_t pools_of_one(const std::vector<PoolLabel>& pools, std::size_t first) {
  const auto other = std::find_if(pools.begin() + static_cast<std::ptrdiff_t>(first), pools.end(),
                                  [&](const PoolLabel& pool) { return pool.name != pools[first].name; });
  return static_cast<std::size_t>(other - pools.begin()) - first;
}

void add_capacity(TextTable& table, const Results& results, std::size_t arm, std::size_t first, std::size_t count) {
  const Array<double>& used = results.variants[arm].used;
  double there = 0;
  std::vector<double> by_year(results.years.size(), 0.0);
  for (std::size_t pool = first; pool < first + count; ++pool) {
    there += results.pools[pool].a_year;
    for (std::size_t year = 0; year < by_year.size(); ++year)
      by_year[year] += used.values[year * results.pools.size() + pool];
  }
  const double most = *std::max_element(by_year.begin(), by_year.end());
  if (most == 0) return;
  const PoolLabel& label = results.pools[first];
  const std::string name = label.title.empty() ? capital(spaced(label.name)) : label.title;
  table.add(fmt::format("  {}, {}", name, label.unit),
            {cell(fixed(there, 0)), cell(percent(most, there)), cell(percent(by_year.back(), there)), cell("")});
}

/// A programme's label is that of who starts in it.
std::string label_of(const Comparison& comparison, const std::string& programme) {
  for (const ComparisonRow& row : comparison.rows) {
    if (row.on == ComparedOn::reached && row.name == programme) return row.label;
  }
  return programme;
}

void add_turned_away(TextTable& table, const Results& results, std::size_t arm, const Comparison& comparison) {
  for (std::size_t p = 0; p < results.allotting.size(); ++p) {
    const std::vector<std::int64_t>& all = results.variants[arm].turned_away.values;
    std::int64_t sum = 0;
    for (std::size_t i = p; i < all.size(); i += results.allotting.size()) sum += all[i];
    if (sum == 0) continue;
    table.add("  " + label_of(comparison, results.allotting[p]), {cell(""), cell(""), cell(""), cell(whole(sum))});
  }
}

}  // namespace

std::string capacities_table(const Results& results, const Comparison& comparison) {
  if (results.allotting.empty()) return {};
  TextTable table("Capacities and places",
                  {"a year", "most in use", fmt::format("in use, {}", results.years.back()), "turned away"});
  for (std::size_t arm = 1; arm < results.variants.size(); ++arm) {
    table.add_heading(results.variants[arm].name);
    std::size_t count = 0;
    for (std::size_t pool = 0; pool < results.pools.size(); pool += count) {
      count = pools_of_one(results.pools, pool);
      add_capacity(table, results, arm, pool, count);
    }
    add_turned_away(table, results, arm, comparison);
  }
  if (table.empty()) return {};
  return table.text() + "Turned away: wanted a place on 1 January and got none, counted each year anew.\n";
}

}  // namespace kavel
