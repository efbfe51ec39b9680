#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace kavel {

/// How a file that others made is to be read. Our own are always UTF-8.
enum class Encoding { utf8, windows_1252 };

/// `utf-8`, `windows-1252`; nothing for other words.
std::optional<Encoding> encoding_named(std::string_view word);

/// Position of the first byte that is no character of Windows-1252, or the size of the text.
std::size_t first_not_windows_1252(std::string_view text);

/// Windows-1252 as UTF-8; all bytes must be characters.
std::string utf8_of_windows_1252(std::string_view text);

/// Lower-case letters a-z and digits, without accents; everything else is left out: `Súdwest-Fryslân` is
/// `sudwestfryslan`.
std::string plain_letters(std::string_view utf8);

}  // namespace kavel
