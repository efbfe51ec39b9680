#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "experiment/condition_course.hpp"
#include "experiment/run.hpp"
#include "experiment/study.hpp"

namespace kavel {

/// What became of a target.
struct FittedTarget {
  TargetSpec target{};
  bool exact = false;  ///< to be met, whatever else
  double before = 0;   ///< as the pack is without a fit
  double after = 0;
  double off(double value) const { return value / target.value - 1; }
};

/// Whether a condition is in a steady state: shares of some ages who have it.
struct Steadiness {
  Sex sex = Sex::female;
  int first = 0;  ///< ages on 1 January
  int last = 0;
  double patients = 0;  ///< of the sex's patients, the share who are of these ages
  double start = 0;
  double later = 0;   ///< years_on years on, under the base year's hazards
  double steady = 0;  ///< had the base year's hazards always held
};

/// A condition as fitted.
struct FittedCondition {
  std::string name{};
  std::array<std::vector<double>, sexes> onset_at_knots{};           ///< logarithms of factors; empty: not fitted
  std::array<std::vector<double>, sexes> odds_at_knots{};            ///< on the odds at the start
  std::vector<double> onset{};                                       ///< factor [sex x age 0 … oldest_age]
  std::vector<std::pair<std::string, std::vector<double>>> start{};  ///< state: share [sex x age 0 … oldest_age]
  double excess = 0;                                                 ///< logarithm of the factor on its deaths
  std::optional<double> deaths{};  ///< a year among the calibration's inhabitants, of those weighed against the rest
  std::vector<FittedTarget> targets{};
  std::vector<Steadiness> steadiness{};
  bool found = true;      ///< the search came to its end
  bool at_limit = false;  ///< some factor could not be larger or smaller
};

struct FittedConditions {
  std::int64_t persons = 0;
  int rounds = 0;          ///< surveys
  double last_change = 0;  ///< most that the logarithm of a factor would move in one more round
  std::vector<FittedCondition> conditions{};
};

/// Fits the conditions of a calibration to its targets, those of the study's region if it has any. `with` reads the
/// study anew with what was fitted so far. Throws InputError where a target cannot be met by anybody.
FittedConditions fit_conditions(const Study& study, const RunOptions& options,
                                const std::function<Study(const FittedConditions&)>& with);

/// Does the study's region have targets of its own? Then conditions are fitted and nothing else.
inline bool is_of_region(const Study& study) { return study.region.targets.has_value(); }

/// The targets that the study's conditions are fitted to.
const TargetsSpec& targets_of(const Study& study);

/// The study with the deaths that were fitted in place of those that its budgets want.
Study with_fitted_deaths(const Study& study, const FittedConditions& fitted);

}  // namespace kavel
