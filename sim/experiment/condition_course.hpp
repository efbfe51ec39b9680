#pragma once

#include <cstddef>
#include <vector>

#include "core/age.hpp"

namespace kavel {

/// A way from one state of a condition to another.
struct CourseFlow {
  int from = 0;
  int to = 0;
  bool onset = false;  ///< a new case, scaled by the factor on onset
};

/// A death by a named cause, as the equations of one condition see it.
struct CourseDeath {
  bool onset = false;  ///< of who would have been a new case
  bool own = false;    ///< attributed to the condition, scaled by the factor on excess
};

/// The states of a condition and what leads from one to another.
struct CourseShape {
  std::vector<bool> is_case{};  ///< [state]
  std::vector<CourseFlow> flows{};
  std::vector<CourseDeath> deaths{};
  std::size_t states() const { return is_case.size(); }
};

/// Means over people of one sex and age on 1 January, 1/year as lived in the year.
struct CourseAge {
  double persons = 0;                ///< on 1 January of the base year
  std::vector<double> share{};       ///< [state] of them
  std::vector<double> flow{};        ///< [flow] hazard in its from-state
  std::vector<double> death{};       ///< [state x death] hazard
  std::vector<double> background{};  ///< [state] hazard of the background, up to a factor
  double all_cause = -1;             ///< that the background makes up to; below 0: the background is as it is
};

/// What is known of a condition.
struct CourseFigures {
  CourseShape shape{};
  std::vector<CourseAge> ages{};  ///< [sex x age 0 … oldest_age]
};

/// Factors on the figures, of one sex.
struct CourseFactors {
  std::vector<double> onset{};  ///< [age]
  std::vector<double> odds{};   ///< [age] on the odds of having it at the start
  double excess = 1;            ///< on attributed deaths
};

/// What follows for one age, per person on 1 January.
struct CourseResult {
  double start = 0;      ///< share who have it on 1 January of the base year
  double lived = 0;      ///< person-years in the base year
  double new_cases = 0;  ///< in the base year
  double deaths = 0;     ///< attributed, in the base year
  double later = 0;      ///< share of those of this age, `years_on` years on, under the base year's hazards
  double steady = 0;     ///< share under the base year's hazards from birth on
};

inline constexpr int years_on = 10;

/// Solves the equations of sim/README.md, "Conditions", for one sex: [age 0 … oldest_age].
std::vector<CourseResult> course_of(const CourseFigures& figures, Sex sex, const CourseFactors& factors);

}  // namespace kavel
