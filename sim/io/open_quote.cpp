#include "io/open_quote.hpp"

#include <algorithm>
#include <cstddef>

namespace kavel {

namespace {

bool is_blank(char letter) { return letter == ' ' || letter == '\t' || letter == '\r'; }

std::size_t indent_of(std::string_view line) { return std::min(line.find_first_not_of(' '), line.size()); }

bool is_empty(std::string_view line) { return std::all_of(line.begin(), line.end(), is_blank); }

/// `key: …`, `key:` or `- …`
bool looks_like_an_entry(std::string_view line) {
  line.remove_prefix(indent_of(line));
  if (line.starts_with("- ")) return true;
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos || colon == 0) return false;
  const bool ends = colon + 1 == line.size() || is_blank(line[colon + 1]);
  const std::string_view key = line.substr(0, colon);
  return ends && std::none_of(key.begin(), key.end(), [](char letter) { return is_blank(letter) || letter == '#'; });
}

/// Reads YAML line by line, as far as it takes to know what stands in quotes.
class QuoteScanner {
 public:
  explicit QuoteScanner(std::string_view text) : rest_(text) {}

  std::optional<OpenQuote> open() {
    for (; !rest_.empty() || quote_ != 0; ++line_) {
      if (rest_.empty()) return OpenQuote{opened_.line, opened_.byte, true};
      const std::string_view line = next_line();
      if (quote_ == 0 && is_within_block(line)) continue;
      if (quote_ != 0 && runs_on_over(line)) return opened_;
      scan(line);
    }
    return std::nullopt;
  }

 private:
  std::string_view next_line() {
    const std::size_t end = std::min(rest_.find('\n'), rest_.size());
    const std::string_view line = rest_.substr(0, end);
    rest_.remove_prefix(std::min(end + 1, rest_.size()));
    return line;
  }

  /// Text after `|` or `>` is as deep as it likes, and holds any quotes.
  bool is_within_block(std::string_view line) {
    if (!block_) return false;
    if (is_empty(line) || indent_of(line) > indent_) return true;
    block_ = false;
    return false;
  }

  bool runs_on_over(std::string_view line) const {
    return !is_empty(line) && indent_of(line) <= indent_ && looks_like_an_entry(line);
  }

  void scan(std::string_view line) {
    if (quote_ == 0) indent_ = indent_of(line);
    starts_value_ = true;
    for (std::size_t i = 0; i < line.size(); ++i) {
      if (quote_ != 0) {
        i += within_quotes(line.substr(i));
      } else if (line[i] == '#' && (i == 0 || is_blank(line[i - 1]))) {
        return;
      } else {
        take(line, i);
      }
    }
    block_ = ends_in_block_mark(line);
  }

  /// How many letters belong to this one.
  std::size_t within_quotes(std::string_view line) {
    const bool escaped = quote_ == '"' ? line[0] == '\\' : line.starts_with("''");
    if (escaped) return line.size() > 1 ? 1 : 0;
    if (line[0] == quote_) quote_ = 0;
    return 0;
  }

  void take(std::string_view line, std::size_t i) {
    const char letter = line[i];
    if (is_blank(letter)) return;
    const bool last = i + 1 == line.size();
    if (starts_value_ && (letter == '"' || letter == '\'')) {
      quote_ = letter;
      opened_ = {line_, static_cast<int>(i), false};
    } else if ((starts_value_ || flows_ > 0) && (letter == '[' || letter == '{')) {
      ++flows_;
      return;  // a value may start
    } else if (flows_ > 0 && (letter == ']' || letter == '}')) {
      --flows_;
    }
    const bool item = letter == '-' && i == indent_;
    const bool before_value = letter == ':' || item;
    const bool named = starts_value_ && (letter == '&' || letter == '!');  // an anchor: the value comes after it
    if (named) naming_ = true;
    if (naming_ && (last || is_blank(line[i + 1]))) {
      naming_ = false;
      starts_value_ = true;
      return;
    }
    starts_value_ = naming_ || (before_value && (last || is_blank(line[i + 1]))) || (flows_ > 0 && letter == ',');
  }

  static bool ends_in_block_mark(std::string_view line) {
    while (!line.empty() && is_blank(line.back())) line.remove_suffix(1);
    while (!line.empty() && (line.back() == '-' || line.back() == '+' || (line.back() >= '1' && line.back() <= '9'))) {
      line.remove_suffix(1);
    }
    if (line.size() < 2 || (line.back() != '|' && line.back() != '>')) return false;
    line.remove_suffix(1);
    while (!line.empty() && is_blank(line.back())) line.remove_suffix(1);
    return line.ends_with(':') || line.ends_with('-');
  }

  std::string_view rest_;
  int line_ = 0;
  std::size_t indent_ = 0;  ///< of the line, or of that on which the quote was opened
  char quote_ = 0;          ///< within such quotes
  OpenQuote opened_{};
  int flows_ = 0;             ///< brackets open
  bool starts_value_ = true;  ///< a quote here opens a quoted text
  bool naming_ = false;       ///< within the name of an anchor or tag
  bool block_ = false;
};

}  // namespace

std::optional<OpenQuote> open_quote(std::string_view text) { return QuoteScanner(text).open(); }

}  // namespace kavel
