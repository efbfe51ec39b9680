#pragma once

#include <cstdint>

namespace kavel {

/// Ticks in a calendar year, 3 x 2^22 (about 2.5 s each): divisible by 2, 4 and 12, and exact in a float.
inline constexpr std::int32_t ticks_per_year = 3 << 22;

/// A moment within one calendar year: 0 is 1 January, `ticks_per_year` the end of 31 December.
using Ticks = std::int32_t;

/// A moment since the study's start, in ticks: year index x `ticks_per_year` + tick.
using Moment = std::int64_t;

constexpr Moment moment(int year_index, Ticks tick) { return static_cast<Moment>(year_index) * ticks_per_year + tick; }

/// Share of a year, in [0, 1]; correctly rounded, so that it never decreases with `ticks`.
constexpr float share_of_year(Ticks ticks) { return static_cast<float>(ticks) / static_cast<float>(ticks_per_year); }

}  // namespace kavel
