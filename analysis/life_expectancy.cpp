#include "analysis/life_expectancy.hpp"

#include <cmath>
#include <cstddef>
#include <vector>

namespace kavel {

namespace {

/// One age of the table.
struct Interval {
  double rate = 0;  ///< deaths per person-year
  double rate_variance = 0;
  double length = 1;  ///< years
  double lived = 1;   ///< L / l: years lived in it by those who enter
  double survival = 1;
};

Interval interval(double person_years, double deaths, double length) {
  Interval result;
  result.rate = deaths / person_years;
  result.rate_variance = deaths / (person_years * person_years);
  result.length = length;
  result.survival = std::exp(-result.rate * length);
  result.lived = deaths > 0 ? -std::expm1(-result.rate * length) / result.rate : length;
  return result;
}

/// d(L / l) / d(rate)
double slope_of_lived(const Interval& age) {
  if (age.rate * age.length < 1e-5) return -0.5 * age.length * age.length;
  return (age.length * age.survival - age.lived) / age.rate;
}

/// The first index of the open group, or nothing.
std::optional<std::size_t> start_of_open_group(std::span<const std::int64_t> deaths) {
  std::int64_t beyond = 0;
  for (std::size_t i = deaths.size(); i-- > 1;) {
    beyond += deaths[i];
    if (beyond >= deaths_to_close) return i;
  }
  return std::nullopt;
}

}  // namespace

std::optional<LifeExpectancy> life_expectancy_at_birth(std::span<const double> person_years,
                                                       std::span<const std::int64_t> deaths) {
  const std::optional<std::size_t> open = start_of_open_group(deaths);
  if (!open) return std::nullopt;
  double open_years = 0;
  double open_deaths = 0;
  for (std::size_t i = *open; i < deaths.size(); ++i) {
    open_years += person_years[i];
    open_deaths += static_cast<double>(deaths[i]);
  }
  std::vector<Interval> ages;
  for (std::size_t i = 0; i < *open; ++i) {
    if (!(person_years[i] > 0)) return std::nullopt;
    ages.push_back(interval(person_years[i], static_cast<double>(deaths[i]), i == 0 ? 0.5 : 1.0));
  }
  if (!(open_years > 0)) return std::nullopt;

  // From the oldest age down: e(a) = L(a)/l(a) + survival(a) e(a+1); d e(a)/d m(a) = slope - length x survival x
  // e(a+1).
  double remaining = open_years / open_deaths;
  double variance = remaining * remaining / open_deaths;
  for (std::size_t i = ages.size(); i-- > 0;) {
    const Interval& age = ages[i];
    const double slope = slope_of_lived(age) - age.length * age.survival * remaining;
    variance = age.survival * age.survival * variance + slope * slope * age.rate_variance;
    remaining = age.lived + age.survival * remaining;
  }
  return LifeExpectancy{remaining, std::sqrt(variance)};
}

}  // namespace kavel
