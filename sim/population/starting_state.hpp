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

}  // namespace kavel
