#include "io/read_cost_level.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "io/csv.hpp"
#include "io/provenance.hpp"
#include "io/text.hpp"

namespace kavel {

namespace {

constexpr double most_factor = 10;

class CostLevelReader {
 public:
  CostLevelReader(const SourceFile& source, const std::vector<std::string>* areas, Problems& problems)
      : csv_(source, problems), areas_(areas), problems_(problems) {}

  void read(CostLevelSpec& spec) {
    if (!csv_.has_columns() || !find_columns(spec)) return;
    check_unit();
    for (std::size_t i = 0; i < csv_.rows(); ++i) take_row(csv_.row(i), spec);
    if (problems_.empty() && areas_ != nullptr) check_all_there();
    spec.figure.table = table_of(spec);
  }

  const CsvText& csv() const { return csv_; }

 private:
  bool find_columns(CostLevelSpec& spec) {
    static const std::vector<std::string> known{"area", "sector", "activity", "factor"};
    for (const CsvField& field : csv_.header()) {
      if (contains(known, field.text)) continue;
      problems_.add(csv_.mark(field), std::string(field.text), "one of the columns " + listed(known), "another",
                    suggest(field.text, known));
    }
    for (const char* needed : {"area", "factor"}) {
      if (!csv_.column(needed)) problems_.add(csv_.mark(), needed, "this column", "none");
    }
    const auto sector = csv_.column("sector");
    const auto activity = csv_.column("activity");
    if (sector && activity) problems_.add(csv_.mark(), "sector", "one of the columns sector, activity", "both");
    if (!problems_.empty()) return false;
    area_ = *csv_.column("area");
    factor_ = *csv_.column("factor");
    part_ = sector ? sector : activity;
    if (part_) spec.of = sector ? CostLevelSpec::Of::sector : CostLevelSpec::Of::activity;
    return true;
  }

  void check_unit() {
    static const std::vector<std::string> units{"1", "ratio", "factor"};
    const std::string& unit = csv_.provenance().unit;
    if (!unit.empty() && !contains(units, lower_case(trimmed(unit))))
      problems_.add(csv_.mark(), "unit", "1", in_quotes(unit), suggest(unit, units));
  }

  void take_row(std::span<const CsvField> fields, CostLevelSpec& spec) {
    CostFactor row;
    row.area = name(fields[area_], "area");
    if (part_) row.of = name(fields[*part_], csv_.header()[*part_].text);
    row.mark = csv_.mark(fields[part_ ? *part_ : area_]);
    if (areas_ != nullptr && !row.area.empty() && !contains(*areas_, row.area)) {
      problems_.add(csv_.mark(fields[area_]), "area", "one of the areas " + listed(*areas_), in_quotes(row.area),
                    suggest(row.area, *areas_));
    }
    const CsvField& field = fields[factor_];
    const auto factor = read_csv_number(csv_, field, "factor", problems_);
    if (factor && !(*factor > 0 && *factor <= most_factor)) {
      problems_.add(csv_.mark(field), "factor", fmt::format("a factor above 0, at most {}", most_factor),
                    in_quotes(field.text));
    }
    row.factor = factor.value_or(1);
    const auto [first, is_new] = lines_.emplace(std::pair(row.area, row.of), field.line);
    if (!is_new) {
      problems_.add(csv_.mark(fields.front()), "", "each combination once",
                    fmt::format("{}{}{}, which line {} gives too", row.area, part_ ? ", " : "", row.of, first->second));
    }
    if (!contains(parts_, row.of)) parts_.push_back(row.of);
    spec.factors.push_back(std::move(row));
  }

  std::string name(const CsvField& field, std::string_view column) {
    if (field.text.empty()) problems_.add(csv_.mark(field), std::string(column), "a name", "nothing");
    return std::string(field.text);
  }

  /// Every area has a factor for everything that any of them has one for.
  void check_all_there() {
    for (const std::string& part : parts_) {
      for (const std::string& area : *areas_) {
        if (lines_.contains({area, part})) continue;
        problems_.add(csv_.mark(), "area", fmt::format("a row for {}{}{}", area, part_ ? ", " : "", part), "none");
      }
    }
  }

  /// The factors as a figure's table, for those who want to know where they are from.
  std::shared_ptr<const Table> table_of(const CostLevelSpec& spec) const {
    auto table = std::make_shared<Table>();
    table->mark = csv_.mark();
    table->title = csv_.title();
    table->provenance = csv_.provenance();
    table->columns = {"factor"};
    for (const CostFactor& factor : spec.factors) {
      TableRow row;
      row.keys.state = factor.area;
      row.values = {factor.factor};
      table->rows.push_back(std::move(row));
    }
    return table;
  }

  CsvText csv_;
  const std::vector<std::string>* areas_;
  Problems& problems_;
  std::size_t area_ = 0, factor_ = 0;
  std::optional<std::size_t> part_{};                           ///< column of the sector or activity
  std::vector<std::string> parts_{};                            ///< as they come
  std::map<std::pair<std::string, std::string>, int> lines_{};  ///< of area and part
};

}  // namespace

CostLevelSpec read_cost_level(const YamlNode& node, const std::string& path, const std::vector<std::string>* areas,
                              FigureReader& figures, Problems& problems) {
  CostLevelSpec spec;
  Fields fields(node, schema().cost_level, path, problems);
  if (!fields.is_mapping()) return spec;
  const auto name = fields.text("table");
  const Provenance own{"1", fields.text("source").value_or(""), read_status(fields)};
  fields.done();
  const SourceFile* source = name ? figures.sources().open(*name, *node.source, "", fields.find("table")->mark(),
                                                           fields.path("table"), problems)
                                  : nullptr;
  if (source == nullptr) return spec;
  Problems found;
  CostLevelReader reader(*source, areas, found);
  reader.read(spec);
  add_some(found, *source, problems);
  spec.figure.mark = fields.find("table")->mark();
  spec.figure.key = fields.path();
  spec.figure.provenance = completed(own, completed(reader.csv().provenance(), figures.inherited(node)));
  return spec;
}

}  // namespace kavel
