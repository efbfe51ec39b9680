#pragma once

#include "core/ids.hpp"
#include "random/philox.hpp"
#include "model/model.hpp"

namespace kavel {

/// The state of an attribute at the start: the first whose cumulative prevalence exceeds the person's keyed number.
int starting_state(const Attribute& attribute, Key key, PersonId person, Sex sex, int age);

}  // namespace kavel
