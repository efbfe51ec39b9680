#include "io/read_by_state.hpp"

#include <set>

#include "io/text.hpp"

namespace kavel {

namespace {

void check_table(const Quantity& quantity, const std::string& column, const PackNames::Attribute* known,
                 Problems& problems) {
  const Table& table = *quantity.table;
  if (!column.empty() && table.state_column != column) {
    if (!table.by_state)
      problems.add(quantity.mark, quantity.key + ".table", "a table with the column " + column, "none");
    return;
  }
  if (column.empty() && !table.by_age) {
    problems.add(quantity.mark, quantity.key + ".table", "a table with the column age", "none");
  }
  std::set<std::string> seen;
  for (const TableRow& row : table.rows) {
    if (known != nullptr && row.keys.state && seen.insert(*row.keys.state).second) {
      check_state(table.mark_of(row), "state", *row.keys.state, *known, problems);
    }
  }
}

}  // namespace

std::string column_of(const std::string& by) { return by == "age" ? "" : by == "ses" || by == "area" ? by : "state"; }

void read_by_state(Fields& fields, const Meaning& meaning, const PackNames::Attribute* known, ByState& into,
                   const PackReading& reading) {
  Problems& problems = reading.problems;
  const auto columns = reading.figures.read_columns(fields, meaning);
  const Provenance near = read_near(fields);
  Meaning of_state = meaning;
  of_state.groups.clear();
  for (const Entry* entry : fields.others()) {
    const std::string path = fields.path(entry->key);
    if (into.by == "age") {
      problems.add(entry->mark(), path, "a table by age", "a ratio by name");
      continue;
    }
    if (known != nullptr) check_state(entry->mark(), path, entry->key, *known, problems);
    into.by_state.emplace_back(entry->key, reading.figures.read(*entry->value, of_state, path, near));
  }
  const YamlNode* table = fields.find("table");
  if (table == nullptr) {
    if (fields.others().empty())
      problems.add(fields.mark(), fields.path(), "a ratio for some state, or a table", "none");
    return;
  }
  if (!fields.others().empty()) {
    problems.add(table->mark(), fields.path("table"), "either a table or ratios by state", "both");
  }
  if (columns.empty()) return;
  into.table = columns.front().second;
  if (columns.size() > 1) {
    problems.add(table->mark(), fields.path("column"), "one of " + listed(into.table->table->columns), "no column");
  }
  check_table(*into.table, column_of(into.by), known, problems);
}

}  // namespace kavel
