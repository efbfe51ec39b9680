#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace kavel {

/// 1.96: standard errors on either side that make a 95 % interval.
inline constexpr double two_sided_95 = 1.96;

/// `1 234 567`: groups of three, so that neither a Dutch nor an English reader takes the mark for a decimal one.
std::string whole(std::int64_t number);

/// `1 person`, `2 persons`
std::string counted(std::int64_t number, const std::string& what);

/// A number with that many decimals, grouped in threes; `–` for not a number.
std::string fixed(double number, int decimals);

/// `12 345 ± 67`: as many decimals as leave the standard error two digits, at most `most_decimals`. A standard error of
/// zero or unknown is left out.
std::string with_error(double number, double standard_error, int most_decimals);

/// The number of decimals with_error uses.
int decimals_for(double standard_error, int most_decimals);

/// `12 kB`, `3.4 MB`, `15.6 GB`
std::string bytes_text(std::uint64_t bytes);

/// How wide text stands on a terminal: characters of UTF-8, not bytes.
int width_of(const std::string& text);

/// The first characters of a text, the last of them … where there were more.
std::string cut(const std::string& text, int most);

/// Text broken at blanks into lines of at most so many characters; a longer word has a line of its own.
std::vector<std::string> wrapped(const std::string& text, int most);

/// Text padded with spaces in front, or behind, to a width.
std::string right_aligned(const std::string& text, int width);
std::string left_aligned(const std::string& text, int width);

}  // namespace kavel
