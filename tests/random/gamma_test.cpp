#include "random/gamma.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include <boost/math/special_functions/gamma.hpp>
#include <gtest/gtest.h>

#include "random/stream.hpp"
#include "random/winding.hpp"

namespace kavel {
namespace {

constexpr double shapes[] = {0.001, 0.01, 0.1, 0.5, 0.9, 1, 1.5, 2, 3.7, 9.99, 10, 25, 100, 1234.5, 1e4, 1e6};
constexpr double probabilities[] = {0x1p-33, 1e-9, 1e-6, 1e-3, 0.01,   0.1,      0.25,     0.4999,
                                    0.5,     0.75, 0.9,  0.99, 0.9999, 1 - 1e-6, 1 - 1e-9, 1 - 0x1p-33};

double relative_error(double got, long double exact) {
  if (got == exact) return 0;
  return static_cast<double>(std::fabs((got - exact) / exact));
}

TEST(PortableLogGamma, AgreesWithBoost) {
  double worst = 0;
  for (double x = 1e-6; x < 1e8; x *= 1.0007) {
    worst = std::max(worst, relative_error(portable_log_gamma(x), boost::math::lgamma(static_cast<long double>(x))));
  }
  EXPECT_LE(worst, 2e-15);
}

TEST(PortableLogGamma, IsAccurateBesideItsZeros) {
  for (const double zero : {1.0, 2.0}) {
    for (const double offset : {-0.3, -1e-3, -1e-7, -1e-12, 1e-12, 1e-7, 1e-3, 0.3}) {
      const double x = zero + offset;
      EXPECT_LE(relative_error(portable_log_gamma(x), boost::math::lgamma(static_cast<long double>(x))), 2e-15) << x;
    }
  }
  EXPECT_EQ(portable_log_gamma(1), 0);
  EXPECT_EQ(portable_log_gamma(2), 0);
}

TEST(GammaTails, AgreeWithBoost) {
  double worst = 0;
  for (const double shape : shapes) {
    const double spread = std::sqrt(shape);
    for (double z = -7; z < 9; z += 0.037) {
      const double x = shape + spread * z > 0 ? shape + spread * z : shape * std::exp(5 * z);
      const GammaTails tails = gamma_tails(shape, x);
      const long double lower = boost::math::gamma_p<long double, long double>(shape, x);
      const long double upper = boost::math::gamma_q<long double, long double>(shape, x);
      if (lower > 1e-300L) worst = std::max(worst, relative_error(tails.lower, lower));
      worst = std::max(worst, relative_error(tails.upper, upper));
    }
  }
  EXPECT_LE(worst, 1e-12);
}

TEST(GammaTails, CloseAtTheEnds) {
  EXPECT_EQ(gamma_tails(2, 0).lower, 0);
  EXPECT_EQ(gamma_tails(2, 0).upper, 1);
  EXPECT_EQ(gamma_tails(2, std::numeric_limits<double>::infinity()).upper, 0);
  EXPECT_EQ(gamma_tails(2, 1e300).upper, 0);
}

TEST(GammaQuantile, AgreesWithBoost) {
  for (const double shape : shapes) {
    for (const double p : probabilities) {
      const long double exact = p < 0.5 ? boost::math::gamma_p_inv<long double, long double>(shape, p)
                                        : boost::math::gamma_q_inv<long double, long double>(shape, 1 - p);
      const double got = gamma_quantile(shape, p);
      if (exact < 1e-300L) {
        EXPECT_LT(got, 1e-299);
        continue;
      }
      EXPECT_LE(relative_error(got, exact), 1e-12) << shape << ' ' << p;
    }
  }
}

TEST(GammaQuantile, InvertsTheLowerTail) {
  for (const double shape : {0.2, 1.0, 2.5, 40.0}) {
    for (double p = 0.001; p < 1; p += 0.001) {
      EXPECT_NEAR(gamma_tails(shape, gamma_quantile(shape, p)).lower, p, 1e-13);
    }
  }
}

TEST(GammaQuantile, NeverDecreasesWithTheProbability) {
  for (const double shape : {0.1, 1.0, 3.0, 60.0}) {
    double before = 0;
    for (double p = 1e-4; p < 1; p += 1e-4) {
      const double here = gamma_quantile(shape, p);
      ASSERT_GE(here, before) << shape << ' ' << p;
      before = here;
    }
  }
}

TEST(GammaUpperQuantile, AgreesWithBoostAlsoFarOut) {
  for (const double shape : shapes) {
    for (const double q : {0.9, 0.5, 0.3, 1e-3, 1e-10, 1e-50, 1e-200}) {
      const long double exact = boost::math::gamma_q_inv<long double, long double>(shape, q);
      if (exact < 1e-300L) continue;
      EXPECT_LE(relative_error(gamma_upper_quantile(shape, q), exact), 1e-11) << shape << ' ' << q;
    }
  }
  EXPECT_EQ(gamma_upper_quantile(2, 1), 0);
  EXPECT_EQ(gamma_upper_quantile(2, 0), std::numeric_limits<double>::infinity());
}

// What is left of a sojourn: S(spent + t) / S(spent) = U, also far beyond what is usual.
TEST(GammaRemaining, HasTheSurvivalGivenTheTimeSpent) {
  const Key key = key_of(3, 0);
  const StreamId stream = stream_of("disease.acute>chronic");
  for (const double shape : {0.4, 1.0, 2.5, 6.0}) {
    for (const double spent : {0.01, 0.5, 4.0, 30.0, 120.0}) {
      for (std::uint64_t person = 0; person < 200; ++person) {
        const double chance = uniform(random_word(key, PersonId{person}, stream, 0));
        const double left = gamma_remaining(key, PersonId{person}, stream, 0, shape, 0.25, spent);
        const long double survival = boost::math::gamma_q<long double, long double>(shape, (spent + left) / 0.25) /
                                     boost::math::gamma_q<long double, long double>(shape, spent / 0.25);
        ASSERT_NEAR(static_cast<double>(survival), chance, 1e-8) << shape << ' ' << spent;
      }
    }
  }
}

TEST(GammaRemaining, FarOutHasAnAlmostConstantHazard) {
  const Key key = key_of(3, 0);
  const StreamId stream = stream_of("disease.acute>chronic");
  const double chance = uniform(random_word(key, PersonId{5}, stream, 0));
  const double left = gamma_remaining(key, PersonId{5}, stream, 0, 3, 0.05, 100);
  EXPECT_NEAR(left, 0.05 * -std::log(chance), 0.05 * 0.002);
}

TEST(GammaQuantile, ClosesAtTheEnds) {
  EXPECT_EQ(gamma_quantile(2, 0), 0);
  EXPECT_EQ(gamma_quantile(2, 1), std::numeric_limits<double>::infinity());
}

}  // namespace
}  // namespace kavel
