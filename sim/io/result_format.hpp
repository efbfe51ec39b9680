#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace kavel {

/// FORMAT.md describes it; raised whenever a reader of the one before would be misled or refused.
inline constexpr std::int64_t result_format_version = 2;
inline constexpr std::string_view result_format_name = "kavel result";

/// Names of Role, in its order.
inline constexpr std::array<std::string_view, 4> role_names{"change", "birth", "death", "departure"};
/// Names of OutcomeKind, in its order.
inline constexpr std::array<std::string_view, 2> outcome_kind_names{"cost", "effect"};

/// The first age that a single-age table holds: those born in the year itself.
inline constexpr std::int32_t youngest_age = -1;

}  // namespace kavel
