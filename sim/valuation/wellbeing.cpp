#include "valuation/wellbeing.hpp"

#include <cmath>

#include "random/normal.hpp"

namespace kavel {

std::int32_t own_offset(const Measure& measure, Key key, PersonId person) {
  if (measure.spread == 0) return 0;
  const double chance = uniform(random_word(key, person, measure.stream, 0));
  return static_cast<std::int32_t>(std::llround(measure.spread * normal_quantile(chance)));
}

Modifiers products_of(const Model& model, const Wellbeing& wellbeing, const WellbeingEffects& effects,
                      const std::uint8_t* states) {
  PerMeasure<double> products;
  products.fill(std::int64_t{1} << factor_bits);
  for (const int attribute : wellbeing.attributes) {
    const int state = model.attributes[static_cast<std::size_t>(attribute)].first_state + states[attribute];
    const PerMeasure<double>& factors = effects.factors[static_cast<std::size_t>(state)];
    for (std::size_t m = 0; m < std::size_t{most_measures}; ++m) products[m] *= factors[m];
  }
  Modifiers rounded;
  for (std::size_t m = 0; m < std::size_t{most_measures}; ++m) {
    rounded[m] = static_cast<std::int32_t>(std::min(products[m] + 0.5, 2147483647.0));
  }
  return rounded;
}

Modifiers modifiers_of(const Model& model, const Wellbeing& wellbeing, const WellbeingEffects& effects, Key key,
                       PersonId person, const std::uint8_t* states) {
  Modifiers modifiers = products_of(model, wellbeing, effects, states);
  for (std::size_t m = 0; m < wellbeing.measures.size(); ++m) {
    if (wellbeing.measures[m].scale == WellbeingScale::multiply) continue;
    modifiers[m] = own_offset(wellbeing.measures[m], key, person);
    for (const int attribute : wellbeing.attributes) {
      const int state = model.attributes[static_cast<std::size_t>(attribute)].first_state + states[attribute];
      modifiers[m] += effects.shifts[static_cast<std::size_t>(state)][m];
    }
  }
  return modifiers;
}

}  // namespace kavel
