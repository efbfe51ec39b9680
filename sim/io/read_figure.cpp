#include "io/read_figure.hpp"

#include <algorithm>
#include <limits>

#include <fmt/format.h>

#include "io/csv.hpp"
#include "io/provenance.hpp"
#include "io/read_table.hpp"
#include "io/text.hpp"

namespace kavel {

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

/// Without a remark after it: `1/year (mean of 2019 and 2020)`, `rate ratio against never smokers`.
std::string plain_unit(const std::string& unit) {
  std::string_view plain = unit;
  for (const std::string_view remark : {" (", ",", ";", " against ", " among ", " without "}) {
    plain = plain.substr(0, plain.find(remark));
  }
  return lower_case(trimmed(plain));
}

bool is_spelling(const std::string& unit, const Meaning& meaning) {
  return std::any_of(meaning.units.begin(), meaning.units.end(),
                     [&](const std::string& one) { return plain_unit(one) == plain_unit(unit); });
}

/// `1/year (or /year, per year, …)`: how a unit is spelt, and some other ways.
std::string expected_unit(const Meaning& meaning) {
  constexpr std::size_t most = 5;
  std::string others;
  for (std::size_t i = 1; i < std::min(meaning.units.size(), most); ++i)
    others += (others.empty() ? "" : ", ") + meaning.units[i];
  if (meaning.units.size() > most) others += ", …";
  return others.empty() ? meaning.units.front() : fmt::format("{} (or {})", meaning.units.front(), others);
}

bool is_percent(const std::string& unit) {
  const std::string plain = plain_unit(unit);
  return plain.starts_with("%") || plain.starts_with("percent") || plain.starts_with("per cent");
}

/// The share that was written as a percentage; else nothing.
std::string meant_share(double value, const Meaning& meaning) {
  const bool percentage = meaning.least == 0 && meaning.most == 1 && value >= 2 && value <= 100;
  return percentage ? shown(value / 100) : "";
}

bool fits(double value, const Meaning& meaning) {
  return value >= meaning.least && value <= meaning.most && !(meaning.above && value == meaning.least);
}

/// `female, 40-44, 2030+`: the keys of a row of a table.
std::string words_of(const TableKeys& keys) {
  std::string words;
  const auto add = [&words](const std::string& word) { words += (words.empty() ? "" : ", ") + word; };
  const auto add_range = [&add](const std::optional<Range>& range, const char* what) {
    if (!range) return;
    const std::string first = what + std::to_string(range->from);
    if (range->to == range->from) return add(first);
    add(range->to == Range::open ? first + '+' : fmt::format("{}-{}", first, range->to));
  };
  if (keys.sex) add(std::string(sex_names[static_cast<std::size_t>(*keys.sex)]));
  add_range(keys.age, "age ");
  add_range(keys.year, "year ");
  add_range(keys.year_of_study, "year of study ");
  add_range(keys.year_in_state, "year in state ");
  if (keys.state) add(*keys.state);
  return words;
}

}  // namespace

Meaning Meaning::hazard() {
  std::vector<std::string> units{"1/year",        "/year",           "per year",          "1/y",
                                 "1/person-year", "per person-year", "1/year per person", "births per woman-year"};
  for (const char* event : {"births", "cases", "deaths", "events", "new cases"}) {
    units.push_back(std::string(event) + " per person-year");
  }
  return {std::move(units), "a rate of at least 0", 0, infinity, false, {}, true};
}
Meaning Meaning::probability() {
  return {{"1", "probability", "probability per cycle", "per cycle", "1/cycle"},
          "a probability between 0 and 1",
          0,
          1,
          false,
          {}};
}
Meaning Meaning::inhabitants() {
  return {{"persons", "inhabitants", "person"}, "a number of persons above 0", 0, infinity, true, {}};
}

Meaning Meaning::share(const std::string& group) {
  Meaning meaning{{"1", "share", "proportion", "fraction", "fraction of persons", "probability"},
                  "a share between 0 and 1",
                  0,
                  1,
                  false,
                  {}};
  if (!group.empty()) meaning.groups = {group};
  return meaning;
}
Meaning Meaning::years() { return {{"years", "year", "y"}, "a number of years above 0", 0, infinity, true, {}}; }
Meaning Meaning::time_spent() {
  return {{"years", "year", "y"}, "a number of years of at least 0", 0, infinity, false, {}};
}
Meaning Meaning::per_inhabitant() {
  return {
      {"persons per inhabitant per year", "persons/inhabitant/year", "per inhabitant per year", "1/year", "per year"},
      "a number of persons from 0 to 1 per inhabitant",
      0,
      1,
      false,
      {},
      true};
}
Meaning Meaning::shape() { return {{"1"}, "a number above 0", 0, infinity, true, {}}; }
Meaning Meaning::ratio(const std::string& group) {
  Meaning meaning{{"1", "ratio", "rate ratio", "hazard ratio", "relative risk", "mortality ratio"},
                  "a ratio of at least 0",
                  0,
                  infinity,
                  false,
                  {}};
  if (!group.empty()) meaning.groups = {group};
  return meaning;
}
Meaning Meaning::odds_ratio(const std::string& group) {
  Meaning meaning{{"1", "ratio", "odds ratio"}, "an odds ratio above 0", 0, infinity, true, {}};
  if (!group.empty()) meaning.groups = {group};
  return meaning;
}
Meaning Meaning::per_year(const std::string& unit) {
  std::vector<std::string> units{unit + "/year",
                                 unit + " per year",
                                 unit + " per person-year",
                                 unit + "/person-year",
                                 unit + " per person per year",
                                 unit};
  return {std::move(units), "a number", -infinity, infinity, false, {"state"}, true};
}
Meaning Meaning::per_transition(const std::string& unit) {
  return {{unit, unit + " per event", unit + "/event", unit + " per transition"},
          "a number",
          -infinity,
          infinity,
          false,
          {},
          true};
}

Meaning Meaning::level(const std::string& unit, double least, double most) {
  std::vector<std::string> units{unit};
  if (unit == "1") units.insert(units.end(), {"utility", "share", "QALY per year", "QALY/year"});
  return {std::move(units),
          fmt::format("a number from {} to {}", shown(least), shown(most)),
          least,
          most,
          false,
          {"ses"},
          true};
}
Meaning Meaning::change(const std::string& unit) { return {{unit}, "a number", -1000, 1000, false, {}}; }
Meaning Meaning::amount() {
  return {{"EUR", "EUR/year", "EUR per year"}, "an amount from 0 to 1 million EUR", 0, 1e6, false, {}};
}
Meaning Meaning::users() {
  return {{"1", "share", "proportion", "fraction"}, "a share from 0.001 to 1", 0.001, 1, false, {}};
}
Meaning Meaning::variation() {
  return {{"1", "coefficient of variation"}, "a coefficient of variation from 0 to 20", 0, 20, false, {}};
}
Meaning Meaning::spread(const std::string& unit) {
  return {{unit}, "a standard deviation of at least 0", 0, 1000, false, {}};
}
Meaning Meaning::residual(const std::string& unit) {
  Meaning meaning = per_year(unit);
  meaning.units.push_back(unit + " per inhabitant per year");
  meaning.units.push_back(unit + " per inhabitant");
  meaning.expected = "a residual of at least 0";
  meaning.least = 0;
  meaning.groups.clear();
  return meaning;
}
Meaning Meaning::growth() {
  return {{"1/year", "per year", "share per year", "growth per year"}, "a growth above -1", -1, infinity, true, {}};
}
Meaning Meaning::price() { return {{"EUR"}, "a price of at least 0", 0, infinity, false, {}}; }

Status read_status(Fields& fields) {
  const auto choice = fields.choice("status");
  return choice ? status_named(schema().status.choices[*choice]).value_or(Status::unstated) : Status::unstated;
}

struct FigureReader::Stated {
  Provenance provenance{};  ///< own, else that of what it stands in
  Mark unit_mark{};
  std::optional<double> outside{};
  Mark outside_mark{};
  double times = 1;
  bool has_times = false;
  std::optional<std::string> column{};
  Mark column_mark{};
  Provenance inherited{};  ///< of the pack: after the table's
};

Provenance FigureReader::inherited(const YamlNode& node) const {
  if (node.set_by) return {"", "set by " + *node.set_by, Status::assumed};
  const auto found = inherited_.find(node.source);
  return found == inherited_.end() ? Provenance{} : found->second;
}

void FigureReader::check_unit(const Mark& mark, const std::string& path, const std::string& unit,
                              const Meaning& meaning) {
  if (is_spelling(unit, meaning)) return;
  problems_->add(
      mark, joined(path, "unit"), expected_unit(meaning), in_quotes(unit),
      is_percent(unit) ? "0.05 for 5 %, or times: 0.01 beside it and no unit" : suggest(unit, meaning.units));
}

FigureReader::Stated FigureReader::read_stated(Fields& fields, const Provenance& near) {
  Stated stated;
  stated.provenance.unit = fields.text("unit").value_or("");
  if (const YamlNode* unit = fields.find("unit")) stated.unit_mark = unit->mark();
  stated.provenance.source = fields.text("source").value_or("");
  stated.provenance.status = read_status(fields);
  stated.provenance = completed(stated.provenance, near);
  stated.outside = fields.number("outside");
  if (const YamlNode* outside = fields.find("outside")) stated.outside_mark = outside->mark();
  stated.has_times = fields.find("times") != nullptr;
  stated.times = fields.number("times").value_or(1);
  stated.column = fields.text("column");
  if (const YamlNode* column = fields.find("column")) stated.column_mark = column->mark();
  return stated;
}

std::shared_ptr<const Table> FigureReader::read_table_of(Fields& fields) {
  const YamlNode* node = fields.find("table");
  const std::optional<std::string> path = fields.text("table");
  if (!path) return nullptr;
  const SourceFile* file = sources_->open(*path, *node->source, "", node->mark(), fields.path("table"), *problems_);
  if (file == nullptr) return nullptr;
  const auto known = tables_.find(file);
  if (known != tables_.end()) return known->second;
  return tables_[file] = read_table(*file, *problems_);
}

Quantity FigureReader::read(const YamlNode& node, const Meaning& meaning, const std::string& path,
                            const Provenance& near) {
  if (node.kind == YamlNode::Kind::mapping) {
    Fields fields(node, schema().figure, path, *problems_);
    Quantity quantity = read_value(fields, node, meaning, near);
    fields.done();
    return quantity;
  }
  Quantity quantity;
  quantity.mark = node.mark();
  quantity.key = path;
  quantity.provenance = node.set_by ? inherited(node) : completed(near, inherited(node));
  quantity.provenance.unit = meaning.units.front();
  Shape any = schema().number;
  any.least = meaning.least;
  any.most = meaning.most;
  any.above = meaning.above;
  Problems found;
  if (const auto value = read_number(node, any, path, found)) quantity.value = *value;
  for (Problem problem : found.all()) {
    if (!problem.expected.starts_with("a finite")) {
      if (problem.suggestion.empty() && node.kind == YamlNode::Kind::scalar && !node.in_quotes)
        problem.suggestion = meant_share(parse_number(node.text).value, meaning);
      problem.expected =
          node.kind == YamlNode::Kind::scalar && !node.in_quotes && parse_number(node.text).is == NumberText::Is::number
              ? meaning.expected
              : meaning.expected + ", or a mapping with value or table";
    }
    problems_->add(std::move(problem));
  }
  return quantity;
}

Quantity FigureReader::read_value(Fields& fields, const YamlNode& node, const Meaning& meaning,
                                  const Provenance& near) {
  Stated stated = read_stated(fields, near);
  const YamlNode* value_node = fields.find("value");
  const std::optional<double> value = fields.number("value");
  const YamlNode* table_node = fields.find("table");
  fields.find("low");
  fields.find("high");
  stated.inherited = inherited(node);
  if ((value_node == nullptr) == (table_node == nullptr)) {
    const bool mistyped = value_node == nullptr && (fields.perhaps_meant("value") || fields.perhaps_meant("table"));
    if (fields.is_mapping() && !mistyped) {
      problems_->add(node.mark(), fields.path(), "either value or table", value_node == nullptr ? "neither" : "both");
    }
    fields.find("table");
    return {};
  }
  if (table_node != nullptr) {
    refuse_beside(fields, {"low", "high"}, "value");
    const std::shared_ptr<const Table> table = read_table_of(fields);
    if (!table) return {};
    if (!stated.column && table->columns.size() > 1) {
      problems_->add(table_node->mark(), fields.path("column"), "one of " + listed(table->columns), "no column");
      return {};
    }
    const auto found = stated.column ? std::find(table->columns.begin(), table->columns.end(), *stated.column)
                                     : table->columns.begin();
    if (found == table->columns.end()) {
      problems_->add(stated.column_mark, fields.path("column"), "one of " + listed(table->columns),
                     in_quotes(*stated.column), suggest(*stated.column, table->columns));
      return {};
    }
    return from_table(table, static_cast<int>(found - table->columns.begin()), stated, meaning, fields);
  }
  refuse_beside(fields, {"column", "outside"}, "table");
  Quantity quantity;
  quantity.value = value.value_or(0);
  quantity.times = stated.times;
  quantity.mark = value_node->mark();
  quantity.key = fields.path();
  if (value_node->set_by && !node.set_by) {  // the source written here is that of the value it replaces
    const YamlNode* source = fields.find("source");
    if (source == nullptr || !source->set_by) stated.provenance = {stated.provenance.unit, "", Status::unstated};
    stated.inherited = inherited(*value_node);
  }
  quantity.provenance = completed(stated.provenance, stated.inherited);
  if (quantity.provenance.unit.empty()) {
    quantity.provenance.unit = meaning.units.front();
  } else {
    check_unit(stated.unit_mark, fields.path(), quantity.provenance.unit, meaning);
  }
  if (value && !fits(*value * stated.times, meaning)) {  // its interval has the same fault
    problems_->add(value_node->mark(), fields.path("value"), meaning.expected, shown(*value * stated.times),
                   meant_share(*value * stated.times, meaning));
    fields.number("low");
    fields.number("high");
  } else if (value) {
    take_interval(fields, node, meaning, quantity);
  }
  return quantity;
}

/// Reports keys that have no effect without another one.
void FigureReader::refuse_beside(Fields& fields, std::initializer_list<std::string_view> keys, std::string_view with) {
  for (const std::string_view key : keys) {
    if (const YamlNode* needless = fields.find(key)) {
      problems_->add(needless->mark(), fields.path(key), fmt::format("this key only beside {}", with),
                     fmt::format("no {}", with));
    }
  }
}

/// Both ends, around the value; that of a value that has been replaced goes with it.
void FigureReader::take_interval(Fields& fields, const YamlNode& node, const Meaning& meaning, Quantity& quantity) {
  const YamlNode* ends[] = {fields.find("low"), fields.find("high")};
  const std::optional<double> low = fields.number("low");
  const std::optional<double> high = fields.number("high");
  const bool replaced = fields.find("value")->set_by && !node.set_by;
  if (replaced && (ends[0] == nullptr || !ends[0]->set_by) && (ends[1] == nullptr || !ends[1]->set_by)) return;
  if ((ends[0] == nullptr) != (ends[1] == nullptr)) {
    problems_->add(ends[0] == nullptr ? ends[1]->mark() : ends[0]->mark(), fields.path(),
                   "both low and high, or neither", ends[0] == nullptr ? "high alone" : "low alone");
  }
  if (!low || !high) return;
  if (*low > quantity.value || *high < quantity.value) {
    problems_->add(ends[0]->mark(), fields.path("low"), fmt::format("an interval that holds {}", shown(quantity.value)),
                   fmt::format("{} to {}", shown(*low), shown(*high)));
  }
  for (const auto& [end, key] : {std::pair{*low, "low"}, std::pair{*high, "high"}}) {
    if (!fits(end * quantity.times, meaning))
      problems_->add(fields.find(key)->mark(), fields.path(key), meaning.expected, shown(end * quantity.times));
  }
  quantity.interval = Interval{*low, *high};
}

Quantity FigureReader::from_table(const std::shared_ptr<const Table>& table, int column, const Stated& stated,
                                  const Meaning& meaning, const Fields& fields) {
  Quantity quantity;
  quantity.table = table;
  quantity.column = column;
  quantity.outside = stated.outside;
  quantity.times = stated.times;
  quantity.mark = fields.mark();
  quantity.key = fields.path();
  const Provenance& of_table = table->provenance;
  quantity.provenance = completed(stated.provenance, completed(of_table, stated.inherited));
  if (!stated.provenance.unit.empty()) {
    check_unit(stated.unit_mark, fields.path(), stated.provenance.unit, meaning);
    if (!of_table.unit.empty() && !stated.has_times &&
        plain_unit(of_table.unit) != plain_unit(stated.provenance.unit) && !is_spelling(of_table.unit, meaning)) {
      problems_->add(stated.unit_mark, fields.path("unit"), "the table's unit, or a factor `times` that converts it",
                     in_quotes(stated.provenance.unit) + " for a table in " + in_quotes(of_table.unit));
    }
  } else if (!of_table.unit.empty()) {
    if (!is_spelling(of_table.unit, meaning)) {
      problems_->add(fields.mark(), fields.path("unit"), expected_unit(meaning),
                     fmt::format("{}, the unit of {}", in_quotes(of_table.unit), table->mark.file),
                     is_percent(of_table.unit) ? "times: 0.01 beside it" : "");
    }
  }
  if (quantity.provenance.unit.empty()) quantity.provenance.unit = meaning.units.front();
  const bool may_have =
      std::find(meaning.groups.begin(), meaning.groups.end(), table->state_column) != meaning.groups.end();
  if (table->by_state && !may_have) {
    const std::string allowed =
        meaning.groups.empty() ? "no column state, ses or area" : "no such column but " + listed(meaning.groups);
    problems_->add(fields.mark(), fields.path("table"), "a table with " + allowed,
                   "one with the column " + in_quotes(table->state_column));
  }
  if (table->age_reached && !meaning.lived) {
    problems_->add(fields.mark(), fields.path("table"), "a table by age",
                   "one by age_reached, which is for hazards and payoffs");
  }
  if (stated.outside && !fits(*stated.outside, meaning)) {
    problems_->add(stated.outside_mark, fields.path("outside"), meaning.expected, shown(*stated.outside));
  }
  check_values(quantity, meaning);
  return quantity;
}

/// Reports values out of range where they stand in the table.
void FigureReader::check_values(const Quantity& quantity, const Meaning& meaning) {
  const Table& table = *quantity.table;
  const std::string what =
      fmt::format("{} {} {} {}", table.mark.file, quantity.column, quantity.times, meaning.expected);
  if (!checked_.insert(what).second) return;
  const SourceFile* source = nullptr;
  for (const auto& [file, one] : tables_) {
    if (one == quantity.table) source = file;
  }
  expects(source != nullptr, "a table comes from a file");
  const std::string& column = table.columns[static_cast<std::size_t>(quantity.column)];
  std::optional<CsvText> csv;  // cut again, to say where the value stands
  Problems found;
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    const double value = table.rows[i].values[static_cast<std::size_t>(quantity.column)] * quantity.times;
    if (fits(value, meaning)) continue;
    Problems none;
    if (!csv) csv.emplace(*source, none);
    const std::string where = words_of(table.rows[i].keys);
    found.add(csv->mark(csv->row(i)[present(csv->column(column), "a table has the columns it was read with")]),
              quantity.key + " (column " + column + ")", meaning.expected,
              where.empty() ? shown(value) : fmt::format("{} ({})", shown(value), where));
  }
  add_some(found, *source, *problems_);
}

std::vector<std::pair<std::string, Quantity>> FigureReader::read_columns(Fields& fields, const Meaning& meaning) {
  Stated stated = read_stated(fields, {});
  const YamlNode* table_node = fields.find("table");
  if (table_node == nullptr) {
    refuse_beside(fields, {"column", "outside", "times", "unit"}, "table");
    return {};
  }
  stated.inherited = inherited(*table_node);
  const std::shared_ptr<const Table> table = read_table_of(fields);
  if (!table) return {};
  std::vector<std::pair<std::string, Quantity>> result;
  for (std::size_t i = 0; i < table->columns.size(); ++i) {
    if (stated.column && table->columns[i] != *stated.column) continue;
    result.emplace_back(table->columns[i], from_table(table, static_cast<int>(i), stated, meaning, fields));
  }
  if (result.empty()) {
    problems_->add(stated.column_mark, fields.path("column"), "one of " + listed(table->columns),
                   in_quotes(*stated.column), suggest(*stated.column, table->columns));
  }
  return result;
}

}  // namespace kavel
