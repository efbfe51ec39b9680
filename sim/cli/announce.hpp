#pragma once

#include "experiment/full_cross.hpp"

namespace kavel {

/// Says, unless quiet, how much room the full cross of a run takes. Throws InputError where this machine has too
/// little.
void announce(const FullCrossSize& size, bool quiet);

}  // namespace kavel
