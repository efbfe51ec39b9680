#pragma once

#include <functional>
#include <string>
#include <vector>

#include "core/age.hpp"
#include "experiment/run.hpp"
#include "experiment/study.hpp"

namespace kavel {

/// Figures by sex x age reached in the base year, perhaps by SES.
struct ByAgeReached {
  std::vector<std::string> groups{};  ///< SES; empty: not by SES
  std::vector<double> values{};       ///< [SES x sex x age reached]

  static constexpr int ages = oldest_age + 2;  ///< reached in the year: 0 … oldest_age + 1
  std::size_t at(std::size_t group, Sex sex, int reached) const {
    return (group * sexes + static_cast<std::size_t>(sex)) * std::size_t{ages} + static_cast<std::size_t>(reached);
  }
};

/// What of an activity's published volume states and transitions leave.
struct FittedResidual {
  std::string activity{};
  ByAgeReached figures{};
  double published = 0;  ///< volume of the reference run's people in the base year
  double residual = 0;   ///< the part of it that is residual
};

/// A measure of wellbeing as it would be without what states do to it.
struct FittedBaseline {
  std::string measure{};
  ByAgeReached figures{};
  double last_change = 0;  ///< the most it moved in the last round, in the measure's unit
  double mean_effect = 0;  ///< mean over persons of norm less baseline
};

/// What is fitted in the base year once mortality is.
struct FittedBaseYear {
  std::vector<std::vector<FittedResidual>> residuals{};  ///< [block of the calibration][activity]
  std::vector<FittedBaseline> baselines{};
};

/// Fits residuals and baselines in runs of the base year. `with` reads the study anew, with the mortality that was
/// fitted, no residuals, and these baselines. Throws InputError where a residual would be negative, or a norm cannot be
/// the mean.
FittedBaseYear fit_base_year(const Study& study, const RunOptions& options,
                             const std::function<Study(const FittedBaseYear& baselines)>& with);

}  // namespace kavel
