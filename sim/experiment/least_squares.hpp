#pragma once

#include <functional>
#include <span>
#include <vector>

namespace kavel {

/// Weighted least squares: the least Σ weight (value(x) − wanted)² + Σ hold x², under value(x) = wanted where it is to
/// be exact.
struct LeastSquares {
  std::vector<double> wanted{};
  std::vector<double> weight{};  ///< [value]
  std::vector<bool> exact{};     ///< [value]
  std::vector<double> hold{};    ///< [unknown]
  double most = 3;               ///< largest absolute value of an unknown
  /// Values at x, and their derivatives [value x unknown].
  std::function<void(std::span<const double> x, std::span<double> values, std::span<double> derivatives)> model{};
};

struct Minimum {
  std::vector<double> x{};
  double sum = 0;       ///< of weighted squares
  int evaluations = 0;  ///< of the model
  bool found = false;   ///< to the tolerance; else the best of those tried
};

/// By sequential quadratic programming from `x` on (Kraft 1994; NLopt's SLSQP): without chance, so always the same.
Minimum minimise(const LeastSquares& problem, std::vector<double> x);

}  // namespace kavel
