#pragma once

#include <string>
#include <utility>
#include <vector>

namespace kavel {

/// Path and text of every file of a study; the first is the study.
using StudyTexts = std::vector<std::pair<std::string, std::string>>;

/// A country to calibrate: deaths by Gompertz that fall by 1.5 % a year; smoking, which brings heart disease and other
/// deaths; heart disease with an acute year, case fatality and recurrence; diabetes; births. `start` 2023, 21 years.
StudyTexts made_up_country();

/// Hazard of death from all causes at an exact age in a year.
double made_up_mortality(bool male, int age, int year);

}  // namespace kavel
