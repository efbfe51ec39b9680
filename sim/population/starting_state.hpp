#pragma once

#include <cstdint>

#include "core/ids.hpp"
#include "random/philox.hpp"
#include "model/model.hpp"

namespace kavel {

/// The state of an attribute at the start: the first whose cumulative prevalence, given SES and the states of the
/// attributes before it, exceeds the person's keyed number.
int starting_state(const Attribute& attribute, Key key, PersonId person, Sex sex, int age, int ses,
                   const std::uint8_t* earlier);

/// How long someone who starts in a state has been in it: the pack's uniform or exponential time by the person's keyed
/// number, no longer than their age; in discrete dynamics (`cycle` above 0) whole cycles.
Moment time_spent(const Attribute& attribute, Ticks cycle, Key key, PersonId person, Sex sex, int age, int state);

}  // namespace kavel
