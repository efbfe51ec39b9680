#include "random/gamma.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "random/log_series.hpp"
#include "random/math.hpp"

namespace kavel {
namespace {

constexpr double half_log_two_pi = 0.91893853320467274178;
constexpr double two_pi = 6.2831853071795864769;
constexpr double tiny = 1e-300;

/// (-1)^k (zeta(k) - 1) / k, k = 2..27, highest first.
constexpr double zeta_terms[] = {
    -2.7595228851242331452e-10, 5.7313672416788620133e-10, -1.1921401405860912074e-9, 2.4836745438024783172e-9,
    -5.1834750419700466551e-9,  1.0838659214896954091e-8,  -2.271109460894316491e-8,  4.7698101693639805658e-8,
    -1.0043224823968099609e-7,  2.1207184805554665869e-7,  -4.4924691987645660433e-7, 9.5514121304074198329e-7,
    -2.0392157538013662368e-6,  4.3748667899074878042e-6,  -9.439488275268395904e-6,  2.0507212775670691553e-5,
    -4.49262367381331417e-5,    9.9457512781808533715e-5,  -2.2315475845357937976e-4, 5.0966952474304242234e-4,
    -1.1927539117032609771e-3,  2.8905103307415232858e-3,  -7.3855510286739852663e-3, 2.0580808427784547879e-2,
    -6.7352301053198095133e-2,  3.2246703342411321824e-1};

/// log Gamma(2 + z) for |z| <= 1/2: (1 - Euler's constant) z + sum of the terms above times z^k.
double log_gamma_near_two(double z) {
  double sum = 0;
  for (const double term : zeta_terms) sum = sum * z + term;
  return z * (0.42278433509846713939 + z * sum);
}

/// log Gamma(x) - ((x - 1/2) log x - x + log(2 pi)/2), x >= 10: Stirling's series with Bernoulli numbers B2..B14.
double stirling_rest(double x) {
  constexpr double terms[] = {1.0 / 156, -691.0 / 360360, 1.0 / 1188, -1.0 / 1680, 1.0 / 1260, -1.0 / 360, 1.0 / 12};
  const double inverse = 1 / x;
  double sum = 0;
  for (const double term : terms) sum = sum * (inverse * inverse) + term;
  return sum * inverse;
}

/// u - log(1 + u) for u = x/shape - 1, without cancellation near 0 nor near -1.
double excess_over_log(double x, double shape) {
  const double u = (x - shape) / shape;
  if (u < -0.29 || u > 0.41) return u - portable_log(x / shape);
  const double s = u / (2 + u);
  return s * (u - log_series(s * s));
}

/// x^shape exp(-x) / Gamma(shape + 1).
double weight(double shape, double x) {
  if (shape < 10) return portable_exp(shape * portable_log(x) - x - portable_log_gamma(shape + 1));
  const double exponent = shape * excess_over_log(x, shape) + stirling_rest(shape);
  return portable_exp(-exponent) / std::sqrt(two_pi * shape);
}

/// P / weight, the power series; fast for x < shape + 1.
double lower_series(double shape, double x) {
  double term = 1;
  double sum = 1;
  for (double n = 1; term > sum * 1e-17; ++n) {
    term *= x / (shape + n);
    sum += term;
  }
  return sum;
}

/// Q / (shape weight), Legendre's continued fraction evaluated forward (Lentz); for x >= shape + 1.
double upper_fraction(double shape, double x) {
  double base = x + 1 - shape;
  double ratio = 1 / tiny;
  double inverse = 1 / base;
  double result = inverse;
  for (double n = 1; n < 1e6; ++n) {
    const double numerator = n * (shape - n);
    base += 2;
    inverse = 1 / (base + numerator * inverse);
    ratio = base + numerator / ratio;
    const double factor = ratio * inverse;
    result *= factor;
    if (std::fabs(factor - 1) < 1e-16) break;
  }
  return result;
}

/// The normal quantile at p = 1 - q to 4.5e-4 (Abramowitz and Stegun 1964, 26.2.23): a first guess only.
double rough_normal_quantile(double p, double q) {
  const double t = std::sqrt(-2 * portable_log(std::min(p, q)));
  const double magnitude =
      t - (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)));
  return p < 0.5 ? -magnitude : magnitude;
}

/// Log of the quantile where exp(-x) = 1 in the density: a lower bound, and exact in the limit of small quantiles.
double log_quantile_bound(double shape, double p) { return (portable_log(p) + portable_log_gamma(shape + 1)) / shape; }

/// Log of the quantile, roughly: Wilson and Hilferty (1931), or the bound above where that is larger.
double rough_log_quantile(double shape, double p, double q, double bound) {
  const double root = 1 - 1 / (9 * shape) + rough_normal_quantile(p, q) / (3 * std::sqrt(shape));
  if (root < 1e-3) return bound;
  return std::max(bound, portable_log(shape) + 3 * portable_log(root));
}

/// The quantile at p = 1 - q, both above 0.
double quantile(double shape, double p, double q) {
  const double bound = log_quantile_bound(shape, p);
  if (bound < -40) return portable_exp(bound);
  // Newton's method on the log of the smaller tail as a function of log x: concave, so it converges from one side.
  double log_x = rough_log_quantile(shape, p, q, bound);
  for (int step = 0; step < 100; ++step) {
    const double x = portable_exp(log_x);
    const GammaTails tails = gamma_tails(shape, x);
    const double density = shape * weight(shape, x);  // of log x
    const double move = p < 0.5              ? portable_log(p / tails.lower) * tails.lower / density
                        : tails.upper > tiny ? portable_log(tails.upper / q) * tails.upper / density
                                             : -0.5;  // too far out to be told from 0: back
    log_x += std::clamp(move, -1.0, 1.0);
    if (std::fabs(move) < 1e-14) break;
  }
  return portable_exp(log_x);
}

}  // namespace

double portable_log_gamma(double x) {
  if (x < 0.5) return portable_log_gamma(x + 1) - portable_log(x);
  if (x < 1.5) return log_gamma_near_two(x - 1) - portable_log1p(x - 1);
  if (x < 2.5) return log_gamma_near_two(x - 2);
  if (x >= 10) return (x - 0.5) * portable_log(x) - x + half_log_two_pi + stirling_rest(x);
  double product = 1;
  while (x >= 2.5) product *= --x;
  return portable_log(product) + log_gamma_near_two(x - 2);
}

GammaTails gamma_tails(double shape, double x) {
  if (x <= 0) return {0, 1};
  if (x == std::numeric_limits<double>::infinity()) return {1, 0};
  if (x < shape + 1) {
    const double lower = std::min(1.0, weight(shape, x) * lower_series(shape, x));
    return {lower, 1 - lower};
  }
  const double upper = shape * weight(shape, x) * upper_fraction(shape, x);
  return {1 - upper, upper};
}

double gamma_quantile(double shape, double p) {
  if (p <= 0) return 0;
  if (p >= 1) return std::numeric_limits<double>::infinity();
  return quantile(shape, p, 1 - p);
}

double gamma_upper_quantile(double shape, double q) {
  if (q <= 0) return std::numeric_limits<double>::infinity();
  if (q >= 1) return 0;
  return quantile(shape, 1 - q, q);
}

}  // namespace kavel
