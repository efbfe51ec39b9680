#include "experiment/condition_fit.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "random/math.hpp"
#include "model/figures.hpp"
#include "experiment/condition_search.hpp"
#include "experiment/condition_survey.hpp"

namespace kavel {

namespace {

constexpr int most_rounds = 8;         ///< surveys
constexpr double close_enough = 2e-4;  ///< change of the logarithm of a factor

/// [sex x age 0 … oldest_age], of the base year; empty where the background is read.
std::vector<double> all_cause_of(const Study& study) {
  if (is_of_region(study)) return {};
  Problems problems;
  Figures figures(study.start, problems);
  const BackgroundSpec& background = present(calibration_of(study).background, "a calibration has a background");
  std::vector<double> rates;
  for (const Sex sex : {Sex::female, Sex::male}) {
    for (int age = 0; age <= oldest_age; ++age)
      rates.push_back(figures.lived(background.all_cause, {sex, age, 0, 0, ""}, AgeRule::lexis, Domain::positive));
  }
  problems.raise();
  return rates;
}

/// Deaths a year among the people looked at, of a budget as it wants them.
double wanted_deaths(const Study& study, const AttributableDeathsSpec& budget) {
  const Quantity& inhabitants = present(calibration_of(study).inhabitants, "budgets are of inhabitants");
  return budget.deaths.value * budget.deaths.times / (inhabitants.value * inhabitants.times) *
         static_cast<double>(study.population.persons());
}

class ConditionFit {
 public:
  ConditionFit(const Study& study, const RunOptions& options) : study_(study), options_(options) {
    check();
    all_cause_ = all_cause_of(study);
    fitted_.persons = study.population.persons();
    for (const ConditionSpec& spec : calibration_of(study).conditions) fitted_.conditions.push_back(begin(spec));
  }

  FittedConditions run(const std::function<Study(const FittedConditions&)>& with) {
    report(0);
    for (fitted_.rounds = 1;; ++fitted_.rounds) {
      const bool first = fitted_.rounds == 1;
      ConditionSurvey survey = survey_conditions(first ? study_ : with(fitted_), options_, all_cause_);
      scale_deaths(survey);
      FittedConditions next = fitted_;
      for (std::size_t c = 0; c < fitted_.conditions.size(); ++c) step(survey.conditions[c], c, first, next);
      fitted_.last_change = next.last_change;
      report(fitted_.rounds);
      if (fitted_.last_change <= close_enough || fitted_.rounds == most_rounds) return std::move(fitted_);
      keep(std::move(next));
    }
  }

 private:
  void check() const {
    Problems problems;
    if (study_.population.age_rule != AgeRule::lexis)
      problems.add(study_.population.mark, "population", "a region, for a calibration", "a cohort");
    for (const AreaPrevalenceSpec& known : study_.region.prevalences) {
      if (is_of_region(study_) && !fits_start_of(known.attribute)) continue;
      problems.add(known.mark, known.key, "prevalences of what is not fitted here",
                   is_of_region(study_) ? "those of a condition with targets" : "those of a region");
    }
    problems.raise();
  }

  bool fits_start_of(const std::string& attribute) const {
    const std::vector<ConditionSpec>& specs = calibration_of(study_).conditions;
    return std::any_of(specs.begin(), specs.end(), [&](const ConditionSpec& spec) {
      return spec.attribute == attribute && !spec.writes_start.empty();
    });
  }

  /// As the pack is without a fit.
  FittedCondition begin(const ConditionSpec& spec) const {
    FittedCondition condition;
    condition.name = spec.name;
    const bool is_fitted = !spec.only_in_regions || is_of_region(study_);
    for (const Sex sex : {Sex::female, Sex::male}) {
      if (!is_fitted) break;
      const auto at = static_cast<std::size_t>(sex);
      if (!spec.writes_onset.empty()) condition.onset_at_knots[at].assign(spec.knots.size(), 0.0);
      if (!spec.writes_start.empty()) condition.odds_at_knots[at].assign(spec.knots.size(), 0.0);
    }
    for (const TargetSpec& target : targets_of(study_).targets) {
      if (target.condition == spec.name) condition.targets.push_back({target, false, 0, 0});
    }
    const auto budget = budget_of(spec);
    if (budget && !is_of_region(study_)) condition.targets.push_back(target_of(spec, *budget));
    write(spec, condition);
    return condition;
  }

  std::optional<AttributableDeathsSpec> budget_of(const ConditionSpec& spec) const {
    for (const AttributableDeathsSpec& budget : calibration_of(study_).attributable_deaths) {
      if (budget.name == spec.deaths) return budget;
    }
    return std::nullopt;
  }

  FittedTarget target_of(const ConditionSpec& spec, const AttributableDeathsSpec& budget) const {
    TargetSpec target;
    target.condition = spec.name;
    target.measure = "deaths";
    target.of = TargetSpec::Of::deaths;
    target.total = true;
    target.value = budget.deaths.value * budget.deaths.times;
    target.weight = budget.weight.value_or(0);
    target.mark = budget.deaths.mark;
    return {target, !budget.weight, 0, 0};
  }

  /// Deaths that other conditions explain are scaled as their budgets want; those of a condition's own it scales
  /// itself.
  void scale_deaths(ConditionSurvey& survey) const {
    if (is_of_region(study_) || survey.conditions.empty()) return;
    for (std::size_t d = 0; d < survey.deaths.size(); ++d) {
      const double scale = scale_of(survey, d);
      for (SurveyedCondition& condition : survey.conditions) {
        if (condition.shape.deaths[d].own) continue;
        for (CourseAge& age : condition.figures.ages) {
          for (std::size_t s = 0; s < condition.shape.states(); ++s) age.death[s * survey.deaths.size() + d] *= scale;
        }
      }
    }
  }

  double scale_of(const ConditionSurvey& survey, std::size_t death) const {
    for (const AttributableDeathsSpec& budget : calibration_of(study_).attributable_deaths) {
      const auto is_in = [&](std::size_t d) {
        return std::find(budget.transitions.begin(), budget.transitions.end(), survey.deaths[d]) !=
               budget.transitions.end();
      };
      if (!is_in(death)) continue;
      double deaths = 0;
      for (std::size_t d = 0; d < survey.deaths.size(); ++d) deaths += is_in(d) ? deaths_of(survey, d) : 0;
      return deaths > 0 ? wanted_of(budget) / deaths : 1;
    }
    return 1;
  }

  /// As fitted, where that is weighed against the rest.
  double wanted_of(const AttributableDeathsSpec& budget) const {
    const std::vector<ConditionSpec>& specs = calibration_of(study_).conditions;
    const double wanted = wanted_deaths(study_, budget);
    for (std::size_t c = 0; c < specs.size(); ++c) {
      const std::optional<double>& deaths = fitted_.conditions[c].deaths;
      if (specs[c].deaths == budget.name && deaths)
        return wanted * *deaths / (budget.deaths.value * budget.deaths.times);
    }
    return wanted;
  }

  /// Deaths a year of those here on 1 January, as the pack is read.
  static double deaths_of(const ConditionSurvey& survey, std::size_t death) {
    const SurveyedCondition& any = survey.conditions.front();
    double deaths = 0;
    for (const CourseAge& age : any.figures.ages) {
      for (std::size_t s = 0; s < any.shape.states(); ++s)
        deaths += age.persons * age.share[s] * age.death[s * survey.deaths.size() + death];
    }
    return deaths;
  }

  double per_person(const TargetsSpec& targets) const {
    if (!targets.inhabitants) return 1;
    return targets.inhabitants->value * targets.inhabitants->times / static_cast<double>(fitted_.persons);
  }

  /// Evaluates a condition as surveyed, and finds where its factors would go.
  void step(const SurveyedCondition& surveyed, std::size_t c, bool first, FittedConditions& next) {
    FittedCondition& now = fitted_.conditions[c];
    ConditionSearch search(surveyed.figures, calibration_of(study_).conditions[c], now,
                           {per_person(targets_of(study_)), !is_of_region(study_)});
    search.expect_somebody();
    FittedCondition& then = next.conditions[c];
    const double change = search.fit(then);
    search.evaluate(now, then.excess);
    if (first) {
      for (FittedTarget& target : now.targets) target.before = target.after;
    }
    for (std::size_t t = 0; t < now.targets.size(); ++t) then.targets[t].before = now.targets[t].before;
    now.found = then.found;
    now.at_limit = then.at_limit;
    now.deaths = then.deaths;
    next.last_change = c == 0 ? change : std::max(next.last_change, change);
  }

  void keep(FittedConditions next) {
    const int rounds = fitted_.rounds;
    fitted_ = std::move(next);
    fitted_.rounds = rounds;
    for (std::size_t c = 0; c < fitted_.conditions.size(); ++c)
      write(calibration_of(study_).conditions[c], fitted_.conditions[c]);
  }

  /// What the pack is to read.
  void write(const ConditionSpec& spec, FittedCondition& condition) const {
    condition.onset.assign(rows_by_sex_age, 1.0);
    condition.start.clear();
    Problems problems;
    Figures figures(study_.start, problems);
    for (const auto& [state, share] : spec.start)
      condition.start.emplace_back(state, std::vector<double>(rows_by_sex_age));
    for (const Sex sex : {Sex::female, Sex::male}) {
      const auto& onset = condition.onset_at_knots[static_cast<std::size_t>(sex)];
      const auto& odds = condition.odds_at_knots[static_cast<std::size_t>(sex)];
      for (int age = 0; age <= oldest_age; ++age) {
        condition.onset[sex_age(sex, age)] = portable_exp(between_knots(spec.knots, onset, age));
        const double factor = portable_exp(between_knots(spec.knots, odds, age));
        write_start(spec, figures, sex, age, factor, condition);
      }
    }
    problems.raise();
  }

  static void write_start(const ConditionSpec& spec, Figures& figures, Sex sex, int age, double odds,
                          FittedCondition& condition) {
    std::vector<double> shares;
    double cases = 0;
    for (const auto& [state, share] : spec.start) {
      shares.push_back(figures.at(share, {sex, age, 0, 0, state}, Domain::probability));
      if (is_case(spec, state)) cases += shares.back();
    }
    const double whole = 1 - cases + cases * odds;
    for (std::size_t s = 0; s < shares.size(); ++s) {
      condition.start[s].second[sex_age(sex, age)] =
          shares[s] * (is_case(spec, spec.start[s].first) ? odds : 1) / whole;
    }
  }

  static bool is_case(const ConditionSpec& spec, const std::string& state) {
    return std::find(spec.cases.begin(), spec.cases.end(), state) != spec.cases.end();
  }

  void report(int rounds) const {
    if (options_.progress) options_.progress(std::min(1.0, rounds / 4.0), 0);
  }

  const Study& study_;
  RunOptions options_;
  std::vector<double> all_cause_{};
  FittedConditions fitted_{};
};

}  // namespace

const TargetsSpec& targets_of(const Study& study) {
  return study.region.targets ? *study.region.targets : calibration_of(study).targets;
}

FittedConditions fit_conditions(const Study& study, const RunOptions& options,
                                const std::function<Study(const FittedConditions&)>& with) {
  if (calibration_of(study).conditions.empty()) return {};
  return ConditionFit(study, options).run(with);
}

Study with_fitted_deaths(const Study& study, const FittedConditions& fitted) {
  Study result = study;
  std::optional<CalibrationSpec>& calibration = result.variants.front().pack.calibration;
  if (!calibration) return result;
  CalibrationSpec& spec = *calibration;
  for (std::size_t c = 0; c < fitted.conditions.size(); ++c) {
    const std::optional<double>& deaths = fitted.conditions[c].deaths;
    for (AttributableDeathsSpec& budget : spec.attributable_deaths) {
      if (budget.name != spec.conditions[c].deaths || !deaths) continue;
      budget.deaths.value = *deaths;
      budget.deaths.times = 1;
    }
  }
  return result;
}

}  // namespace kavel
