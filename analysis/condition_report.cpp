#include "analysis/condition_report.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "analysis/markdown_table.hpp"
#include "analysis/number_text.hpp"

namespace kavel {

namespace {

constexpr double few_patients = 0.005;  ///< share of a sex's patients below which ages are not told

std::string percent(double share, int decimals = 1) { return fixed(100 * share, decimals) + " %"; }
std::string change(double ratio) { return (ratio > 0 ? "+" : "") + percent(ratio); }

std::string ages_text(int from, int to) {
  if (to > oldest_age - 1) return from == 0 ? "all" : fmt::format("{}+", from);
  return from == to ? std::to_string(from) : fmt::format("{}-{}", from, to);
}

std::string sex_text(const std::optional<Sex>& sex) {
  return sex ? std::string(sex_names[static_cast<std::size_t>(*sex)]) : "both";
}

std::string value_text(const TargetSpec& target, double value) {
  if (target.total) return fixed(value, 0);
  if (target.of == TargetSpec::Of::steady) return fixed(value, 3);
  return fmt::format("{:.4g}", value);
}

class ConditionReport {
 public:
  ConditionReport(const Study& study, const FittedConditions& fitted) : study_(study), fitted_(fitted) {}

  std::string text() {
    text_ = fmt::format(
        "\n## Conditions in {}\n\nExpected on {}, whose hazards of 1 January are held for the year. *Before* is the "
        "pack without a fit, but for deaths on budget. A weight of 400 is a relative standard error of 5 %, of 0: "
        "told, "
        "not fitted. {}\n",
        study_.start, counted(fitted_.persons, "person"), rounds());
    targets();
    factors();
    steadiness();
    return std::move(text_);
  }

 private:
  std::string rounds() const {
    const bool any = std::any_of(fitted_.conditions.begin(), fitted_.conditions.end(),
                                 [](const FittedCondition& one) { return is_fitted(one); });
    if (!any) return "Nothing is fitted.";
    return fmt::format("{}; another would move no factor by more than {}.", counted(fitted_.rounds, "round"),
                       percent(fitted_.last_change, 2));
  }

  static bool is_fitted(const FittedCondition& one) {
    return !one.onset_at_knots.front().empty() || !one.odds_at_knots.front().empty();
  }

  /// Deaths are scaled whether or not the condition is fitted.
  static std::string weight_of(const FittedCondition& condition, const FittedTarget& one) {
    if (one.exact) return "exact";
    return is_fitted(condition) ? fmt::format("{:g}", one.target.weight) : "not fitted";
  }

  void targets() {
    MarkdownTable table({"condition", "measure", "sex", "ages", "published", "before", "after", "residual", "weight"});
    bool any = false;
    for (const FittedCondition& condition : fitted_.conditions) {
      for (const FittedTarget& one : condition.targets) {
        const TargetSpec& target = one.target;
        table.add({condition.name, target.measure, sex_text(target.sex), ages_text(target.ages.from, target.ages.to),
                   value_text(target, target.value), value_text(target, one.before), value_text(target, one.after),
                   change(one.off(one.after)), weight_of(condition, one)});
        any = true;
      }
    }
    if (any) text_ += '\n' + table.text();
  }

  void factors() {
    MarkdownTable table({"condition", "factor on", "sex", "by age"});
    bool any = false;
    const std::vector<ConditionSpec>& specs = calibration_of(study_).conditions;
    for (std::size_t c = 0; c < fitted_.conditions.size(); ++c) {
      const FittedCondition& condition = fitted_.conditions[c];
      for (const Sex sex : {Sex::female, Sex::male}) {
        const auto at = static_cast<std::size_t>(sex);
        any = add_factors(table, specs[c], "onset", sex, condition.onset_at_knots[at]) || any;
        any = add_factors(table, specs[c], "odds at the start", sex, condition.odds_at_knots[at]) || any;
      }
    }
    if (!any) return;
    text_ += "\n### Factors\n\nLog-linear between these ages, constant beyond.\n\n" + table.text();
    for (const FittedCondition& condition : fitted_.conditions) {
      if (condition.at_limit) text_ += fmt::format("\n{}: a factor is at its limit of 20, or 1/20.\n", condition.name);
      if (!condition.found) text_ += fmt::format("\n{}: the search did not come to its end.\n", condition.name);
    }
  }

  bool add_factors(MarkdownTable& table, const ConditionSpec& spec, const std::string& what, Sex sex,
                   const std::vector<double>& at_knots) const {
    if (std::all_of(at_knots.begin(), at_knots.end(), [](double x) { return x == 0; }))
      return false;  // not of this sex
    std::string text;
    for (std::size_t k = 0; k < at_knots.size(); ++k) {
      text += fmt::format("{}{}: {}", k == 0 ? "" : "; ", spec.knots[k], fixed(std::exp(at_knots[k]), 3));
    }
    if (!text.empty()) table.add({spec.name, what, sex_text(sex), text});
    return !text.empty();
  }

  void steadiness() {
    text_ += fmt::format(
        "\n### Steady states\n\nShares who have a condition at the start, and {} years on if all hazards of {} were "
        "held: "
        "where the two differ, the prevalence at the start is not the one that onset, remission and mortality of {} "
        "sustain, because those generations came to it at other rates. No fit of these can give a steady state there "
        "but at the cost of the targets. *Sustained* is the share had these hazards held since birth. Differences of "
        "{} "
        "and more, in ages with at least {} of the patients.\n",
        years_on, study_.start, study_.start, percent(steady_enough, 0), percent(few_patients));
    MarkdownTable table(
        {"condition", "sex", "ages", "at the start", fmt::format("{} years on", years_on), "change", "sustained"});
    std::string steady;
    bool any = false;
    for (const FittedCondition& condition : fitted_.conditions) {
      bool told = false;
      for (const Steadiness& one : condition.steadiness) told = add_steadiness(table, condition.name, one) || told;
      if (!told) steady += (steady.empty() ? "" : ", ") + condition.name;
      any = any || told;
    }
    if (any) text_ += '\n' + table.text();
    if (!steady.empty()) text_ += "\nIn a steady state at all ages: " + steady + ".\n";
  }

  static bool add_steadiness(MarkdownTable& table, const std::string& name, const Steadiness& one) {
    if (!(one.start > 0) || one.patients < few_patients) return false;
    const double ratio = one.later / one.start - 1;
    if (std::fabs(ratio) < steady_enough) return false;
    table.add({name, sex_text(one.sex), ages_text(one.first, one.last), percent(one.start, 2), percent(one.later, 2),
               (ratio < 0 ? "falls " : "rises ") + percent(std::fabs(ratio)), percent(one.steady, 2)});
    return true;
  }

  const Study& study_;
  const FittedConditions& fitted_;
  std::string text_{};
};

}  // namespace

std::string condition_report(const Study& study, const FittedConditions& fitted) {
  return fitted.conditions.empty() ? "" : ConditionReport(study, fitted).text();
}

std::string region_report_head(const Study& study, const FittedConditions& fitted) {
  return fmt::format(
      "# Calibration: {}\n\nConditions of {} fitted to what is known of the region; mortality by other causes, excess "
      "per case, residuals and baselines are those of the country. {}, seed {}.\n",
      study.title, study.variants.front().pack.title, counted(fitted.persons, "person"), study.seed);
}

}  // namespace kavel
