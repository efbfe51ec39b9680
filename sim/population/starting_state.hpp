#pragma once

#include <cstdint>

#include "core/ids.hpp"
#include "random/philox.hpp"
#include "model/model.hpp"

namespace kavel {

/// The state of an attribute at the start: the first whose cumulative prevalence, given SES and the states of the
/// attributes before it and what the region knows of the area, exceeds the person's keyed number. `word`: their random
/// word of Attribute::start_stream.
int starting_state(const Attribute& attribute, std::uint32_t word, Sex sex, int age, int ses, int area,
                   const std::uint8_t* earlier);

/// The same, with the word drawn.
inline int starting_state(const Attribute& attribute, Key key, PersonId person, Sex sex, int age, int ses, int area,
                          const std::uint8_t* earlier) {
  return starting_state(attribute, random_word(key, person, attribute.start_stream, 0), sex, age, ses, area, earlier);
}

/// The pack's uniform or exponential time in a state that has one, by the person's keyed number.
Moment drawn_time_spent(const Attribute& attribute, Ticks cycle, Key key, PersonId person, Sex sex, int age, int state);

/// How long someone who starts in a state has been in it: nothing where the pack does not say; no longer than their
/// age; in discrete dynamics (`cycle` above 0) whole cycles.
inline Moment time_spent(const Attribute& attribute, Ticks cycle, Key key, PersonId person, Sex sex, int age,
                         int state) {
  if (attribute.entries[static_cast<std::size_t>(state)].spent.years.empty()) return 0;
  return drawn_time_spent(attribute, cycle, key, person, sex, age, state);
}

}  // namespace kavel
