#include "io/read_table.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <set>

#include <fmt/format.h>

#include "model/row_order.hpp"
#include "io/csv.hpp"
#include "io/text.hpp"

namespace kavel {

namespace {

enum class Dimension : std::uint8_t { sex, state, year_of_study, year_in_state, year, age };
constexpr std::size_t dimensions = table_keys;
constexpr std::array<std::string_view, dimensions> dimension_names{"sex",           "state", "year_of_study",
                                                                   "year_in_state", "year",  "age"};
constexpr std::size_t no_column = SIZE_MAX;
constexpr std::size_t enough = 1000;  ///< problems, to stop looking for more

std::size_t at(Dimension dimension) { return static_cast<std::size_t>(dimension); }

std::optional<Dimension> dimension_of(std::string_view column) {
  if (column == "ses" || column == "area") return Dimension::state;
  if (column == "age_reached") return Dimension::age;
  for (std::size_t d = 0; d < dimensions; ++d) {
    if (column == dimension_names[d]) return static_cast<Dimension>(d);
  }
  return std::nullopt;
}

const std::vector<std::string>& key_columns() {
  static const std::vector<std::string> names{"sex",           "age",   "age_reached", "year", "year_of_study",
                                              "year_in_state", "state", "ses",         "area"};
  return names;
}

/// Reads the rows of one table.
class TableReader {
 public:
  TableReader(const SourceFile& source, Problems& problems) : csv_(source, problems) {}

  std::shared_ptr<const Table> read(Problems& problems) {
    auto table = std::make_shared<Table>();
    table->mark = csv_.mark();
    table->title = csv_.title();
    table->provenance = csv_.provenance();
    const std::size_t before = problems.all().size();
    if (csv_.has_columns()) take_columns(*table, problems);
    if (!csv_.has_columns() || problems.all().size() > before) return nullptr;
    table->rows.reserve(csv_.rows());
    places_.reserve(csv_.rows());
    const bool has_all_rows = problems.empty();
    for (std::size_t i = 0; i < csv_.rows(); ++i) take_row(*table, csv_.row(i), problems);
    if (has_all_rows && keys_are_fine_) check_coverage(problems);
    if (!problems.empty()) return nullptr;
    table->build_index();
    return table;
  }

 private:
  void take_columns(Table& table, Problems& problems) {
    dimension_of_column_.assign(csv_.header().size(), std::nullopt);
    for (std::size_t i = 0; i < csv_.header().size(); ++i) {
      const CsvField& field = csv_.header()[i];
      const std::string name(field.text);
      if (const auto dimension = dimension_of(name)) {
        std::size_t& column = column_of_dimension_[at(*dimension)];
        if (column != no_column) {
          problems.add(csv_.mark(field), name,
                       *dimension == Dimension::age ? "one of the columns age, age_reached"
                                                    : "one of the columns state, ses, area",
                       "a second one");
        }
        column = i;
        dimension_of_column_[i] = dimension;
        continue;
      }
      const auto same = std::find(key_columns().begin(), key_columns().end(), lower_case(name));
      if (same != key_columns().end()) {
        problems.add(csv_.mark(field), name, "keys in lower case", in_quotes(name), *same);
      }
      table.columns.push_back(name);
    }
    if (table.columns.empty() && !csv_.header().empty()) {
      problems.add(csv_.mark(), "", "a column of figures", "only the keys " + listed(key_names()));
    }
    table.by_sex = has(Dimension::sex);
    table.by_age = has(Dimension::age);
    table.age_reached = table.by_age && name_of(at(Dimension::age)) == "age_reached";
    table.by_year = has(Dimension::year);
    table.by_year_of_study = has(Dimension::year_of_study);
    table.by_year_in_state = has(Dimension::year_in_state);
    table.by_state = has(Dimension::state);
    if (table.by_state) table.state_column = name_of(at(Dimension::state));
  }

  std::vector<std::string> key_names() const {
    std::vector<std::string> names;
    for (const CsvField& field : csv_.header()) names.emplace_back(field.text);
    return names;
  }

  void take_row(Table& table, std::span<const CsvField> fields, Problems& problems) {
    TableRow& row = table.rows.emplace_back();
    row.line = fields.front().line;
    row.column = fields.front().column;
    row.values.reserve(table.columns.size());
    RowPlace& place = places_.emplace_back();
    for (std::size_t i = 0; i < fields.size(); ++i) {
      if (const auto dimension = dimension_of_column_[i]) {
        const std::size_t before = problems.all().size();
        place[at(*dimension)] = take_key(row.keys, *dimension, fields[i], problems);
        keys_are_fine_ = keys_are_fine_ && problems.all().size() == before;
      } else if (const NumberText number = parse_number(fields[i].text); number.is == NumberText::Is::number) {
        row.values.push_back(number.value);
      } else if (!is_mistyped_key(i, fields[i], problems)) {
        read_csv_number(csv_, fields[i], csv_.header()[i].text, problems);
      }
    }
  }

  /// The key, absent so far, that a column of figures was perhaps meant to be; empty: none.
  std::string meant_key(std::size_t column) const {
    std::vector<std::string> keys;
    for (const std::string& key : key_columns()) {
      const auto dimension = dimension_of(key);
      if (dimension && !has(*dimension)) keys.push_back(key);
    }
    return csv_.meant_column(csv_.header()[column].text, std::move(keys));
  }

  /// A column that holds what a key holds, and is nearly called so, is a key that was mistyped: said once.
  bool is_mistyped_key(std::size_t column, const CsvField& field, Problems& problems) {
    if (mistyped_.contains(column)) return true;
    const std::string near = meant_key(column);
    const auto dimension = dimension_of(near);
    if (!dimension || !could_be(*dimension, field.text)) return false;
    mistyped_.insert(column);
    keys_are_fine_ = false;
    const CsvField& name = csv_.header()[column];
    problems.add(csv_.mark(name), std::string(name.text), "numbers in a column that is no key", in_quotes(field.text),
                 near);
    return true;
  }

  static bool could_be(Dimension dimension, std::string_view text) {
    if (dimension == Dimension::sex) return text == "female" || text == "male";
    if (dimension == Dimension::state) return is_name(text);
    return text.size() > 1 && text.find_first_not_of("0123456789-+") == std::string_view::npos;
  }

  Range take_key(TableKeys& keys, Dimension dimension, const CsvField& field, Problems& problems) {
    const std::string_view name = csv_.header()[column_of_dimension_[at(dimension)]].text;
    if (dimension == Dimension::sex) {
      keys.sex = read_csv_sex(csv_, field, problems);
      const int sex = keys.sex ? static_cast<int>(*keys.sex) : 0;
      return {sex, sex};
    }
    if (dimension == Dimension::state) {
      if (field.text.empty()) problems.add(csv_.mark(field), std::string(name), "a name", "nothing");
      keys.state = std::string(field.text);
      const auto [found, is_new] = states_.emplace(*keys.state, static_cast<int>(states_.size()));
      if (is_new) state_names_.push_back(*keys.state);
      return {found->second, found->second};
    }
    const std::optional<Range> range = read_csv_range(csv_, field, name, problems);
    if (dimension == Dimension::age) keys.age = range;
    if (dimension == Dimension::year) keys.year = range;
    if (dimension == Dimension::year_of_study) keys.year_of_study = range;
    if (dimension == Dimension::year_in_state) keys.year_in_state = range;
    return range.value_or(Range{});
  }

  /// Exactly one row for every combination.
  void check_coverage(Problems& problems) {
    const std::vector<std::size_t> order = in_order(places_);
    hull_.fill({Range::open, 0});
    for (const RowPlace& place : places_) {
      for (std::size_t d = 0; d < dimensions; ++d) {
        hull_[d] = {std::min(hull_[d].from, place[d].from), std::max(hull_[d].to, place[d].to)};
      }
    }
    check_level(0, order, problems);
  }

  /// Rows that agree in all keys before `d`: their ranges of `d` are equal or disjoint, and leave no gap.
  void check_level(std::size_t d, std::span<const std::size_t> rows, Problems& problems) {
    while (d < dimensions && !has(static_cast<Dimension>(d))) ++d;
    if (d == dimensions) {
      for (std::size_t i = 1; i < rows.size(); ++i) report_twice(rows[0], rows[i], problems);
      return;
    }
    if (problems.all().size() >= enough) return;
    int next = hull_[d].from;
    std::size_t reaches = rows.front();  // the row that reaches furthest so far
    for (std::size_t first = 0; first < rows.size();) {
      const Range range = places_[rows[first]][d];
      std::size_t end = first;
      while (end < rows.size() && places_[rows[end]][d].from == range.from && places_[rows[end]][d].to == range.to)
        ++end;
      if (range.from < next) {
        report_overlap(d, reaches, rows[first], problems);
      } else {
        if (range.from > next) report_gap(d, {next, range.from - 1}, rows[first == 0 ? 0 : first - 1], problems);
        check_level(d + 1, rows.subspan(first, end - first), problems);
      }
      if (range.to + 1 > next) {
        next = range.to + 1;
        reaches = rows[first];
      }
      first = end;
    }
    if (next <= hull_[d].to) report_gap(d, {next, hull_[d].to}, rows.back(), problems);
  }

  const CsvField& field_of(std::size_t row, std::size_t d) const { return csv_.row(row)[column_of_dimension_[d]]; }
  bool has(Dimension dimension) const { return column_of_dimension_[at(dimension)] != no_column; }
  std::string name_of(std::size_t d) const { return std::string(csv_.header()[column_of_dimension_[d]].text); }

  std::string shown(std::size_t d, const Range& range) const {
    if (d == at(Dimension::sex)) return std::string(sex_names[static_cast<std::size_t>(range.from)]);
    if (d == at(Dimension::state)) return state_names_[static_cast<std::size_t>(range.from)];
    if (range.to == Range::open) return fmt::format("{}+", range.from);
    return range.from == range.to ? fmt::format("{}", range.from) : fmt::format("{}-{}", range.from, range.to);
  }

  /// `sex female, year 2030`: the keys of a row before dimension `d`.
  std::string keys_before(std::size_t row, std::size_t d) const {
    std::string text;
    for (std::size_t i = 0; i < d; ++i) {
      if (has(static_cast<Dimension>(i))) text += fmt::format("{} {}, ", name_of(i), shown(i, places_[row][i]));
    }
    return text;
  }

  /// Rows that differ in a column that is nearly called like a key: that is then what is wrong.
  bool tell_mistyped_key(std::size_t first, std::size_t second, Problems& problems) {
    for (std::size_t column = 0; column < csv_.header().size(); ++column) {
      if (mistyped_.contains(column)) return true;
      if (dimension_of_column_[column] || csv_.row(first)[column].text == csv_.row(second)[column].text) continue;
      const std::string near = meant_key(column);
      if (near.empty()) continue;
      mistyped_.insert(column);
      const CsvField& name = csv_.header()[column];
      problems.add(csv_.mark(name), std::string(name.text), "each combination of the keys once",
                   "rows that differ in this column only, which is no key", near);
      return true;
    }
    return false;
  }

  void report_twice(std::size_t first, std::size_t second, Problems& problems) {
    if (tell_mistyped_key(first, second, problems)) return;
    const std::string keys = keys_before(second, dimensions);
    problems.add(csv_.mark(csv_.row(second).front()), "", "each combination once",
                 keys.empty() ? fmt::format("a second row (the first is line {})", csv_.row(first).front().line)
                              : fmt::format("{}which line {} gives too", keys, csv_.row(first).front().line));
  }

  void report_overlap(std::size_t d, std::size_t first, std::size_t second, Problems& problems) const {
    problems.add(csv_.mark(field_of(second, d)), name_of(d), "groups that do not overlap",
                 fmt::format("{}, which overlaps {} on line {}", shown(d, places_[second][d]),
                             shown(d, places_[first][d]), field_of(first, d).line));
  }

  void report_gap(std::size_t d, const Range& gap, std::size_t beside, Problems& problems) const {
    const bool is_word = d == at(Dimension::sex) || d == at(Dimension::state);
    for (int value = gap.from; value <= (is_word ? gap.to : gap.from) && problems.all().size() < enough; ++value) {
      const Range missing = is_word ? Range{value, value} : gap;
      problems.add(csv_.mark(field_of(beside, d)), name_of(d),
                   fmt::format("a row for {}{} {}", keys_before(beside, d), name_of(d), shown(d, missing)), "none");
    }
  }

  CsvText csv_;
  std::array<std::size_t, dimensions> column_of_dimension_{no_column, no_column, no_column,
                                                           no_column, no_column, no_column};
  std::vector<std::optional<Dimension>> dimension_of_column_{};
  std::vector<RowPlace> places_{};  ///< of each row
  RowPlace hull_{};
  std::map<std::string, int, std::less<>> states_{};
  std::vector<std::string> state_names_{};
  std::set<std::size_t> mistyped_{};  ///< columns that are perhaps keys
  bool keys_are_fine_ = true;
};

}  // namespace

std::shared_ptr<const Table> read_table(const SourceFile& source, Problems& problems) {
  Problems found;
  std::shared_ptr<const Table> table;
  {
    TableReader reader(source, found);
    table = reader.read(found);
  }
  add_some(found, source, problems);
  return table;
}

}  // namespace kavel
