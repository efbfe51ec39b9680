#include "analysis/units_table.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "io/care_names.hpp"
#include "analysis/group_totals.hpp"
#include "analysis/labels.hpp"
#include "analysis/random_groups.hpp"
#include "analysis/text_table.hpp"

namespace kavel {

namespace {

/// A year's volume of an arm minus that of usual care, over all years.
TextCell difference(const Results& results, std::size_t arm, std::size_t activity) {
  const std::vector<double> usual = over_years(results.variants.front().by_group.volumes, activity);
  std::vector<double> more = over_years(results.variants[arm].by_group.volumes, activity);
  double total = 0;
  for (std::size_t g = 0; g < more.size(); ++g) total += more[g] -= usual[g];
  return cell_of(total, standard_error_of_total(evened(more, results.founders)), 0);
}

}  // namespace

bool is_money(const std::string& unit) { return money_unit(unit).has_value(); }

std::string unit_label(const ActivityLabel& activity) { return fmt::format("{}, {}", activity.title, activity.unit); }

std::string units_table(const Results& results) {
  std::vector<std::string> arms;
  for (std::size_t v = 1; v < results.variants.size(); ++v) arms.push_back(results.variants[v].name);
  TextTable table(fmt::format("Care in units, minus {}, {} to {}", spaced(results.variants.front().name),
                              results.years.front(), results.years.back()),
                  arms, TextTable::Zeros::left_out);
  for (std::size_t a = 0; a < results.care.activities.size(); ++a) {
    if (is_money(results.care.activities[a].unit)) continue;
    std::vector<TextCell> cells;
    for (std::size_t v = 1; v < results.variants.size(); ++v) cells.push_back(difference(results, v, a));
    const bool moved = std::any_of(cells.begin(), cells.end(), [](const TextCell& cell) { return cell.value != "0"; });
    if (moved) table.add(unit_label(results.care.activities[a]), std::move(cells));
  }
  return table.empty() ? "" : table.text();
}

}  // namespace kavel
