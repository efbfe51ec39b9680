#include "io/municipality_names.hpp"

#include <algorithm>

#include "core/errors.hpp"
#include "io/encoding.hpp"
#include "io/text.hpp"

namespace kavel {

namespace {

/// Without the province, as in `Bergen (NH.)`. `Utrecht (PV)` is a province itself and stays.
std::string_view without_province(std::string_view name) {
  const std::size_t bracket = name.find(" (");
  return bracket != std::string_view::npos && name.ends_with(".)") ? name.substr(0, bracket) : name;
}

}  // namespace

std::string_view without_remark(std::string_view name) {
  constexpr std::string_view remark = " (gemeente)";
  return name.ends_with(remark) ? name.substr(0, name.size() - remark.size()) : name;
}

std::size_t MunicipalityNames::add(std::string_view name) {
  const auto [found, is_new] = by_writing_.emplace(name, names_.size());
  if (!is_new) return found->second;
  const std::string_view own = without_remark(name);
  by_letters_.emplace(plain_letters(own), names_.size());
  by_bare_letters_[plain_letters(without_province(own))].push_back(names_.size());
  names_.emplace_back(name);
  return names_.size() - 1;
}

std::optional<std::size_t> MunicipalityNames::find(std::string_view name) const {
  const std::string_view own = without_remark(name);
  if (const auto found = by_letters_.find(plain_letters(own)); found != by_letters_.end()) return found->second;
  const auto bare = by_bare_letters_.find(plain_letters(without_province(own)));
  if (bare == by_bare_letters_.end() || bare->second.size() != 1) return std::nullopt;
  return bare->second.front();
}

std::string MunicipalityNames::near(std::string_view name) const {
  std::vector<std::string> letters;
  letters.reserve(names_.size());
  for (const std::string& known : names_) letters.push_back(plain_letters(without_remark(known)));
  const std::string own = plain_letters(without_remark(name));
  const std::string meant = suggest(own, letters);
  const auto longer = std::find_if(letters.begin(), letters.end(), [&](const std::string& known) {
    return own.size() >= 4 && (known.starts_with(own) || (known.size() >= 4 && own.starts_with(known)));
  });
  const auto found = meant.empty() ? longer : std::find(letters.begin(), letters.end(), meant);
  return found == letters.end() ? "" : names_[static_cast<std::size_t>(found - letters.begin())];
}

}  // namespace kavel
