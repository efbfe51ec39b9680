#pragma once

#include <algorithm>
#include <cstddef>

#include "core/person.hpp"

namespace kavel {

/// How ages and tables meet (sim/README.md, "Age").
enum class AgeRule {
  lexis,  ///< a population: birth year b in calendar year y is y-b-1 on 1 January; the mean of that row and the next
  exact   ///< a cohort: everybody has the same exact age on 1 January; that row
};

inline constexpr int oldest_age = 120;           ///< who is older stays in this row
inline constexpr int age_rows = oldest_age + 2;  ///< rows for ages -1 (year of birth) … oldest_age

/// The table row of an age on 1 January: the year of birth (-1) uses age 0.
constexpr int row_age(int age) { return std::clamp(age, 0, oldest_age); }

/// Position of an age on 1 January in arrays that start at the year of birth.
constexpr int age_index(int age) { return std::clamp(age, -1, oldest_age) + 1; }

/// Size of arrays [sex x age 0 … oldest_age].
inline constexpr std::size_t rows_by_sex_age = std::size_t{sexes} * std::size_t{oldest_age + 1};

/// Position in arrays [sex x age 0 … oldest_age]; a sex may be told by its position.
constexpr std::size_t sex_age(int sex, int age) {
  return static_cast<std::size_t>(sex) * std::size_t{oldest_age + 1} + static_cast<std::size_t>(row_age(age));
}
constexpr std::size_t sex_age(Sex sex, int age) { return sex_age(static_cast<int>(sex), age); }

/// Size of arrays [sex x age + 1 x year].
constexpr std::size_t rows_by_year(int years) {
  return std::size_t{sexes} * std::size_t{age_rows} * static_cast<std::size_t>(years);
}

/// Position in arrays [sex x age + 1 x year].
constexpr std::size_t sex_age_year(Sex sex, int age, int year, int years) {
  const auto row = static_cast<std::size_t>(sex) * std::size_t{age_rows} + static_cast<std::size_t>(age_index(age));
  return row * static_cast<std::size_t>(years) + static_cast<std::size_t>(year);
}

}  // namespace kavel
