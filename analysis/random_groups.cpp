#include "analysis/random_groups.hpp"

#include <cmath>
#include <limits>
#include <numeric>

namespace kavel {

namespace {

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

double sum(std::span<const double> values) { return std::accumulate(values.begin(), values.end(), 0.0); }

double squares_around_mean(std::span<const double> values) {
  const double mean = sum(values) / static_cast<double>(values.size());
  double squares = 0;
  for (const double value : values) squares += (value - mean) * (value - mean);
  return squares;
}

}  // namespace

double standard_error_of_total(std::span<const double> groups) {
  const auto count = static_cast<double>(groups.size());
  if (count < 2) return unknown;
  return std::sqrt(count / (count - 1) * squares_around_mean(groups));
}

std::vector<double> evened(std::span<const double> groups, std::int64_t founders) {
  const auto count = static_cast<std::int64_t>(groups.size());
  if (count == 0 || founders < count) return {};
  std::vector<double> result(groups.begin(), groups.end());
  for (std::int64_t group = 0; group < count; ++group) {
    const std::int64_t members = founders / count + (group < founders % count ? 1 : 0);
    result[static_cast<std::size_t>(group)] *= static_cast<double>(founders) / static_cast<double>(count * members);
  }
  return result;
}

namespace {

/// Ratios of totals that leave out one group at a time; empty where one of them has no denominator.
std::vector<double> leaving_out_one(std::span<const double> numerators, std::span<const double> denominators) {
  const double numerator = sum(numerators);
  const double denominator = sum(denominators);
  std::vector<double> without(numerators.size());
  for (std::size_t group = 0; group < without.size(); ++group) {
    const double rest = denominator - denominators[group];
    if (rest == 0) return {};
    without[group] = (numerator - numerators[group]) / rest;
  }
  return without;
}

}  // namespace

double jackknife_standard_error(std::span<const double> leaving_out_one) {
  const auto count = static_cast<double>(leaving_out_one.size());
  return count < 2 ? unknown : std::sqrt((count - 1) / count * squares_around_mean(leaving_out_one));
}

RatioOfTotals ratio_of_totals(std::span<const double> numerators, std::span<const double> denominators) {
  const double denominator = sum(denominators);
  if (denominator == 0) return {unknown, unknown};
  return {sum(numerators) / denominator, jackknife_standard_error(leaving_out_one(numerators, denominators))};
}

RatioOfTotals difference_of_ratios(std::span<const double> numerators, std::span<const double> denominators,
                                   std::span<const double> other_numerators,
                                   std::span<const double> other_denominators) {
  if (sum(denominators) == 0 || sum(other_denominators) == 0) return {unknown, unknown};
  const double difference = sum(numerators) / sum(denominators) - sum(other_numerators) / sum(other_denominators);
  std::vector<double> without = leaving_out_one(numerators, denominators);
  const std::vector<double> other = leaving_out_one(other_numerators, other_denominators);
  if (without.size() != other.size()) return {difference, unknown};
  for (std::size_t group = 0; group < without.size(); ++group) without[group] -= other[group];
  return {difference, jackknife_standard_error(without)};
}

}  // namespace kavel
