#pragma once

#include <cstdint>
#include <string>

namespace kavel {

/// The whole number an option was given; InputError where it is none, or outside [least, most].
std::uint64_t number_option(const std::string& option, const std::string& text, std::uint64_t least,
                            std::uint64_t most);

}  // namespace kavel
