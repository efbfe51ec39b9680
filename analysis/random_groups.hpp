#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace kavel {

/// Standard error of a total from the sums over random groups of founders of equal size (Wolter 2007, Introduction to
/// Variance Estimation, ch. 2):  G / (G - 1) x Σ (y_g - mean y)².  Not a number with fewer than two groups.
double standard_error_of_total(std::span<const double> groups);

/// Sums over random groups as if each had as many founders: founder i is in group i mod G, so that the first groups
/// have one more where the number of founders is no multiple of G. Empty where there are fewer founders than groups.
std::vector<double> evened(std::span<const double> groups, std::int64_t founders);

/// Standard error of an estimate from the same estimate on all groups but one, each in turn (the jackknife; Wolter
/// 2007, ch. 4):  (G - 1) / G x Σ (t_g - mean t)².  Not a number with fewer than two groups.
double jackknife_standard_error(std::span<const double> leaving_out_one);

/// A ratio of two totals, and its standard error.
struct RatioOfTotals {
  double value = 0;
  double standard_error = 0;
};

/// Σ numerator / Σ denominator; standard error by the jackknife that leaves out one group at a time (Wolter 2007, ch.
/// 4). Not a number where the denominator is zero.
RatioOfTotals ratio_of_totals(std::span<const double> numerators, std::span<const double> denominators);

/// Difference of two such ratios over the same groups of founders, jackknifed together.
RatioOfTotals difference_of_ratios(std::span<const double> numerators, std::span<const double> denominators,
                                   std::span<const double> other_numerators,
                                   std::span<const double> other_denominators);

}  // namespace kavel
