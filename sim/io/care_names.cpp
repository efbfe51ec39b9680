#include "io/care_names.hpp"

#include <charconv>

#include "io/schema.hpp"

namespace kavel {

namespace {

std::vector<std::string> keys_of(const YamlNode* section) {
  std::vector<std::string> names;
  if (section == nullptr) return names;
  for (const Entry& entry : section->entries) names.push_back(entry.key);
  return names;
}

}  // namespace

CareNames care_names(const YamlNode& pack) {
  return {keys_of(pack.find("sectors")),    keys_of(pack.find("payers")),  keys_of(pack.find("providers")),
          keys_of(pack.find("activities")), keys_of(pack.find("spreads")), keys_of(pack.find("deductibles"))};
}

std::optional<MoneyUnit> money_unit(std::string_view unit) {
  if (unit == "EUR") return MoneyUnit{};
  if (!unit.starts_with("EUR ")) return std::nullopt;
  const std::string_view digits = unit.substr(4);
  int year = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), year);
  const Shape& years = schema().price_year;
  const bool is_year =
      error == std::errc() && end == digits.data() + digits.size() && year >= years.least && year <= years.most;
  return is_year ? std::optional(MoneyUnit{year}) : std::nullopt;
}

}  // namespace kavel
