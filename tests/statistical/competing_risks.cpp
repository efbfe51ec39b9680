#include <cmath>

#include <boost/math/distributions/gamma.hpp>
#include <boost/math/quadrature/gauss_kronrod.hpp>
#include <gtest/gtest.h>

#include "experiment/run.hpp"
#include "outcome.hpp"
#include "persons.hpp"
#include "small_study.hpp"

// Of several ways out of a state the first to come decides.

namespace kavel {
namespace {

double leavers(const Results& results, const std::string& transition) {
  return static_cast<double>(all_events(results, results.variants.front(), transition));
}

TEST(CompetingRisks, ShareLeaversByTheirHazards) {
  const Study study =
      cohort_study({attribute("stay", {"in", "a", "b", "c"},
                              {by_hazard("in>a", 0.05), by_hazard("in>b", 0.3), by_hazard("in>c", 0.002)})},
                   20);
  const Results results = run(study, {});
  const auto persons = static_cast<double>(law_persons);
  const double left = -std::expm1(-20 * 0.352);
  expect_share(leavers(results, "stay.in>a"), persons, left * 0.05 / 0.352, "a");
  expect_share(leavers(results, "stay.in>b"), persons, left * 0.3 / 0.352, "b");
  expect_share(leavers(results, "stay.in>c"), persons, left * 0.002 / 0.352, "c");
}

// Probabilities within a cycle are what they say, also where they add up to one.
TEST(CompetingRisks, ShareACycleByTheirProbabilities) {
  for (const double rest : {0.25, 0.0}) {
    Study study =
        cohort_study({attribute("stay", {"in", "a", "b"},
                                {by_probability("in>a", figure(0.05)), by_probability("in>b", figure(0.95 - rest))})},
                     1);
    study.variants.front().pack.cycles_per_year = 1;
    const Results results = run(study, {});
    expect_share(leavers(results, "stay.in>a"), static_cast<double>(law_persons), 0.05, "a");
    expect_share(leavers(results, "stay.in>b"), static_cast<double>(law_persons), 0.95 - rest, "b");
  }
}

// Weibull times of one shape have proportional hazards, scale^-shape.
TEST(CompetingRisks, ShareLeaversByWeibullScale) {
  const Study study = cohort_study(
      {attribute("stay", {"in", "a", "b"}, {by_weibull("in>a", 1.6, 5), by_weibull("in>b", 1.6, 8)})}, 100);
  const Results results = run(study, {});
  const double a = std::pow(5, -1.6);
  const double b = std::pow(8, -1.6);
  expect_share(leavers(results, "stay.in>a"), static_cast<double>(law_persons), a / (a + b), "a");
}

TEST(CompetingRisks, SetAHazardAgainstASojournAndADuration) {
  const Study study =
      cohort_study({attribute("stay", {"in", "a", "b", "c"},
                              {by_hazard("in>a", 0.1), by_gamma("in>b", 3, 2), by_duration("in>c", 6)})},
                   20);
  const Results results = run(study, {});
  const boost::math::gamma_distribution<double> law(3, 2);
  const auto survival = [&](double time) { return std::exp(-0.1 * time) * boost::math::cdf(complement(law, time)); };
  using Integral = boost::math::quadrature::gauss_kronrod<double, 31>;
  const double a = 0.1 * Integral::integrate(survival, 0.0, 6.0);
  const auto persons = static_cast<double>(law_persons);
  expect_share(leavers(results, "stay.in>a"), persons, a, "hazard");
  expect_share(leavers(results, "stay.in>b"), persons, 1 - a - survival(6), "sojourn");
  expect_share(leavers(results, "stay.in>c"), persons, survival(6), "duration");
}

}  // namespace
}  // namespace kavel
