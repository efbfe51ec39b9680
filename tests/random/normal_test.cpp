#include "random/normal.hpp"

#include <algorithm>
#include <cmath>

#include <boost/math/distributions/normal.hpp>
#include <gtest/gtest.h>

#include "random/philox.hpp"

namespace kavel {
namespace {

double relative_error(double p) {
  const long double exact = boost::math::quantile(boost::math::normal_distribution<long double>(), p);
  return static_cast<double>(std::fabs((normal_quantile(p) - exact) / exact));
}

TEST(NormalQuantile, AgreesWithBoost) {
  double worst = 0;
  for (std::uint64_t i = 0; i < 200000; ++i) {
    const double p = uniform(random_word({1, 2}, {i}, {3}, 0));
    if (p != 0.5) worst = std::max(worst, relative_error(p));
  }
  for (int exponent = 1; exponent < 1000; ++exponent)
    worst = std::max(worst, relative_error(0.9 * std::ldexp(1, -exponent)));
  EXPECT_LT(worst, 2e-15);
}

TEST(NormalQuantile, IsSymmetricAndNeverDecreases) {
  EXPECT_EQ(normal_quantile(0.5), 0);
  double before = -10;
  for (std::uint32_t word = 0; word < 4294000000U; word += 71234) {
    const double x = normal_quantile(uniform(word));
    EXPECT_GE(x, before);
    EXPECT_EQ(x, -normal_quantile(uniform(~word)));
    before = x;
  }
}

TEST(NormalQuantile, OfUniformsHasMeanZeroAndVarianceOne) {
  constexpr int draws = 1000000;
  double sum = 0;
  double squares = 0;
  for (std::uint64_t i = 0; i < draws; ++i) {
    const double x = normal_quantile(uniform(random_word({5, 6}, {i}, {7}, 0)));
    sum += x;
    squares += x * x;
  }
  EXPECT_NEAR(sum / draws, 0, 4 / std::sqrt(draws));
  EXPECT_NEAR(squares / draws, 1, 4 * std::sqrt(2.0 / draws));
}

}  // namespace
}  // namespace kavel
