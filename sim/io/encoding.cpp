#include "io/encoding.hpp"

#include <algorithm>
#include <array>

#include "core/errors.hpp"

namespace kavel {

namespace {

/// Code points of the bytes 0x80 to 0x9F; 0: no character. From 0xA0 on a byte is its own code point.
constexpr std::array<unsigned, 32> upper_controls{0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                                  0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017D, 0,
                                                  0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                                  0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

unsigned code_point(char letter) {
  const auto byte = static_cast<unsigned char>(letter);
  return byte >= 0x80 && byte < 0xA0 ? upper_controls[byte - 0x80U] : byte;
}

/// What the letters U+00C0 to U+00FF are without accents.
constexpr std::string_view without_accents = "aaaaaaaceeeeiiiidnooooo.ouuuuy.saaaaaaaceeeeiiiidnooooo.ouuuuy.y";

}  // namespace

std::optional<Encoding> encoding_named(std::string_view word) {
  if (word == "utf-8") return Encoding::utf8;
  if (word == "windows-1252") return Encoding::windows_1252;
  return std::nullopt;
}

std::size_t first_not_windows_1252(std::string_view text) {
  const auto found = std::find_if(text.begin(), text.end(), [](char letter) { return code_point(letter) == 0; });
  return static_cast<std::size_t>(found - text.begin());
}

std::string utf8_of_windows_1252(std::string_view text) {
  std::string utf8;
  utf8.reserve(text.size());
  for (const char letter : text) {
    const unsigned code = code_point(letter);
    expects(code != 0, "all bytes are characters");
    if (code < 0x80) {
      utf8 += static_cast<char>(code);
    } else if (code < 0x800) {
      utf8 += static_cast<char>(0xC0U | (code >> 6U));
      utf8 += static_cast<char>(0x80U | (code & 0x3FU));
    } else {
      utf8 += static_cast<char>(0xE0U | (code >> 12U));
      utf8 += static_cast<char>(0x80U | ((code >> 6U) & 0x3FU));
      utf8 += static_cast<char>(0x80U | (code & 0x3FU));
    }
  }
  return utf8;
}

std::string plain_letters(std::string_view utf8) {
  std::string plain;
  for (std::size_t i = 0; i < utf8.size(); ++i) {
    char letter = utf8[i];
    if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
    if (static_cast<unsigned char>(letter) == 0xC3 && i + 1 < utf8.size()) {
      letter = without_accents[static_cast<unsigned char>(utf8[++i]) & 0x3FU];
    }
    if ((letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9')) plain += letter;
  }
  return plain;
}

}  // namespace kavel
