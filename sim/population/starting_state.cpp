#include "population/starting_state.hpp"

#include "core/age.hpp"

namespace kavel {

int starting_state(const Attribute& attribute, Key key, PersonId person, Sex sex, int age, int ses,
                   const std::uint8_t* earlier) {
  const std::size_t states = attribute.states.size();
  if (states == 1) return 0;
  const double* cumulative = attribute.cumulative_prevalence.data() + attribute.prevalence_row(sex, age, ses, earlier);
  if (cumulative[0] >= 1) return 0;  // nothing left to chance
  const double chance = uniform(random_word(key, person, attribute.start_stream, 0));
  std::size_t state = 0;
  while (state + 1 < states && cumulative[state] <= chance) ++state;
  return static_cast<int>(state);
}

}  // namespace kavel
