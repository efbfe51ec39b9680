#include <cmath>
#include <numeric>

#include <boost/math/distributions/gamma.hpp>
#include <boost/math/distributions/weibull.hpp>
#include <gtest/gtest.h>

#include "core/ticks.hpp"
#include "outcome.hpp"
#include "small_study.hpp"
#include "waiting_times.hpp"

namespace kavel {
namespace {

using Weibull = boost::math::weibull_distribution<double>;
constexpr double half_a_tick = 0.5 / ticks_per_year;
using Gamma = boost::math::gamma_distribution<double>;

template <class Distribution>
std::function<double(double)> cdf_of(const Distribution& law) {
  return [law](double time) { return boost::math::cdf(law, time); };
}

template <class Distribution>
void expect_law(const std::vector<double>& times, const Distribution& law, const std::string& what) {
  expect_distribution(times, cdf_of(law), what);
  const double mean = std::accumulate(times.begin(), times.end(), 0.0) / static_cast<double>(times.size());
  const double error = boost::math::standard_deviation(law) / std::sqrt(static_cast<double>(times.size()));
  expect_within(mean, boost::math::mean(law), error, what);
}

Study one_sojourn(TransitionSpec transition, int years) {
  return cohort_study({attribute("stay", {"in", "out"}, {std::move(transition)})}, years);
}

TEST(Sojourns, AreWeibull) {
  expect_law(first_times(one_sojourn(by_weibull("in>out", 0.7, 2), 120), 0), Weibull(0.7, 2), "shape 0.7");
  expect_law(first_times(one_sojourn(by_weibull("in>out", 1, 4), 120), 0), Weibull(1, 4), "shape 1");
  expect_law(first_times(one_sojourn(by_weibull("in>out", 3, 20), 120), 0), Weibull(3, 20), "shape 3");
}

TEST(Sojourns, AreGamma) {
  expect_law(first_times(one_sojourn(by_gamma("in>out", 0.5, 3), 120), 0), Gamma(0.5, 3), "shape 0.5");
  expect_law(first_times(one_sojourn(by_gamma("in>out", 2.5, 4), 120), 0), Gamma(2.5, 4), "shape 2.5");
  expect_law(first_times(one_sojourn(by_gamma("in>out", 20, 0.1), 120), 0), Gamma(20, 0.1), "shape 20");
}

// A new sojourn on every entry, independent of those before.
TEST(Sojourns, BeginAnewOnEveryEntry) {
  const Study study =
      cohort_study({attribute("stay", {"in", "out"}, {by_weibull("in>out", 2, 3), by_gamma("out>in", 3, 0.5)})}, 25);
  std::vector<double> stays[4];
  double product = 0;
  double persons = 0;
  for (const std::vector<TimedEvent>& life : lives(study)) {
    ASSERT_GE(life.size(), 4U);  // within 25 years, with all but certainty
    for (std::size_t i = 0; i < 4; ++i) stays[i].push_back(life[i].time - (i == 0 ? 0 : life[i - 1].time));
    const double mean = boost::math::mean(Weibull(2, 3));
    product += (stays[0].back() - mean) * (stays[2].back() - mean);
    ++persons;
  }
  expect_law(stays[0], Weibull(2, 3), "first stay in");
  expect_law(stays[1], Gamma(3, 0.5), "first stay out");
  expect_law(stays[2], Weibull(2, 3), "second stay in");
  expect_law(stays[3], Gamma(3, 0.5), "second stay out");
  expect_within(product / persons, 0, boost::math::variance(Weibull(2, 3)) / std::sqrt(persons), "covariance of stays");
}

// An accelerated sojourn lives its time faster: after two years at speed 1, at speed 3.
TEST(Sojourns, Accelerate) {
  TransitionSpec out = by_weibull("in>out", 1.8, 6);
  out.ratios = {ratios("care", {{"without", 3}})};
  out.ratios.front().accelerates = true;
  const Study study = cohort_study({attribute("care", {"with", "without"}, {by_duration("with>without", 2)}),
                                    attribute("stay", {"in", "out"}, {out})},
                                   60);
  const Weibull law(1.8, 6);
  expect_distribution(
      first_times(study, 1), [&](double time) { return boost::math::cdf(law, time < 2 ? time : 2 + 3 * (time - 2)); },
      "accelerated after two years");
}

TEST(Sojourns, LastExactlyTheirDuration) {
  for (const double years : {0.25, 1.0, 2.5, 1.0 / 3, 7.123456}) {
    const Study study = one_sojourn(by_duration("in>out", years), 10);
    const double exact = std::round(years * ticks_per_year) / ticks_per_year;
    const std::vector<double> times = first_times(study, 0);
    ASSERT_EQ(times.size(), static_cast<std::size_t>(study.population.persons()));
    for (const double time : times) ASSERT_EQ(time, exact);
  }
}

// From the moment of entry, whenever that is, to the tick.
TEST(Sojourns, LastExactlyTheirDurationFromAnyMoment) {
  const Study study = cohort_study(
      {attribute("stay", {"out", "in", "done"}, {by_hazard("out>in", 0.8), by_duration("in>done", 1.75)})}, 60);
  for (const std::vector<TimedEvent>& life : lives(study)) {
    ASSERT_EQ(life.size(), 2U);
    ASSERT_NEAR(life[1].time - life[0].time, 1.75, half_a_tick);
  }
}

}  // namespace
}  // namespace kavel
