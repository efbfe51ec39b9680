#include "life/cohort_year.hpp"

#include <algorithm>

namespace kavel {

CohortYear::CohortYear(const Model& of, const CohortBooks& kept, Sex theirs, int reached, int year)
    : YearFigures{of.base_row(theirs, reached, year), of.first_products(theirs, reached), of.standing(theirs, reached)},
      model(&of),
      books(&kept),
      sex(theirs),
      age(reached),
      year_index(year),
      first_columns(of.first_columns(theirs, reached)) {}

float CohortYear::time_in_state(const TimeInState& table, int year_in_state) const {
  const int step = std::min(year_in_state, table.steps - 1);
  const auto row = sex_age_year(sex, age, year_index, model->years);
  return table.figures[row * static_cast<std::size_t>(table.steps) + static_cast<std::size_t>(step)];
}

}  // namespace kavel
