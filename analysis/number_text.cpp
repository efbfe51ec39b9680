#include "analysis/number_text.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace kavel {

namespace {

const std::string none = "–";

/// Puts spaces between groups of three digits before the point.
std::string grouped(const std::string& digits) {
  const std::size_t first = digits.starts_with('-') ? 1 : 0;
  const std::size_t point = std::min(digits.find('.'), digits.size());
  std::string text = digits.substr(0, first);
  for (std::size_t i = first; i < point; ++i) {
    if (i > first && (point - i) % 3 == 0) text += ' ';
    text += digits[i];
  }
  return text + digits.substr(point);
}

}  // namespace

std::string whole(std::int64_t number) { return grouped(std::to_string(number)); }

std::string counted(std::int64_t number, const std::string& what) {
  return whole(number) + ' ' + what + (number == 1 ? "" : "s");
}

std::string fixed(double number, int decimals) {
  if (!std::isfinite(number)) return none;
  std::string digits = fmt::format("{:.{}f}", number, decimals);
  if (digits.find_first_not_of("-0.") == std::string::npos && digits.starts_with('-')) digits.erase(0, 1);
  return grouped(digits);
}

int decimals_for(double standard_error, int most_decimals) {
  if (!std::isfinite(standard_error) || standard_error <= 0) return most_decimals;
  return std::clamp(1 - static_cast<int>(std::floor(std::log10(standard_error))), 0, most_decimals);
}

std::string with_error(double number, double standard_error, int most_decimals) {
  if (!std::isfinite(number)) return none;
  const int decimals = decimals_for(standard_error, most_decimals);
  if (!std::isfinite(standard_error) || standard_error <= 0) return fixed(number, decimals);
  return fixed(number, decimals) + " ± " + fixed(standard_error, decimals);
}

std::string bytes_text(std::uint64_t bytes) {
  const auto number = static_cast<double>(bytes);
  if (number < 1e6) return fixed(number / 1e3, 0) + " kB";
  return number < 1e9 ? fixed(number / 1e6, 1) + " MB" : fixed(number / 1e9, 1) + " GB";
}

int width_of(const std::string& text) {
  return static_cast<int>(std::count_if(text.begin(), text.end(),
                                        [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; }));
}

std::string cut(const std::string& text, int most) {
  if (width_of(text) <= most) return text;
  std::string first;
  for (const char byte : text) {
    const bool starts = (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U;
    if (starts && width_of(first) + 1 >= most) break;
    first += byte;
  }
  return first + "…";
}

std::vector<std::string> wrapped(const std::string& text, int most) {
  std::vector<std::string> lines(1);
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    const std::string word = text.substr(at, end - at);
    at = end + 1;
    std::string& line = lines.back();
    if (line.empty()) {
      line = word;
    } else if (width_of(line) + 1 + width_of(word) <= most) {
      line += ' ' + word;
    } else {
      lines.push_back(word);
    }
  }
  return lines;
}

std::string right_aligned(const std::string& text, int width) {
  return std::string(static_cast<std::size_t>(std::max(0, width - width_of(text))), ' ') + text;
}

std::string left_aligned(const std::string& text, int width) {
  return text + std::string(static_cast<std::size_t>(std::max(0, width - width_of(text))), ' ');
}

}  // namespace kavel
