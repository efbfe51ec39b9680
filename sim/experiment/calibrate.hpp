#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "model/calibration_spec.hpp"
#include "experiment/mortality_fit.hpp"
#include "experiment/run.hpp"
#include "experiment/study.hpp"

namespace kavel {

/// What became of a budget of deaths.
struct FittedBudget {
  std::string name{};
  double wanted = 0;                     ///< deaths a year, in the reference run's population
  double explained = 0;                  ///< expected by the fit
  double scale = 1;                      ///< factor on the excess as the pack has it
  std::vector<std::int64_t> happened{};  ///< in the run [year]
};

/// How a year went.
struct FittedYear {
  MortalityYear mortality{};
  double second_order = 0;  ///< mean change of the background by what happens within the year, weighted by deaths
  double greatest_second_order = 0;  ///< the largest, of sexes and ages with 100 deaths expected or more
};

/// Mortality as fitted in a reference run. Arrays are [sex x age + 1 x year].
struct FittedMortality {
  int start = 0;
  int years = 0;
  int open_age = 0;
  std::int64_t persons = 0;  ///< on 1 January of the base year
  MortalityTask task{};
  std::vector<std::string> deaths{};  ///< names of the death lanes, in the order of MortalityCell::explained
  std::vector<FittedBudget> budgets{};
  std::vector<double> background{};  ///< hazard as the pack's table has it: of the mean person if normalised
  std::vector<FittedYear> fitted{};  ///< [year]
  std::vector<double> alive{};       ///< person-years in the run [year x sex x age + 1]
  std::vector<std::int64_t> died{};  ///< deaths in the run [year x sex x age + 1]
};

/// Runs the reference run of a study read to be calibrated and fits what its pack's calibration asks for. Throws
/// InputError where the pack cannot be fitted: a budget that cannot be met, or more deaths explained than there are.
FittedMortality fit_mortality(const Study& study, const RunOptions& options);

}  // namespace kavel
