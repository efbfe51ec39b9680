#pragma once

namespace kavel {

// Built only on math.hpp, so the same bits on every processor. Errors are relative, measured against Boost.Math in
// tests/random/gamma_test.cpp.

/// log Gamma(x), x > 0; within 2e-15, also beside its zeros at 1 and 2.
double portable_log_gamma(double x);

/// The two tails of a gamma distribution of scale 1 at some x; they sum to 1.
struct GammaTails {
  double lower;  ///< P(shape, x), the regularised incomplete gamma function
  double upper;  ///< Q(shape, x), accurate also where it is tiny
};

/// Tails for shape in [0.001, 1e6] and x >= 0; each within 1e-12 while above 1e-300.
GammaTails gamma_tails(double shape, double x);

/// The x with P(shape, x) = p, for shape in [0.001, 1e6] and p in [0, 1]; within 1e-12. Quantiles below 1e-300 may be
/// 0.
double gamma_quantile(double shape, double p);

/// The x with Q(shape, x) = q: accurate also where q is tiny, down to 1e-290.
double gamma_upper_quantile(double shape, double q);

}  // namespace kavel
