#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/errors.hpp"
#include "core/person.hpp"

namespace kavel {

/// How far a figure may be trusted.
enum class Status { unstated, published, derived, assumed };

/// Where a figure is from.
struct Provenance {
  std::string unit{};
  std::string source{};
  Status status = Status::unstated;
};

/// Whole numbers from `from` up to and including `to`; `open` has no end.
struct Range {
  static constexpr int open = 1 << 20;
  int from = 0;
  int to = open;
  bool holds(int value) const { return from <= value && value <= to; }
};

/// What a row of a table is for; an absent key means "whatever".
struct TableKeys {
  std::optional<Sex> sex{};
  std::optional<Range> age{};            ///< completed years, or age reached (see Table::age_reached)
  std::optional<Range> year{};           ///< calendar year
  std::optional<Range> year_of_study{};  ///< whole years since the study's start: 0 in the first year
  std::optional<Range> year_in_state{};  ///< whole years since entry into the state: 0 in the first year
  std::optional<std::string> state{};    ///< name of a state, an SES group or an area
};

struct TableRow {
  TableKeys keys{};
  std::vector<double> values{};  ///< one per value column
  int line = 0;                  ///< in the table's file, with the column: see Table::mark_of
  int column = 0;
};

class TableIndex;

/// A CSV table: figures by sex x age x year x …; each combination stands in exactly one row (checked when read).
struct Table {
  Mark mark{};
  std::string title{};
  Provenance provenance{};
  std::vector<std::string> columns{};  ///< names of the value columns
  std::vector<TableRow> rows{};
  bool by_sex = false, by_age = false, by_year = false, by_year_of_study = false, by_year_in_state = false,
       by_state = false;
  bool age_reached = false;                   ///< its ages are those reached in the calendar year: year - year of birth
  std::string state_column{};                 ///< what the column is called: `state`, `ses` or `area`
  std::shared_ptr<const TableIndex> index{};  ///< makes find() quick; null: it looks at row after row

  Mark mark_of(const TableRow& row) const { return {mark.file, row.line, row.column}; }

  /// Builds the index, after which keys and rows must stay as they are. Per key, ranges must be equal or disjoint among
  /// rows that agree in sex, state, year of study, year in state and year (in this order); checked when read.
  void build_index();

  /// The row for these circumstances, or null where the table has none.
  const TableRow* find(Sex sex, int age, int year, int year_of_study, int year_in_state,
                       const std::string& state) const;
};

/// 95 % interval of a figure: what is known of it.
struct Interval {
  double low = 0;
  double high = 0;
};

/// A figure as a pack gives it: one number, or one column of a table.
struct Quantity {
  double value = 0;
  std::shared_ptr<const Table> table{};  ///< null: the number above
  int column = 0;
  std::optional<double> outside{};  ///< value where the table has no row; without it a missing row is an error
  double times = 1;                 ///< factor on every value, and on the interval
  Provenance provenance{};
  Mark mark{};
  std::string key{};                   ///< dotted path in the YAML, for messages
  std::optional<Interval> interval{};  ///< of the number above
};

}  // namespace kavel
