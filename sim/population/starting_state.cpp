#include "population/starting_state.hpp"

#include <algorithm>

#include "core/age.hpp"
#include "random/math.hpp"

namespace kavel {

namespace {

/// The state where the pack's shares are multiplied by odds; -1 where that leaves none.
int shifted_state(const double* cumulative, const double* odds, std::size_t states, double chance) {
  double sum = 0;
  for (std::size_t s = 0; s < states; ++s)
    sum += odds[s] * (s == 0 ? cumulative[0] : cumulative[s] - cumulative[s - 1]);
  if (!(sum > 0)) return -1;
  double so_far = odds[0] * cumulative[0];
  std::size_t state = 0;
  while (state + 1 < states && so_far <= chance * sum) {
    ++state;
    so_far += odds[state] * (cumulative[state] - cumulative[state - 1]);
  }
  return static_cast<int>(state);
}

}  // namespace

int starting_state(const Attribute& attribute, std::uint32_t word, Sex sex, int age, int ses, int area,
                   const std::uint8_t* earlier) {
  const std::size_t states = attribute.states.size();
  if (states == 1) return 0;
  const double* cumulative = attribute.prevalence(sex, age, ses, earlier);
  if (cumulative[0] >= 1) return 0;  // nothing left to chance
  const double chance = uniform(word);
  if (const double* odds = attribute.odds_in(area)) {
    const int shifted = shifted_state(cumulative, odds, states, chance);
    if (shifted >= 0) return shifted;
  }
  std::size_t state = 0;
  while (state + 1 < states && cumulative[state] <= chance) ++state;
  return static_cast<int>(state);
}

Moment drawn_time_spent(const Attribute& attribute, Ticks cycle, Key key, PersonId person, Sex sex, int age,
                        int state) {
  const TimeBefore& spent = attribute.entries[static_cast<std::size_t>(state)].spent;
  const double chance = uniform(random_word(key, person, attribute.time_stream, 0));
  const double share = spent.kind == TimeBeforeSpec::Kind::exponential ? -portable_log(chance) : chance;
  const double years = std::min(share * spent.years[sex_age(sex, age)], static_cast<double>(row_age(age)));
  const auto ticks = static_cast<Moment>(years * ticks_per_year);
  return cycle > 0 ? ticks / cycle * cycle : ticks;
}

}  // namespace kavel
