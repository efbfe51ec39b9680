#pragma once

#include <cstdint>

#include "core/clock.hpp"
#include "core/ids.hpp"
#include "random/philox.hpp"

namespace kavel {

/// Winds for the first time the clocks of one person that have become reachable: where rates[i] > 0 and clocks[i] is
/// `never_wound`, clocks[i] becomes exponential_winding(key, person, {streams[i]}, 0); the rest stays as it was.
/// `lanes` is a multiple of 8. The same bits on every instruction set.
void wind_reachable(Key key, PersonId person, const std::uint32_t* streams, const float* rates, Clock* clocks,
                    int lanes);

}  // namespace kavel
