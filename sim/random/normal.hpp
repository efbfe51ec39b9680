#pragma once

#include <vector>

namespace kavel {

/// The x with Φ(x) = p for the standard normal distribution, p in (0, 1): Wichura 1988, algorithm AS 241 (PPND16),
/// Applied Statistics 37, 477-484, on math.hpp, so the same bits on every processor. Relative error below 2e-15
/// (measured against Boost.Math in tests/random/normal_test.cpp).
double normal_quantile(double p);

/// Φ(x), through the incomplete gamma function (gamma.hpp); relative error below 1e-12 down to 1e-300.
double normal_cdf(double x);

/// A distribution of mean 1 that is above 0 for a share of (0, 1], and for these lognormal with this coefficient of
/// variation (at least 0); as `parts` equally likely values: the means of its equally likely parts, so that their mean
/// is 1, and that of the lesser of a value and an amount what it is but for the part the amount falls in.
std::vector<double> lognormal_parts(double share, double coefficient_of_variation, int parts);

}  // namespace kavel
