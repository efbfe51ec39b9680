#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace kavel {

/// `'text'`, shortened where long, without control characters: for messages.
std::string in_quotes(std::string_view text);

/// `a, b, c`, shortened where there are many.
std::string listed(const std::vector<std::string>& names);

/// nearest() of names short enough to have been mistyped.
std::string suggest(std::string_view written, const std::vector<std::string>& names);

/// The same, but silent where what was written is a word of its own: `sex` is no slip for `ses`.
std::string suggest(std::string_view written, const std::vector<std::string>& names,
                    const std::vector<std::string>& other_words);

bool contains(const std::vector<std::string>& names, std::string_view name);

}  // namespace kavel
