#include "random/normal.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "random/gamma.hpp"
#include "random/math.hpp"
#include "random/normal_ratios.hpp"

namespace kavel {

namespace {

double polynomial(const std::array<double, 8>& coefficients, double x) {
  double sum = coefficients[0];
  for (std::size_t i = 1; i < coefficients.size(); ++i) sum = sum * x + coefficients[i];
  return sum;
}

double value(const NormalRatio& ratio, double x) { return polynomial(ratio.above, x) / polynomial(ratio.below, x); }

}  // namespace

double normal_quantile(double p) {
  const double q = p - 0.5;
  if (std::fabs(q) <= normal_centre_end) return q * value(normal_centre, normal_centre_square - q * q);
  const double r = std::sqrt(-portable_log(q < 0 ? p : 1 - p));
  const double distance =
      r <= normal_far_start ? value(normal_side, r - normal_side_start) : value(normal_far, r - normal_far_start);
  return q < 0 ? -distance : distance;
}

double normal_cdf(double x) {
  const GammaTails tails = gamma_tails(0.5, x * x / 2);
  return x < 0 ? tails.upper / 2 : 1 - tails.upper / 2;
}

/// The part of the mean that lies below a share of the distribution (its Lorenz curve): log X is normal with variance
/// s² = log(1 + cv²), so E[X; X <= x] / E[X] = Φ(z - s) where x is the Φ(z) quantile.
std::vector<double> lognormal_parts(double share, double coefficient_of_variation, int parts) {
  const double s = std::sqrt(portable_log1p(coefficient_of_variation * coefficient_of_variation));
  const auto mean_below = [&](double below) {
    const double of_share = (below - (1 - share)) / share;
    if (of_share <= 0 || of_share >= 1 || s == 0) return std::clamp(of_share, 0.0, 1.0);
    return normal_cdf(normal_quantile(of_share) - s);
  };
  std::vector<double> means;
  double before = 0;
  for (int part = 1; part <= parts; ++part) {
    const double upto = part == parts ? 1 : mean_below(static_cast<double>(part) / parts);
    means.push_back((upto - before) * parts);
    before = upto;
  }
  return means;
}

}  // namespace kavel
