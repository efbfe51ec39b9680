#include "tests/reference/own_payment.hpp"

#include <algorithm>
#include <cmath>

#include "random/stream.hpp"
#include "tests/reference/shifted_care.hpp"

namespace kavel::reference {

namespace {

template <class Int>
std::size_t at(Int index) {
  return static_cast<std::size_t>(index);
}

/// Thousandths of a euro that a volume costs in a year.
std::int64_t cost(double volume, const Activity& activity, int year) {
  return std::llround(volume * (activity.growth[at(year)] * activity.price[at(year)]) / 1e-3);
}

/// What is expected of the year on the activities of one spread under a deductible, in thousandths of a euro x ticks.
Int128 expected(const Model& model, const Valuation& valuation, const Life& life, int year, int deductible,
                int spread) {
  const Payoffs& volumes = valuation.volumes;
  const int age = life.who.age_at_start + year;
  const auto counts = [&](int activity) {
    const Activity& of = valuation.care.activities[at(activity)];
    return of.deductible == deductible && of.spread == spread;
  };
  const int level = valuation.level_of_area.empty() ? 0 : valuation.level_of_area[at(life.who.area)];
  Int128 sum = 0;
  for (const Stay& stay : life.stays) {
    const Moment ticks = std::min(stay.to, moment(year + 1, 0)) - std::max(stay.from, moment(year, 0));
    if (ticks <= 0) continue;
    for (std::size_t p = 0; p < volumes.state_payoffs.size(); ++p) {
      const StatePayoff& payoff = volumes.state_payoffs[p];
      if (payoff.state != model.attributes[at(stay.attribute)].first_state + stay.state) continue;
      if (!counts(payoff.outcome)) continue;
      const double volume = volumes.of_states.amounts({life.who.sex, age, year, level})[p];
      sum += Int128{cost(volume, valuation.care.activities[at(payoff.outcome)], year)} * ticks;
    }
  }
  for (const Happening& happening : life.happenings) {
    if (year_of(happening.moment) != year) continue;
    for (std::size_t p = 0; p < volumes.transition_payoffs.size(); ++p) {
      const TransitionPayoff& payoff = volumes.transition_payoffs[p];
      if (payoff.lane != happening.lane || !counts(payoff.outcome)) continue;
      const double volume = volumes.of_transitions.amounts({life.who.sex, age, year, level})[p];
      sum += Int128{cost(volume, valuation.care.activities[at(payoff.outcome)], year)} * ticks_per_year;
    }
  }
  each_shifted(model, valuation, life, [&](int when, int activity, double volume, Moment ticks) {
    if (when != year || !counts(activity)) return;
    sum += Int128{cost(volume, valuation.care.activities[at(activity)], year)} * ticks;
  });
  return sum;
}

/// What they spend of it, in thousandths of a euro.
Int128 spent(const Spread& spread, Key key, const Life& life, int age, int calendar_year, Int128 expected) {
  const std::uint32_t word =
      random_word(key, life.who.id, stream_of("spending@" + spread.name), static_cast<std::uint32_t>(calendar_year));
  return std::max<Int128>(0, expected) / ticks_per_year * spread.factors_of(life.who.sex, age)[word / 4194304] /
         1048576;
}

}  // namespace

std::vector<std::int64_t> own_payments(const Model& model, const Valuation& valuation, Key key, const Life& life,
                                       int year) {
  std::vector<std::int64_t> all;
  const int age = life.who.age_at_start + year;
  const Moment here = std::min(life.end, moment(year + 1, 0)) - std::max(life.who.entry, moment(year, 0));
  for (std::size_t d = 0; d < valuation.deductibles.size(); ++d) {
    const Deductible& of = valuation.deductibles[d];
    all.push_back(0);
    if (std::max(age, 0) < of.from_age) continue;
    Int128 sum = 0;
    for (std::size_t s = 0; s < valuation.spreads.size(); ++s) {
      const Int128 sum_expected = expected(model, valuation, life, year, static_cast<int>(d), static_cast<int>(s));
      if (sum_expected <= 0) continue;
      sum += spent(valuation.spreads[s], key, life, age, model.start + year, sum_expected);
    }
    all.back() = static_cast<std::int64_t>(std::min(sum, Int128{of.amounts[at(year)]} * here / ticks_per_year));
  }
  return all;
}

}  // namespace kavel::reference
