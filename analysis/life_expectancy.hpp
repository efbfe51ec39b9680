#pragma once

#include <cstdint>
#include <optional>
#include <span>

namespace kavel {

struct LifeExpectancy {
  double years = 0;
  double standard_error = 0;
};

/// Period life expectancy at birth from one year's person-years and deaths by age on 1 January: -1 (born in the year),
/// 0, 1, … .
///
/// A newborn lives half a year at the death rate of age -1, then one year at that of each age: m(a) = deaths /
/// person-years, l(a+1) = l(a) exp(-m n), L(a) = l(a) (1 - exp(-m n)) / m. The table ends in an open group, l / m, that
/// begins at the highest age from which on there are at least `deaths_to_close` deaths. The standard error is Chiang's
/// (1984, The Life Table and its Applications): deaths at each age independent, var m = deaths / person-years². Nothing
/// where an age before the open group has no person-years, or deaths are too few to close the table.
std::optional<LifeExpectancy> life_expectancy_at_birth(std::span<const double> person_years,
                                                       std::span<const std::int64_t> deaths);

inline constexpr std::int64_t deaths_to_close = 10;

}  // namespace kavel
