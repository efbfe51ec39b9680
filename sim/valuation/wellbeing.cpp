#include "valuation/wellbeing.hpp"

#include <algorithm>
#include <cmath>

#include "random/normal_batch.hpp"

namespace kavel {

static_assert(most_measures == normals_at_once);

namespace {

/// Own offsets, in quanta: normal with mean 0, a person's for life, the same in every arm.
Modifiers offsets_of(const Wellbeing& wellbeing, Key key, PersonId person) {
  Modifiers offsets{};
  if (!wellbeing.has_offsets) return offsets;
  PerMeasure<double> draws;
  normal_draws(key, person, wellbeing.streams.data(), draws.data());
  for (std::size_t m = 0; m < std::size_t{most_measures}; ++m) {
    offsets[m] = static_cast<std::int32_t>(std::llround(wellbeing.spreads[m] * draws[m]));
  }
  return offsets;
}

}  // namespace

bool Wellbeing::moves(int state) const {
  const auto at = static_cast<std::size_t>(state);
  return std::any_of(effects.begin(), effects.end(), [at](const WellbeingEffects& band) {
    const auto is_moved = [](auto none) { return [none](auto effect) { return effect != none; }; };
    return std::any_of(band.factors[at].begin(), band.factors[at].end(), is_moved(1.0)) ||
           std::any_of(band.shifts[at].begin(), band.shifts[at].end(), is_moved(0));
  });
}

Modifiers products_of(const Model& model, const Wellbeing& wellbeing, const WellbeingEffects& effects,
                      const std::uint8_t* states) {
  constexpr std::int32_t one = 1 << factor_bits;
  Modifiers products;
  products.fill(one);
  for (const std::size_t m : wellbeing.products) {
    double product = one;
    for (const int attribute : wellbeing.attributes) {
      const int state = model.attributes[static_cast<std::size_t>(attribute)].first_state + states[attribute];
      product *= effects.factors[static_cast<std::size_t>(state)][m];
    }
    products[m] = static_cast<std::int32_t>(std::min(product + 0.5, 2147483647.0));
  }
  return products;
}

Modifiers modifiers_of(const Model& model, const Wellbeing& wellbeing, const WellbeingEffects& effects, Key key,
                       PersonId person, const std::uint8_t* states) {
  Modifiers modifiers = offsets_of(wellbeing, key, person);
  for (const int attribute : wellbeing.attributes) {
    const int state = model.attributes[static_cast<std::size_t>(attribute)].first_state + states[attribute];
    const Modifiers& shifts = effects.shifts[static_cast<std::size_t>(state)];
    for (std::size_t m = 0; m < std::size_t{most_measures}; ++m) modifiers[m] += shifts[m];
  }
  const Modifiers products = products_of(model, wellbeing, effects, states);
  for (const std::size_t m : wellbeing.products) modifiers[m] = products[m];
  return modifiers;
}

}  // namespace kavel
