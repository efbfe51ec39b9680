#include "core/words.hpp"

#include <algorithm>

#include "core/errors.hpp"

namespace kavel {

std::string in_quotes(std::string_view text) {
  constexpr std::size_t longest = 60;
  std::string result = "'";
  std::size_t characters = 0;
  for (const char letter : text) {
    const auto byte = static_cast<unsigned char>(letter);
    if ((byte & 0xC0U) != 0x80U && ++characters > longest) {
      result += "…";
      break;
    }
    result += byte < 0x20 || byte == 0x7F ? ' ' : letter;
  }
  return result + "'";
}

std::string listed(const std::vector<std::string>& names) {
  constexpr std::size_t most = 12;
  std::string result;
  for (std::size_t i = 0; i < std::min(names.size(), most); ++i) result += (i == 0 ? "" : ", ") + names[i];
  if (names.size() > most) result += ", … (" + std::to_string(names.size()) + " in all)";
  return result;
}

std::string suggest(std::string_view written, const std::vector<std::string>& names) {
  constexpr std::size_t longest = 200;
  if (written.size() > longest) return {};
  const std::size_t edits = std::max<std::size_t>(1, written.size() / 3);  // that nearest() allows
  std::vector<std::string> near;
  for (const std::string& name : names) {
    if (name.size() <= written.size() + edits && written.size() <= name.size() + edits) near.push_back(name);
  }
  return nearest(written, near);
}

std::string suggest(std::string_view written, const std::vector<std::string>& names,
                    const std::vector<std::string>& other_words) {
  return contains(other_words, written) ? "" : suggest(written, names);
}

bool contains(const std::vector<std::string>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

}  // namespace kavel
