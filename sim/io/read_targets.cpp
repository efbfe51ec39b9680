#include "io/read_targets.hpp"

#include <algorithm>
#include <array>
#include <map>

#include <fmt/format.h>

#include "core/age.hpp"
#include "io/csv.hpp"
#include "io/text.hpp"

namespace kavel {

namespace {

constexpr double greatest_weight = 1e8;  ///< a relative standard error of 0.01 %

struct Measure {
  std::string_view name{};
  TargetSpec::Of of = TargetSpec::Of::prevalence;
  bool total = false;
};

constexpr std::array measures{
    Measure{"prevalence", TargetSpec::Of::prevalence, false}, Measure{"patients", TargetSpec::Of::prevalence, true},
    Measure{"incidence", TargetSpec::Of::new_cases, false},   Measure{"new_cases", TargetSpec::Of::new_cases, true},
    Measure{"mortality", TargetSpec::Of::deaths, false},      Measure{"deaths", TargetSpec::Of::deaths, true},
    Measure{"steady", TargetSpec::Of::steady, false}};

class TargetsReader {
 public:
  TargetsReader(const SourceFile& source, Problems& problems) : csv_(source, problems), problems_(&problems) {}

  void read(TargetsSpec& targets) {
    targets.provenance = csv_.provenance();
    targets.mark = csv_.mark();
    if (!csv_.has_columns()) return;
    find_columns();
    if (!problems_->empty()) return;
    for (std::size_t i = 0; i < csv_.rows(); ++i) targets.targets.push_back(read_row(csv_.row(i)));
    if (csv_.rows() == 0) problems_->add(csv_.mark(), "", "at least one target", "none");
  }

 private:
  static constexpr std::array<std::string_view, 6> names{"condition", "measure", "sex", "age", "value", "weight"};

  void find_columns() {
    const std::vector<std::string> all(names.begin(), names.end());
    for (const CsvField& field : csv_.header()) {
      if (contains(all, field.text)) continue;
      problems_->add(csv_.mark(field), std::string(field.text), "one of the columns " + listed(all),
                     "an unknown column", csv_.meant_column(field.text, all));
    }
    for (const std::string_view name : names) {
      if (csv_.column(name) || name == "sex" || name == "age" || !problems_->empty()) continue;
      problems_->add(csv_.mark(), std::string(name), "a column " + std::string(name), "none");
    }
  }

  /// The field of a column; an empty one where there is no such column.
  CsvField field(std::span<const CsvField> row, std::string_view name) const {
    const auto column = csv_.column(name);
    return column ? row[*column] : CsvField{"", row.front().line, 0};
  }

  TargetSpec read_row(std::span<const CsvField> row) {
    TargetSpec target;
    target.mark = csv_.mark(row.front());
    target.condition = std::string(field(row, "condition").text);
    take_measure(field(row, "measure"), target);
    const CsvField sex = field(row, "sex");
    if (!sex.text.empty() && sex.text != "both") target.sex = read_csv_sex(csv_, sex, *problems_);
    take_ages(field(row, "age"), target);
    take_value(field(row, "value"), target);
    const CsvField weight = field(row, "weight");
    target.weight = read_csv_number(csv_, weight, "weight", *problems_).value_or(0);
    if (target.weight < 0 || target.weight > greatest_weight) {
      problems_->add(csv_.mark(weight), "weight", fmt::format("a weight from 0 to {:.0f}", greatest_weight),
                     in_quotes(weight.text));
    }
    check_once(target, row.front());
    return target;
  }

  void take_measure(const CsvField& name, TargetSpec& target) {
    const auto found =
        std::find_if(measures.begin(), measures.end(), [&](const Measure& one) { return one.name == name.text; });
    if (found != measures.end()) {
      target.measure = std::string(found->name);
      target.of = found->of;
      target.total = found->total;
      return;
    }
    std::vector<std::string> all;
    for (const Measure& one : measures) all.emplace_back(one.name);
    problems_->add(csv_.mark(name), "measure", "one of " + listed(all), in_quotes(name.text), suggest(name.text, all));
  }

  void take_ages(const CsvField& ages, TargetSpec& target) {
    if (ages.text.empty()) return;
    target.ages = read_csv_range(csv_, ages, "age", *problems_).value_or(Range{});
    if (target.ages.from > oldest_age) {
      problems_->add(csv_.mark(ages), "age", fmt::format("ages from 0 to {}", oldest_age), in_quotes(ages.text));
    }
  }

  void take_value(const CsvField& value, TargetSpec& target) {
    if (target.of == TargetSpec::Of::steady && value.text.empty()) return;  // as it is: 1
    const auto number = read_csv_number(csv_, value, "value", *problems_);
    if (!number) return;
    target.value = *number;
    const bool share = target.of == TargetSpec::Of::prevalence && !target.total;
    if (*number > 0 && (!share || *number <= 1)) return;
    problems_->add(csv_.mark(value), "value", share ? "a share above 0 and at most 1" : "a number above 0",
                   in_quotes(value.text));
  }

  void check_once(const TargetSpec& target, const CsvField& first) {
    const std::string what =
        fmt::format("{} {}, {} {}-{}", target.condition, target.measure,
                    target.sex ? sex_names[static_cast<std::size_t>(*target.sex)] : "both", target.ages.from,
                    target.ages.to == Range::open ? "" : std::to_string(target.ages.to));
    const auto [earlier, is_new] = lines_.emplace(what, first.line);
    if (is_new || target.measure.empty()) return;
    problems_->add(csv_.mark(first), "", "each target once",
                   fmt::format("{} again (first on line {})", what, earlier->second));
  }

  CsvText csv_;
  Problems* problems_;
  std::map<std::string, int> lines_{};
};

}  // namespace

void read_targets(const SourceFile& source, TargetsSpec& targets, Problems& problems) {
  Problems found;
  TargetsReader(source, found).read(targets);
  add_some(found, source, problems);
}

void check_targets(const TargetsSpec& targets, const CalibrationSpec& calibration, Problems& problems) {
  std::vector<std::string> names;
  for (const ConditionSpec& condition : calibration.conditions) names.push_back(condition.name);
  bool totals = false;
  for (const TargetSpec& target : targets.targets) {
    const auto found = std::find_if(calibration.conditions.begin(), calibration.conditions.end(),
                                    [&](const ConditionSpec& one) { return one.name == target.condition; });
    if (found == calibration.conditions.end()) {
      problems.add(
          target.mark, "condition",
          names.empty() ? "a condition of the calibration, which has none" : "one of the conditions " + listed(names),
          in_quotes(target.condition), suggest(target.condition, names));
    } else if (target.of == TargetSpec::Of::deaths && found->deaths.empty()) {
      problems.add(target.mark, "measure", "a condition with deaths (the key deaths of " + found->key + ")",
                   in_quotes(target.condition) + ", which has none");
    }
    totals = totals || target.total;
  }
  if (totals && !targets.inhabitants) {
    problems.add(targets.mark, targets.key + ".inhabitants", "whom totals are of", "nothing");
  }
}

}  // namespace kavel
