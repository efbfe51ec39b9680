#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "core/words.hpp"

namespace kavel {

/// A number as written: decimal, finite, with a point and perhaps an exponent.
struct NumberText {
  enum class Is { number, not_finite, too_large, other };
  Is is = Is::other;
  double value = 0;
};
NumberText parse_number(std::string_view text);

/// A number for messages: as short as tells it apart.
std::string shown(double value);

/// Letters, digits and `_`: the names of attributes, states, outcomes, variants.
bool is_name(std::string_view text);

bool has_control(std::string_view text);

/// Position of the first byte that is no UTF-8 (or is zero), or the size of the text.
std::size_t first_not_utf8(std::string_view text);

/// Characters, not bytes, of UTF-8 text.
std::size_t count_characters(std::string_view text);

std::string_view trimmed(std::string_view text);
std::string lower_case(std::string_view text);

}  // namespace kavel
