#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>

#include "core/ticks.hpp"

namespace kavel {

/// What is left on a clock, in fixed point: 2^26 units are one unit of cumulative hazard (resolution 1.5e-8).
/// A live clock is at least 1; the longest exponential winding, -ln(2^-33) = 22.9, stays below 2^31.
using Clock = std::int32_t;

inline constexpr double clock_unit = 67108864.0;                                ///< units per unit of cumulative hazard
inline constexpr float greatest_loss = 2147483520.0F;                           ///< the largest float below 2^31
inline constexpr Clock never_wound = std::numeric_limits<std::int32_t>::max();  ///< mark of a clock not yet wound
inline constexpr Ticks never = std::numeric_limits<std::int32_t>::max();        ///< a tick that does not come this year

/// Running speed of a clock, in units a year: hazard (1/year) x `clock_unit`.
using ClockRate = float;

/// What a clock running at `rate` loses in `ticks`: rounded to nearest (ties to even), saturating.
/// Never decreases with `ticks` nor with `rate`. This function decides in the quick and the event path alike.
inline Clock loss(ClockRate rate, Ticks ticks);

/// The same by the share of a year, `share_of_year(ticks)`, for callers that use one share for many clocks.
inline Clock loss_in_share(ClockRate rate, float share) {
  return static_cast<Clock>(std::nearbyintf(std::min(rate * share, greatest_loss)));
}

inline Clock loss(ClockRate rate, Ticks ticks) { return loss_in_share(rate, share_of_year(ticks)); }

/// The clock after running at `rate` for `ticks` without reaching zero; stays at least 1, so that a clock that
/// would have reached zero on this very tick still fires, one unit later.
inline Clock settled(Clock clock, ClockRate rate, Ticks ticks) { return std::max(clock - loss(rate, ticks), 1); }

/// The first number of ticks after which `loss(rate, ticks) >= clock`, or `never` if that is more than `most`.
inline Ticks ticks_to_zero(Clock clock, ClockRate rate, Ticks most) {
  if (most < 0 || loss(rate, most) < clock) return never;
  if (clock <= 0) return 0;
  constexpr Ticks slack = 8;  // the estimate is right to a tick or two; what follows decides
  const double estimate = (static_cast<double>(clock) - 0.5) / static_cast<double>(rate) * ticks_per_year;
  const Ticks near = static_cast<Ticks>(std::clamp(estimate, 0.0, static_cast<double>(most - 1))) + 1;
  if (loss(rate, near) >= clock && loss(rate, near - 1) < clock) return near;
  Ticks low = std::max(near - slack, 0);
  Ticks high = std::min(near + slack, most);
  if (low > 0 && loss(rate, low - 1) >= clock) low = 0;
  if (loss(rate, high) < clock) high = most;
  while (low < high) {  // binary search: loss never decreases
    const Ticks middle = low + (high - low) / 2;
    if (loss(rate, middle) >= clock) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  return low;
}

}  // namespace kavel
