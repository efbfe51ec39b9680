#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace kavel {

enum class Sex : std::uint8_t { female, male };
inline constexpr int sexes = 2;
inline constexpr std::array<std::string_view, sexes> sex_names{"female", "male"};

}  // namespace kavel
