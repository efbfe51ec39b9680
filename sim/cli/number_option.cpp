#include "cli/number_option.hpp"

#include <charconv>

#include "core/errors.hpp"

namespace kavel {

std::uint64_t number_option(const std::string& option, const std::string& text, std::uint64_t least,
                            std::uint64_t most) {
  std::uint64_t number = 0;
  const char* end = text.data() + text.size();
  const auto [last, error] = std::from_chars(text.data(), end, number);
  if (error != std::errc() || last != end || number < least || number > most) {
    throw InputError(Mark{}, option, "a whole number from " + std::to_string(least) + " to " + std::to_string(most),
                     text.empty() ? "nothing" : text);
  }
  return number;
}

}  // namespace kavel
