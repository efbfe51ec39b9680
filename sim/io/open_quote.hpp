#pragma once

#include <optional>
#include <string_view>

namespace kavel {

/// Where a quote is opened in YAML, line and byte from 0.
struct OpenQuote {
  int line = 0;
  int byte = 0;
  bool to_the_end = false;  ///< of the file; else up to a line that looks like the next key
};

/// The first quoted text that is never closed, or that runs on over a line like `key: …` or `- …` no deeper than its
/// own: someone forgot the closing quote. (yaml-cpp takes what follows for text, up to the next quote in the file.)
std::optional<OpenQuote> open_quote(std::string_view text);

}  // namespace kavel
