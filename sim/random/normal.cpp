#include "random/normal.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "random/gamma.hpp"
#include "random/math.hpp"

namespace kavel {

namespace {

/// Coefficients of a ratio of polynomials, highest power first.
struct Ratio {
  std::array<double, 8> above;
  std::array<double, 8> below;
};

constexpr Ratio centre{{2509.0809287301226727, 33430.575583588128105, 67265.770927008700853, 45921.953931549871457,
                        13731.693765509461125, 1971.5909503065514427, 133.14166789178437745, 3.387132872796366608},
                       {5226.495278852854561, 28729.085735721942674, 39307.89580009271061, 21213.794301586595867,
                        5394.1960214247511077, 687.1870074920579083, 42.313330701600911252, 1.0}};
constexpr Ratio side{
    {7.7454501427834140764e-4, 0.0227238449892691845833, 0.24178072517745061177, 1.27045825245236838258,
     3.64784832476320460504, 5.7694972214606914055, 4.6303378461565452959, 1.42343711074968357734},
    {1.05075007164441684324e-9, 5.475938084995344946e-4, 0.0151986665636164571966, 0.14810397642748007459,
     0.68976733498510000455, 1.6763848301838038494, 2.05319162663775882187, 1.0}};
constexpr Ratio far{
    {2.01033439929228813265e-7, 2.71155556874348757815e-5, 0.0012426609473880784386, 0.026532189526576123093,
     0.29656057182850489123, 1.7848265399172913358, 5.4637849111641143699, 6.6579046435011037772},
    {2.04426310338993978564e-15, 1.4215117583164458887e-7, 1.8463183175100546818e-5, 7.868691311456132591e-4,
     0.0148753612908506148525, 0.13692988092273580531, 0.59983220655588793769, 1.0}};

double polynomial(const std::array<double, 8>& coefficients, double x) {
  double sum = coefficients[0];
  for (std::size_t i = 1; i < coefficients.size(); ++i) sum = sum * x + coefficients[i];
  return sum;
}

double value(const Ratio& ratio, double x) { return polynomial(ratio.above, x) / polynomial(ratio.below, x); }

}  // namespace

double normal_quantile(double p) {
  const double q = p - 0.5;
  if (std::fabs(q) <= 0.425) return q * value(centre, 0.180625 - q * q);
  const double r = std::sqrt(-portable_log(q < 0 ? p : 1 - p));
  const double distance = r <= 5 ? value(side, r - 1.6) : value(far, r - 5);
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
