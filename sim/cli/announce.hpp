#pragma once

#include "experiment/full_cross.hpp"
#include "experiment/study.hpp"

namespace kavel {

/// Says, unless quiet, how much room the full cross of a run takes. Throws InputError where this machine has too
/// little.
void announce(const FullCrossSize& size, bool quiet);

/// Says on standard error what of a study may be simulated but is hardly meant.
void announce_doubts(const Study& study);

}  // namespace kavel
