#include "random/math.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>

#include <gtest/gtest.h>

#include "random/philox.hpp"

namespace kavel {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();
constexpr double least = std::numeric_limits<double>::denorm_min();
constexpr double greatest = std::numeric_limits<double>::max();

/// Error in last bits of the (normal) result; the exact value has 11 bits more than a double.
double error_in_ulp(double got, long double exact) {
  const double magnitude = std::fabs(static_cast<double>(exact));
  const long double ulp = std::nextafter(magnitude, infinity) - static_cast<long double>(magnitude);
  return static_cast<double>(std::fabs(got - exact) / ulp);
}

/// Uniform in (low, high), the i-th of a fixed sequence.
double random_between(double low, double high, std::uint64_t i) {
  const double fine =
      uniform(random_word({1, 2}, {i}, {3}, 0)) + 0x1p-32 * (uniform(random_word({1, 2}, {i}, {3}, 1)) - 0.5);
  return low + (high - low) * fine;
}

/// The largest error over an even grid and over random numbers in [low, high].
template <class Function, class Exact>
double worst(double low, double high, Function function, Exact exact) {
  constexpr int points = 300000;
  double largest = 0;
  for (int i = 0; i < points; ++i) {
    for (const double x : {low + (high - low) * i / points, random_between(low, high, static_cast<std::uint64_t>(i))}) {
      largest = std::max(largest, error_in_ulp(function(x), exact(static_cast<long double>(x))));
    }
  }
  return largest;
}

constexpr auto exact_log = [](long double x) { return std::log(x); };
constexpr auto exact_log1p = [](long double x) { return std::log1p(x); };
constexpr auto exact_exp = [](long double x) { return std::exp(x); };
constexpr auto exact_expm1 = [](long double x) { return std::expm1(x); };

TEST(PortableLog, IsWithinOneUlp) {
  EXPECT_LE(worst(0x1p-33, 1, portable_log, exact_log), 1);
  EXPECT_LE(worst(0.65, 0.75, portable_log, exact_log), 1);
  EXPECT_LE(worst(0.9999, 1.0001, portable_log, exact_log), 1);
  EXPECT_LE(worst(1, 3, portable_log, exact_log), 1);
  EXPECT_LE(worst(3, 1e9, portable_log, exact_log), 1);
  for (int exponent = -1074; exponent < 1024; ++exponent) {
    const double x = std::ldexp(1.37, exponent);
    EXPECT_LE(error_in_ulp(portable_log(x), std::log(static_cast<long double>(x))), 1) << x;
  }
}

TEST(PortableLog, NeverDecreasesNearOne) {
  double x = 1 - 1e-12;
  double before = portable_log(x);
  while (x < 1 + 1e-12) {
    x = std::nextafter(x, 2.0);
    const double here = portable_log(x);
    ASSERT_GE(here, before) << x;
    before = here;
  }
}

TEST(PortableLog, NeverDecreasesOverTheLastWords) {
  double before = portable_log(uniform(0xFFF00000));
  for (std::uint32_t word = 0xFFF00001; word != 0; ++word) {
    const double here = portable_log(uniform(word));
    ASSERT_GT(here, before) << word;
    before = here;
  }
}

TEST(PortableLog, HasTheLimitsOfC) {
  EXPECT_EQ(portable_log(1), 0);
  EXPECT_FALSE(std::signbit(portable_log(1)));
  EXPECT_EQ(portable_log(0), -infinity);
  EXPECT_EQ(portable_log(-0.0), -infinity);
  EXPECT_EQ(portable_log(infinity), infinity);
  EXPECT_TRUE(std::isnan(portable_log(-1)));
  EXPECT_TRUE(std::isnan(portable_log(-infinity)));
  EXPECT_TRUE(std::isnan(portable_log(not_a_number)));
  EXPECT_NEAR(portable_log(least), -744.4400719213812, 1e-12);
  EXPECT_NEAR(portable_log(greatest), 709.782712893384, 1e-12);
}

TEST(PortableLog1p, IsWithinOneUlp) {
  EXPECT_LE(worst(-0.999999, 1, portable_log1p, exact_log1p), 1);
  EXPECT_LE(worst(-1e-8, 1e-8, portable_log1p, exact_log1p), 1);
  EXPECT_LE(worst(-0.31, -0.28, portable_log1p, exact_log1p), 1);
  EXPECT_LE(worst(0.4, 0.43, portable_log1p, exact_log1p), 1);
  EXPECT_LE(worst(1, 1000, portable_log1p, exact_log1p), 1);
}

TEST(PortableLog1p, HasTheLimitsOfC) {
  EXPECT_EQ(portable_log1p(0), 0);
  EXPECT_TRUE(std::signbit(portable_log1p(-0.0)));
  EXPECT_EQ(portable_log1p(least), least);
  EXPECT_EQ(portable_log1p(-1), -infinity);
  EXPECT_EQ(portable_log1p(infinity), infinity);
  EXPECT_TRUE(std::isnan(portable_log1p(-1.5)));
  EXPECT_TRUE(std::isnan(portable_log1p(not_a_number)));
  EXPECT_EQ(portable_log1p(1e300), portable_log(1e300));
}

TEST(PortableExp, IsWithinOneUlp) {
  EXPECT_LE(worst(-1, 1, portable_exp, exact_exp), 1);
  EXPECT_LE(worst(-30, 0, portable_exp, exact_exp), 1);
  EXPECT_LE(worst(-708, 709.7, portable_exp, exact_exp), 1);
}

TEST(PortableExp, HasTheLimitsOfC) {
  EXPECT_EQ(portable_exp(0), 1);
  EXPECT_EQ(portable_exp(-infinity), 0);
  EXPECT_EQ(portable_exp(infinity), infinity);
  EXPECT_EQ(portable_exp(709.79), infinity);
  EXPECT_EQ(portable_exp(1e300), infinity);
  EXPECT_EQ(portable_exp(-1e300), 0);
  EXPECT_EQ(portable_exp(-745.2), 0);
  EXPECT_EQ(portable_exp(-745.1), least);
  EXPECT_EQ(portable_exp(-720), static_cast<double>(std::exp(-720.0L)));  // subnormal
  EXPECT_LE(error_in_ulp(portable_exp(709.75), std::exp(709.75L)), 1);
  EXPECT_TRUE(std::isnan(portable_exp(not_a_number)));
}

TEST(PortableExpm1, IsWithinTwoUlp) {
  EXPECT_LE(worst(-1, 1, portable_expm1, exact_expm1), 2);
  EXPECT_LE(worst(-1e-7, 1e-7, portable_expm1, exact_expm1), 2);
  EXPECT_LE(worst(0.34, 0.36, portable_expm1, exact_expm1), 2);
  EXPECT_LE(worst(-0.36, -0.34, portable_expm1, exact_expm1), 2);
  EXPECT_LE(worst(-45, 45, portable_expm1, exact_expm1), 2);
  EXPECT_LE(worst(45, 709, portable_expm1, exact_expm1), 2);
}

TEST(PortableExpm1, HasTheLimitsOfC) {
  EXPECT_EQ(portable_expm1(0), 0);
  EXPECT_TRUE(std::signbit(portable_expm1(-0.0)));
  EXPECT_EQ(portable_expm1(least), least);
  EXPECT_EQ(portable_expm1(-infinity), -1);
  EXPECT_EQ(portable_expm1(infinity), infinity);
  EXPECT_EQ(portable_expm1(-50), -1);
  EXPECT_TRUE(std::isnan(portable_expm1(not_a_number)));
}

/// The largest error of x^y, in ulp, over random bases and exponents with |y log x| below `most`.
double worst_power(double most) {
  double largest = 0;
  for (std::uint64_t i = 0; i < 500000; ++i) {
    const double x = std::exp(random_between(-20, 20, 2 * i));
    const double y = random_between(-most, most, 2 * i + 1) / std::log(x);
    largest = std::max(
        largest, error_in_ulp(portable_pow(x, y), std::pow(static_cast<long double>(x), static_cast<long double>(y))));
  }
  return largest;
}

TEST(PortablePow, IsWithinTwoUlpOfModerateResults) { EXPECT_LE(worst_power(23), 2); }

TEST(PortablePow, KeepsItsRelativeErrorToTheEnds) { EXPECT_LE(worst_power(707) * 0x1p-52, 1e-14); }

TEST(PortablePow, IsExactWhereThatIsExpected) {
  for (const double x : {1e-300, 0.3, 1.0, 7.0, 1e300}) EXPECT_EQ(portable_pow(x, 1), x);
  for (int power = -1000; power <= 1000; ++power) EXPECT_EQ(portable_pow(2, power), std::ldexp(1, power));
  EXPECT_EQ(portable_pow(3, 20), 3486784401.0);
  EXPECT_EQ(portable_pow(1.5, 2), 2.25);
}

TEST(PortablePow, HasTheLimitsOfC) {
  const double values[] = {-infinity, -1e300, -3, -2.5, -2,  -1, -0.5, -least, -0.0,     0,
                           least,     0.5,    1,  2,    2.5, 3,  1e19, 1e300,  infinity, not_a_number};
  for (const double x : values) {
    for (const double y : values) {
      const double expected = std::pow(x, y);
      const double got = portable_pow(x, y);
      if (std::isnan(expected)) {
        EXPECT_TRUE(std::isnan(got)) << x << '^' << y;
      } else {
        EXPECT_DOUBLE_EQ(got, expected) << x << '^' << y;
        EXPECT_EQ(std::signbit(got), std::signbit(expected)) << x << '^' << y;
      }
    }
  }
}

// Pinned bits: what this processor computes, every processor computes.
TEST(PortableMath, GivesTheSameBitsEverywhere) {
  std::uint64_t digest = 0;
  const auto take = [&digest](double value) {
    digest = digest * 0x9E3779B97F4A7C15 + std::bit_cast<std::uint64_t>(value);
  };
  for (std::uint64_t i = 0; i < 20000; ++i) {
    const double x = random_between(-30, 30, i);
    take(portable_exp(x));
    take(portable_expm1(x));
    take(portable_log(std::fabs(x)));
    take(portable_log1p(std::fabs(x) / 32 - 0.9));
    take(portable_pow(std::fabs(x), x));
  }
  EXPECT_EQ(digest, 12734464070082534070U);
}

}  // namespace
}  // namespace kavel
