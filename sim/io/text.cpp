#include "io/text.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

#include <fmt/format.h>

namespace kavel {

NumberText parse_number(std::string_view text) {
  if (text.starts_with('+') && text.size() > 1 && text[1] != '-') text.remove_prefix(1);
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool whole = !text.empty() && end == text.data() + text.size();
  if (whole && error == std::errc() && std::isfinite(value)) return {NumberText::Is::number, value};
  if (text.find_first_not_of("0123456789+-.eE") != std::string_view::npos) {
    std::string word = lower_case(text);
    if (word.starts_with('-')) word.erase(0, 1);
    if (word.starts_with('.')) word.erase(0, 1);
    const bool known = word == "nan" || word == "inf" || word == "infinity";
    return {known ? NumberText::Is::not_finite : NumberText::Is::other, 0};
  }
  if (whole && error != std::errc::invalid_argument) return {NumberText::Is::too_large, 0};
  return {};
}

std::string shown(double value) { return fmt::format("{}", value); }

bool is_name(std::string_view text) {
  return !text.empty() && text.size() <= 100 &&
         text.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_") ==
             std::string_view::npos;
}

namespace {

/// Where the first block of a text begins that has anything but ASCII without zeros in it.
std::size_t first_not_plain(std::string_view text) {
  constexpr std::size_t block = 256;
  std::size_t at = 0;
  for (; at + block <= text.size(); at += block) {
    unsigned other = 0;
    for (const char letter : text.substr(at, block)) {
      const auto byte = static_cast<unsigned char>(letter);
      other |= (byte & 0x80U) | static_cast<unsigned>(byte == 0);
    }
    if (other != 0) break;
  }
  return at;
}

}  // namespace

bool has_control(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char letter) {
    const auto byte = static_cast<unsigned char>(letter);
    return byte < 0x20 || byte == 0x7F;
  });
}

std::size_t first_not_utf8(std::string_view text) {
  std::size_t i = first_not_plain(text);
  const auto byte = [&](std::size_t at) { return at < text.size() ? static_cast<unsigned char>(text[at]) : 0U; };
  const auto follows = [&](std::size_t at) { return (byte(at) & 0xC0U) == 0x80U; };
  while (i < text.size()) {
    const unsigned first = byte(i);
    const unsigned second = byte(i + 1);
    if (first == 0) return i;
    if (first < 0x80) {
      i += 1;
    } else if (first >= 0xC2 && first <= 0xDF && follows(i + 1)) {
      i += 2;
    } else if ((first & 0xF0U) == 0xE0U && follows(i + 1) && follows(i + 2) && (first != 0xE0 || second >= 0xA0) &&
               (first != 0xED || second < 0xA0)) {
      i += 3;
    } else if (first >= 0xF0 && first <= 0xF4 && follows(i + 1) && follows(i + 2) && follows(i + 3) &&
               (first != 0xF0 || second >= 0x90) && (first != 0xF4 || second < 0x90)) {
      i += 4;
    } else {
      return i;
    }
  }
  return i;
}

std::size_t count_characters(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(
      text.begin(), text.end(), [](char letter) { return (static_cast<unsigned char>(letter) & 0xC0U) != 0x80U; }));
}

std::string_view trimmed(std::string_view text) {
  const auto is_blank = [](char letter) { return letter == ' ' || letter == '\t' || letter == '\r'; };
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

std::string lower_case(std::string_view text) {
  std::string result(text);
  for (char& letter : result) {
    if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
  }
  return result;
}

}  // namespace kavel
