#include "io/condition_tables.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "io/figures_text.hpp"
#include "io/stated_figures.hpp"
#include "io/text.hpp"

namespace kavel {

namespace {

class ConditionTables {
 public:
  ConditionTables(const Study& study, const FittedConditions& fitted) : study_(study), fitted_(fitted) {}

  std::vector<WrittenTable> all() const {
    std::vector<WrittenTable> tables;
    const std::vector<ConditionSpec>& specs = calibration_of(study_).conditions;
    for (std::size_t c = 0; c < specs.size(); ++c) {
      if (!specs[c].writes_onset.empty()) tables.push_back(onset(specs[c], fitted_.conditions[c]));
      if (!specs[c].writes_start.empty()) tables.push_back(start(specs[c], fitted_.conditions[c]));
    }
    return tables;
  }

 private:
  bool is_fitted(const ConditionSpec& spec) const { return !spec.only_in_regions || is_of_region(study_); }

  std::string method(const ConditionSpec& spec) const {
    if (!is_fitted(spec)) return "as the pack has it; fitted only where a region has targets of its own";
    std::string knots;
    for (const int knot : spec.knots) knots += (knots.empty() ? "" : ", ") + std::to_string(knot);
    return fmt::format(
        "kavel calibrate, on {} persons, seed {}: weighted least squares to the targets of {}; "
        "log-linear between ages {}",
        fitted_.persons, study_.seed, spec.name, knots);
  }

  WrittenTable onset(const ConditionSpec& spec, const FittedCondition& fitted) const {
    TableHead head;
    head.title = fmt::format("Factor on the onset of {}", spec.name);
    head.unit = "1";
    head.sources = {is_fitted(spec) ? targets_of(study_).provenance.source : "by definition"};
    head.methods = {method(spec)};
    if (!is_fitted(spec)) return {spec.writes_onset, text_of(head) + "age,ratio\n0+,1\n"};
    head.notes = {"by age on 1 January"};
    const FigureGrid rows(study_.start, 1, oldest_age,
                          [&](Sex sex, int age, int) { return fitted.onset[sex_age(sex, age)]; });
    return {spec.writes_onset, text_of(head) + rows.text("age", "ratio")};
  }

  WrittenTable start(const ConditionSpec& spec, const FittedCondition& fitted) const {
    TableHead head;
    head.title = fmt::format("Prevalence of {} at the start", spec.name);
    head.unit = "1";
    const Provenance& before = spec.start.front().second.provenance;
    head.methods = {method(spec)};
    if (is_fitted(spec)) {
      head.sources = {targets_of(study_).provenance.source, before.source};
      head.methods.emplace_back("a factor on the odds of having it; shares of stages among those who do as they were");
    } else {
      head.sources = {before.source};
      if (before.status != Status::unstated) head.status = name_of(before.status);
    }
    return {spec.writes_start, text_of(head) + rows_of(fitted)};
  }

  static std::string rows_of(const FittedCondition& fitted) {
    const auto row = [&](Sex sex, int age) {
      std::string text;
      for (const auto& [state, shares] : fitted.start) text += fmt::format(",{:.9g}", shares[sex_age(sex, age)]);
      return text;
    };
    int last = oldest_age;
    while (last > 0 && row(Sex::female, last) == row(Sex::female, last - 1) &&
           row(Sex::male, last) == row(Sex::male, last - 1)) {
      --last;
    }
    std::string text = "sex,age";
    for (const auto& [state, shares] : fitted.start) text += ',' + state;
    text += '\n';
    for (const Sex sex : {Sex::female, Sex::male}) {
      for (int age = 0; age <= last; ++age) {
        text += fmt::format("{},{}{}{}\n", sex_names[static_cast<std::size_t>(sex)], age, age == last ? "+" : "",
                            row(sex, age));
      }
    }
    return text;
  }

  const Study& study_;
  const FittedConditions& fitted_;
};

}  // namespace

std::vector<WrittenTable> calibrated_tables(const Study& study, const FittedConditions& fitted) {
  return ConditionTables(study, fitted).all();
}

}  // namespace kavel
