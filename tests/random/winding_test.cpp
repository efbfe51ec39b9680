#include "random/winding.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include <boost/math/special_functions/gamma.hpp>
#include <gtest/gtest.h>

#include "random/stream.hpp"

namespace kavel {
namespace {

const Key key = key_of(42, 0);
constexpr StreamId stream = stream_of("test.winding");

/// How many of the 2^32 words wind a clock to at most `most`: U >= exp(-most / 2^26).
std::int64_t words_up_to(Clock most) {
  const long double least_uniform = std::exp(-static_cast<long double>(most) / static_cast<long double>(clock_unit));
  const long double first = std::ceil(least_uniform * 0x1p32L - 0.5L);
  return static_cast<std::int64_t>(0x1p32L - first);
}

// Windings fall as words grow, so P(winding <= k) is exact once the word at which k is reached is known.
TEST(ExponentialWinding, HasTheExactProbabilityOfEveryClock) {
  for (const Clock most :
       {1, 2, 3, 63, 64, 65, 1000, 123457, 1 << 20, 1 << 26, 3 << 26, 10 << 26, 1 << 30, 1500000000}) {
    const std::int64_t within = words_up_to(most);
    const std::int64_t first = (std::int64_t{1} << 32) - within;
    for (std::int64_t word = std::max<std::int64_t>(first - 2000, 0);
         word < std::min(first + 2000, std::int64_t{1} << 32); ++word) {
      ASSERT_EQ(winding_of(static_cast<std::uint32_t>(word)) <= most, word >= first) << most << ' ' << word;
    }
    const double probability = -std::expm1(-most / clock_unit);
    EXPECT_NEAR(static_cast<double>(within) * 0x1p-32, probability, 0x1p-32) << most;
  }
}

TEST(ExponentialWinding, NeverGrowsWithTheWord) {
  for (const std::uint32_t start : {0U, 0x40000000U, 0x7FFF0000U, 0xB504F000U, 0xFFF00000U}) {
    Clock before = winding_of(start);
    for (std::uint32_t word = start + 1; word != start + 0x100000; ++word) {
      const Clock here = winding_of(word);
      ASSERT_LE(here, before) << word;
      before = here;
    }
  }
}

TEST(ExponentialWinding, StaysBetweenOneAndTheLongest) {
  EXPECT_EQ(winding_of(0xFFFFFFFF), 1);
  EXPECT_EQ(winding_of(0), static_cast<Clock>(std::ceil(33 * std::log(2.0) * clock_unit)));
  EXPECT_LT(winding_of(0), never_wound);
}

TEST(ExponentialWinding, IsExponentialByChiSquare) {
  constexpr int draws = 1000000;
  constexpr int bins = 100;  // of equal probability
  std::array<int, bins> counts{};
  double sum = 0;
  for (std::uint64_t person = 0; person < draws; ++person) {
    const double winding = exponential_winding(key, {person}, stream, 0) / clock_unit;
    sum += winding;
    ++counts[std::min(bins - 1, static_cast<int>(-std::expm1(-winding) * bins))];
  }
  double chi_square = 0;
  for (const int count : counts) chi_square += std::pow(count - draws / bins, 2) / (draws / bins);
  EXPECT_NEAR(chi_square, bins - 1, 4 * std::sqrt(2.0 * (bins - 1)));
  EXPECT_NEAR(sum / draws, 1, 4 / std::sqrt(draws));
}

TEST(ExponentialWinding, IsPinned) {
  EXPECT_EQ(exponential_winding(key_of(1, 2), {3}, stream_of("stroke.none>acute"), 4), 29097712);
}

/// Mean and variance of a sojourn over many persons, against the closed forms, within four standard errors.
template <class Sojourn>
void expect_moments(Sojourn sojourn, double mean, double variance, double fourth_central_moment) {
  constexpr int draws = 200000;
  double sum = 0;
  double squares = 0;
  for (std::uint64_t person = 0; person < draws; ++person) {
    const double years = sojourn(PersonId{person});
    sum += years;
    squares += (years - mean) * (years - mean);
  }
  EXPECT_NEAR(sum / draws, mean, 4 * std::sqrt(variance / draws));
  EXPECT_NEAR(squares / draws, variance, 4 * std::sqrt((fourth_central_moment - variance * variance) / draws));
}

TEST(WeibullSojourn, HasItsMeanAndVariance) {
  constexpr double shape = 1.7;
  constexpr double scale = 12;
  const auto moment = [](int k) { return std::pow(scale, k) * std::tgamma(1 + k / shape); };
  const double mean = moment(1);
  const double variance = moment(2) - mean * mean;
  const double fourth = moment(4) - 4 * mean * moment(3) + 6 * mean * mean * moment(2) - 3 * std::pow(mean, 4);
  expect_moments([](PersonId person) { return weibull_sojourn(key, person, stream, 1, shape, scale); }, mean, variance,
                 fourth);
}

TEST(WeibullSojourn, IsTheQuantileOfItsWord) {
  for (std::uint32_t occurrence = 0; occurrence < 2000; ++occurrence) {
    const double survival = uniform(random_word(key, {5}, stream, occurrence));
    const double years = weibull_sojourn(key, {5}, stream, occurrence, 0.8, 3);
    EXPECT_NEAR(std::exp(-std::pow(years / 3, 0.8)), survival, 1e-14 * (1 + 1 / survival) * survival);
  }
}

TEST(GammaSojourn, HasItsMeanAndVariance) {
  constexpr double shape = 2.3;
  constexpr double scale = 1.5;
  const double variance = shape * scale * scale;
  expect_moments([](PersonId person) { return gamma_sojourn(key, person, stream, 0, shape, scale); }, shape * scale,
                 variance, (3 + 6 / shape) * variance * variance);
}

TEST(GammaSojourn, IsTheQuantileOfItsWord) {
  for (std::uint32_t occurrence = 0; occurrence < 500; ++occurrence) {
    const double survival = uniform(random_word(key, {6}, stream, occurrence));
    const double years = gamma_sojourn(key, {6}, stream, occurrence, 4.5, 2);
    EXPECT_NEAR(years, 2 * boost::math::gamma_q_inv(4.5, survival), 1e-9 * years);
  }
}

// With shape 1 both are exponential, and from the same words: the same sojourns, and those of an exponential clock.
TEST(Sojourns, AgreeWhereTheyAreExponential) {
  for (std::uint64_t person = 0; person < 2000; ++person) {
    const double weibull = weibull_sojourn(key, {person}, stream, 0, 1, 1);
    EXPECT_NEAR(gamma_sojourn(key, {person}, stream, 0, 1, 1), weibull, 1e-11 * weibull);
    EXPECT_NEAR(exponential_winding(key, {person}, stream, 0), weibull * clock_unit, 1.0);
  }
}

}  // namespace
}  // namespace kavel
