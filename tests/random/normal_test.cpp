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

TEST(NormalCdf, AgreesWithBoost) {
  const boost::math::normal_distribution<long double> normal;
  for (double x = -30; x < 10; x += 0.01) {
    const long double exact = boost::math::cdf(normal, static_cast<long double>(x));
    EXPECT_NEAR(static_cast<double>((normal_cdf(x) - exact) / exact), 0, 1e-12) << x;
  }
}

TEST(LognormalParts, HaveTheMeansOfEquallyLikelyParts) {
  EXPECT_EQ(lognormal_parts(1, 0, 4), std::vector<double>(4, 1.0));
  EXPECT_EQ(lognormal_parts(0.5, 0, 4), (std::vector<double>{0, 0, 2, 2}));
  EXPECT_EQ(lognormal_parts(0.125, 0, 4), (std::vector<double>{0, 0, 0, 4}));
  const std::vector<double> parts = lognormal_parts(1, 1.5, 4096);
  const double s = std::sqrt(std::log(1 + 1.5 * 1.5));
  const boost::math::normal normal;
  double squares = 0;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const double low = i == 0 ? 0 : std::exp(s * quantile(normal, static_cast<double>(i) / 4096) - s * s / 2);
    EXPECT_GE(parts[i], low);
    if (i + 1 < parts.size()) {
      EXPECT_LE(parts[i], std::exp(s * quantile(normal, static_cast<double>(i + 1) / 4096) - s * s / 2));
    }
    squares += (parts[i] - 1) * (parts[i] - 1) / 4096;
  }
  EXPECT_NEAR(std::sqrt(squares), 1.5, 0.06);  // what varies within the last part is lost
}

TEST(LognormalParts, AreThoseOfTheShareThatIsAboveZero) {
  const std::vector<double> all = lognormal_parts(1, 2, 1024);
  const std::vector<double> quarter = lognormal_parts(0.25, 2, 4096);
  for (std::size_t i = 0; i < 3072; ++i) EXPECT_EQ(quarter[i], 0) << i;
  for (std::size_t i = 0; i < 1024; ++i) EXPECT_NEAR(quarter[3072 + i], 4 * all[i], 1e-9 * all[i] + 1e-12) << i;
}

TEST(LognormalParts, HaveAMeanOfOne) {
  for (const double share : {0.001, 0.3, 0.9999, 1.0}) {
    for (const double variation : {0.0, 0.5, 20.0}) {
      double sum = 0;
      for (const double part : lognormal_parts(share, variation, 4096)) sum += part;
      EXPECT_NEAR(sum / 4096, 1, 1e-12) << share << ", " << variation;
    }
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
