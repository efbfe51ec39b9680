#pragma once

#include <string>
#include <vector>

#include "experiment/condition_course.hpp"
#include "experiment/run.hpp"
#include "experiment/study.hpp"

namespace kavel {

/// A condition with targets, as the survey sees it. Lanes are those of the compiled model.
struct SurveyedCondition {
  int attribute = 0;
  CourseShape shape{};
  std::vector<int> lanes{};  ///< [flow]; -1: a duration
  CourseFigures figures{};   ///< deaths as the pack is read, without factors on excess
};

/// The people of a study on 1 January of its base year: what conditions they have, and under what hazards they are.
struct ConditionSurvey {
  std::int64_t persons = 0;
  std::vector<std::string> deaths{};  ///< [death]: the transitions besides the background
  std::vector<SurveyedCondition> conditions{};
};

/// Looks at everyone on the first 1 January. `all_cause`: [sex x age 0 … oldest_age], or empty where the background is
/// as it is read. Of the states they start in, chances count, not what was drawn.
ConditionSurvey survey_conditions(const Study& study, const RunOptions& options, const std::vector<double>& all_cause);

}  // namespace kavel
