#include "outcome.hpp"

#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>

#include "core/errors.hpp"

namespace kavel {

namespace {

std::size_t position(const std::vector<std::string>& names, const std::string& name) {
  const auto found = std::find(names.begin(), names.end(), name);
  expects(found != names.end(), name.c_str());
  return static_cast<std::size_t>(found - names.begin());
}

/// One value of an array [year x area x …], of all areas together.
template <class Value>
Value over_areas(const Array<Value>& array, std::size_t year, std::size_t index) {
  Value sum{};
  for (std::size_t area = 0; area < array.shape[1]; ++area) {
    sum += array.values[(year * array.shape[1] + area) * array.shape[2] + index];
  }
  return sum;
}

constexpr double agreement = 0.02;  ///< of a standard error with the one known

/// By how many counts, at four standard errors, the quantile of a Poisson number exceeds the normal one: (4² - 1) / 6
/// (Cornish-Fisher). It matters only where few are expected.
constexpr double skewness_of_counts = 2.5;

}  // namespace

const VariantResults& variant_of(const Results& results, const std::string& variant) {
  const auto found = std::find_if(results.variants.begin(), results.variants.end(),
                                  [&](const VariantResults& one) { return one.name == variant; });
  expects(found != results.variants.end(), variant.c_str());
  return *found;
}

const Total& total_of(const Results& results, const std::string& variant, const std::string& outcome) {
  return variant_of(results, variant).totals[position(results.outcomes, outcome)];
}

double person_years(const Results& results, const VariantResults& variant, const std::string& state, std::size_t year) {
  return over_areas(variant.by_area.person_years, year, position(results.states, state));
}

std::int64_t events_in(const Results& results, const VariantResults& variant, const std::string& transition,
                       std::size_t year) {
  return over_areas(variant.by_area.events, year, position(results.transitions, transition));
}

std::int64_t all_events(const Results& results, const VariantResults& variant, const std::string& transition) {
  std::int64_t sum = 0;
  for (std::size_t year = 0; year < results.years.size(); ++year) sum += events_in(results, variant, transition, year);
  return sum;
}

void expect_within(double got, double expected, double standard_error, const std::string& what) {
  EXPECT_NEAR(got, expected, 4 * standard_error)
      << what << ": " << (got - expected) / standard_error << " standard errors off";
}

void expect_share(double number, double persons, double probability, const std::string& what) {
  const double error = std::sqrt(persons * probability * (1 - probability));
  EXPECT_NEAR(number, persons * probability, 4 * error + skewness_of_counts)
      << what << ": " << (number - persons * probability) / error << " standard errors off";
}

void expect_count(std::int64_t number, double expected, const std::string& what) {
  EXPECT_NEAR(static_cast<double>(number), expected, 4 * std::sqrt(expected) + skewness_of_counts)
      << what << ": " << (static_cast<double>(number) - expected) / std::sqrt(expected) << " standard errors off";
}

void expect_total(const Results& results, const std::string& variant, const std::string& outcome, const Known& known) {
  const Total& total = total_of(results, variant, outcome);
  const double error = known.standard_deviation / std::sqrt(static_cast<double>(results.founders));
  expect_within(total.mean, known.mean, error, variant + ' ' + outcome);
  EXPECT_NEAR(total.standard_error / error, 1, agreement) << variant << ' ' << outcome;
}

void expect_difference(const Results& results, const std::string& variant, const std::string& outcome,
                       const Known& known) {
  const Total& total = total_of(results, variant, outcome);
  const double error = known.standard_deviation / std::sqrt(static_cast<double>(results.founders));
  expect_within(total.difference, known.mean, error, "difference of " + variant + ' ' + outcome);
  EXPECT_NEAR(total.difference_standard_error / error, 1, agreement) << variant << ' ' << outcome;
}

}  // namespace kavel
