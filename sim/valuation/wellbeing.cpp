#include "valuation/wellbeing.hpp"

#include <cmath>

#include "random/normal.hpp"

namespace kavel {

std::int32_t own_offset(const Measure& measure, Key key, PersonId person) {
  if (measure.spread == 0) return 0;
  const double chance = uniform(random_word(key, person, measure.stream, 0));
  return static_cast<std::int32_t>(std::llround(measure.spread * normal_quantile(chance)));
}

}  // namespace kavel
