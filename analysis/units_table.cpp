#include "analysis/units_table.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "io/care_names.hpp"
#include "analysis/labels.hpp"
#include "analysis/text_table.hpp"

namespace kavel {

bool is_money(const std::string& unit) { return money_unit(unit).has_value(); }

std::string unit_label(const ActivityLabel& activity) { return fmt::format("{}, {}", activity.title, activity.unit); }

std::string units_table(const Results& results, const Comparison& comparison) {
  TextTable table(fmt::format("Care in units, minus {}, {} to {}", spaced(results.variants.front().name),
                              results.years.front(), results.years.back()),
                  arm_names(results), TextTable::Zeros::left_out);
  for (const ComparisonRow& row : comparison.rows) {
    if (row.on != ComparedOn::volumes) continue;
    std::vector<TextCell> cells;
    for (std::size_t v = 1; v < row.arms.size(); ++v)
      cells.push_back(cell_of(row.arms[v].value, row.arms[v].standard_error, 0));
    const bool moved = std::any_of(cells.begin(), cells.end(), [](const TextCell& cell) { return cell.value != "0"; });
    if (moved) table.add(row.label, std::move(cells));
  }
  return table.empty() ? "" : table.text();
}

}  // namespace kavel
