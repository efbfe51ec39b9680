#include "tests/reference/faring.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include "random/normal.hpp"
#include "random/stream.hpp"

namespace kavel::reference {

namespace {

template <class Int>
std::size_t at(Int index) {
  return static_cast<std::size_t>(index);
}

/// The state of an attribute throughout a stretch.
int state_during(const Life& life, int attribute, Moment from, Moment to) {
  for (const Stay& stay : life.stays) {
    if (stay.attribute == attribute && stay.from <= from && to <= stay.to && stay.from < stay.to) return stay.state;
  }
  return -1;
}

std::int64_t modifier(const Model& model, const Wellbeing& wellbeing, Key key, const Life& life, std::size_t m,
                      const WellbeingEffects& effects, Moment from, Moment to) {
  const Measure& measure = wellbeing.measures[m];
  double product = 1;
  const std::string stream = "wellbeing@" + measure.name;
  std::int64_t sum =
      std::llround(measure.spread * normal_quantile(uniform(random_word(key, life.who.id, stream_of(stream), 0))));
  for (const Factor& factor : model.factors) {  // in canonical order
    if (factor.of != Factor::Of::attribute) continue;
    const int state =
        model.attributes[at(factor.attribute)].first_state + state_during(life, factor.attribute, from, to);
    product *= effects.factors[at(state)][m];
    sum += effects.shifts[at(state)][m];
  }
  return measure.scale == WellbeingScale::add ? sum
                                              : static_cast<std::int64_t>(std::floor(product * 268435456.0 + 0.5));
}

std::int64_t value(const Measure& measure, std::int64_t baseline, std::int64_t of_person) {
  const auto least = std::llround(measure.least * 1e6);
  const auto most = std::llround(measure.most * 1e6);
  std::int64_t value = baseline + of_person;
  if (measure.scale == WellbeingScale::multiply) {
    value = rounded_quotient(static_cast<Int128>(baseline) * of_person, 268435456);
  }
  return std::clamp<std::int64_t>(value, least, most);
}

}  // namespace

std::int64_t rounded_quotient(Int128 dividend, std::int64_t divisor) {
  const Int128 twice = 2 * dividend + divisor;
  const Int128 quotient = twice / (2 * divisor);
  const bool below = twice < 0 && quotient * (2 * divisor) != twice;
  return static_cast<std::int64_t>(below ? quotient - 1 : quotient);
}

std::vector<Stretch> faring_of(const Model& model, const Wellbeing& wellbeing, Key key, const Life& life) {
  std::set<Moment> borders{life.who.entry, life.end};
  for (const Stay& stay : life.stays) borders.insert(stay.from);
  for (int year = 0; year <= model.years; ++year) {
    const Moment border = moment(year, 0);
    if (border > life.who.entry && border < life.end) borders.insert(border);
  }
  std::vector<Stretch> stretches;
  for (auto to = std::next(borders.begin()); to != borders.end(); ++to) {
    const Moment from = *std::prev(to);
    Stretch stretch{static_cast<int>(from / ticks_per_year), *to - from, {}, {}};
    const int age = life.who.age_at_start + stretch.year;
    const WellbeingRow& row = wellbeing.rows_of(life.who.sex, age, stretch.year)[life.who.ses];
    const WellbeingEffects& effects = wellbeing.effects_of(life.who.sex, age);
    for (std::size_t m = 0; m < wellbeing.measures.size(); ++m) {
      const Measure& measure = wellbeing.measures[m];
      const bool measured = std::max(age, 0) >= measure.from_age;
      const std::int64_t baseline = measure.scale == WellbeingScale::add ? row.base[m] : row.times[m];
      const std::int64_t of_person = modifier(model, wellbeing, key, life, m, effects, from, *to);
      stretch.measured.push_back(measured);
      stretch.values.push_back(measured ? value(measure, baseline, of_person) : 0);
    }
    stretches.push_back(std::move(stretch));
  }
  return stretches;
}

}  // namespace kavel::reference
