#pragma once

#include <string>
#include <vector>

#include "experiment/calibrate.hpp"
#include "experiment/fit_base_year.hpp"
#include "experiment/study.hpp"

namespace kavel {

/// Life expectancy at birth in a year of the reference run.
struct LifeExpectancyFit {
  int year = 0;
  Sex sex = Sex::female;
  double wanted = 0;  ///< of the all-cause table
  double got = 0;     ///< of the run
  double standard_error = 0;
};
std::vector<LifeExpectancyFit> life_expectancies(const FittedMortality& fitted);

/// Share of deaths in a year that budgeted and other transitions explain, over all ages.
double share_explained(const FittedMortality& fitted, int year);

/// How well the fit is, in Markdown: budgets, what explains how much, where limits bite, life expectancy.
std::string calibration_report(const Study& study, const FittedMortality& fitted);

/// What of published volumes is residual, and what states take from wellbeing, in Markdown.
std::string base_year_report(const Study& study, const FittedBaseYear& fitted);

}  // namespace kavel
