#include "model/model.hpp"

namespace kavel {

const float* Model::base_row(Sex sex, int age, int year_index) const {
  const int stored_years = base_varies_by_year ? years : 1;
  const int year = base_varies_by_year ? year_index : 0;
  return base.data() + sex_age_year(sex, age, year, stored_years) * static_cast<std::size_t>(lanes);
}

}  // namespace kavel
