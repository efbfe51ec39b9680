#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "io/node.hpp"

namespace kavel {

/// Names of a pack's sectors, payers, providers, activities, spreads and deductibles, known before anything refers to
/// them.
struct CareNames {
  std::vector<std::string> sectors{}, payers{}, providers{}, activities{}, spreads{}, deductibles{};
};

/// What is wrong in these sections, their reader reports.
CareNames care_names(const YamlNode& pack);

/// A unit that is money: `EUR`, or `EUR` and the year of its prices.
struct MoneyUnit {
  int year = 0;  ///< 0: not said
};
std::optional<MoneyUnit> money_unit(std::string_view unit);

}  // namespace kavel
