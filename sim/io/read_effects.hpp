#pragma once

#include <string>

#include "programme/programme.hpp"
#include "io/programme_figures.hpp"

namespace kavel {

/// The sections `effects`, `modifiers`, `response` and `waning` of a programme.
void read_effects(Fields& programme, const ProgrammeReading& reading, Programme& into);

}  // namespace kavel
