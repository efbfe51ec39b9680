#include "analysis/icer.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "core/errors.hpp"

namespace kavel {
namespace {

/// Cost and effect with these differences, variances and covariance.
VariantResults variant(double cost, double effect, double cost_variance, double effect_variance, double covariance) {
  VariantResults results;
  results.totals.resize(2);
  results.totals[0].difference = cost;
  results.totals[1].difference = effect;
  results.totals[0].difference_covariances = {cost_variance, covariance};
  results.totals[1].difference_covariances = {covariance, effect_variance};
  return results;
}

std::pair<double, double> interval_of(const Icer& icer) { return present(icer.within, "there is an interval"); }

TEST(Icer, WithAnExactEffectIsTheErrorOfTheCost) {
  const Icer icer = icer_of(variant(1000, 0.5, 25, 0, 0), 0, 1);
  EXPECT_DOUBLE_EQ(icer.ratio, 2000);
  EXPECT_DOUBLE_EQ(icer.standard_error, 10);
  EXPECT_NEAR(interval_of(icer).first, 2000 - 1.96 * 10, 1e-9);
  EXPECT_NEAR(interval_of(icer).second, 2000 + 1.96 * 10, 1e-9);
}

TEST(Icer, WithCostInProportionToEffectHasNoError) {
  const Icer icer = icer_of(variant(1000, 0.5, 4e6 * 0.01, 0.01, 2000 * 0.01), 0, 1);
  EXPECT_NEAR(icer.standard_error, 0, 1e-4);
  EXPECT_NEAR(interval_of(icer).first, 2000, 1e-3);
  EXPECT_NEAR(interval_of(icer).second, 2000, 1e-3);
}

TEST(Icer, HasTheDeltaErrorAndFiellersBounds) {
  const double c = 1000, e = 0.5, cc = 400, ee = 0.0025, ce = -0.3, r = 2000;
  const Icer icer = icer_of(variant(c, e, cc, ee, ce), 0, 1);
  EXPECT_NEAR(icer.standard_error, std::sqrt(cc - 2 * r * ce + r * r * ee) / e, 1e-9);
  EXPECT_LT(interval_of(icer).first, r);
  EXPECT_GT(interval_of(icer).second, r);
  for (const double bound :
       {interval_of(icer).first, interval_of(icer).second}) {  // where c - R e is 1.96 errors from zero
    const double error = std::sqrt(cc - 2 * bound * ce + bound * bound * ee);
    EXPECT_NEAR(std::abs(c - bound * e), 1.96 * error, 1e-9 * c);
  }
}

TEST(Icer, HasNoIntervalWhereTheEffectMayBeZero) {
  EXPECT_FALSE(icer_of(variant(1000, 0.5, 400, 0.07, 0), 0, 1).within);
  EXPECT_TRUE(icer_of(variant(1000, 0.5, 400, 0.06, 0), 0, 1).within);
}

TEST(Icer, OfASavingOrALossIsOrderedToo) {
  const Icer icer = icer_of(variant(-1000, -0.5, 400, 0.0025, 0), 0, 1);
  EXPECT_DOUBLE_EQ(icer.ratio, 2000);
  EXPECT_LT(interval_of(icer).first, interval_of(icer).second);
}

/// Differences of which each has this standard error.
Verdict verdict_of(double cost, double effect, double error) {
  VariantResults results = variant(cost, effect, error * error, error * error, 0);
  for (Total& total : results.totals) total.difference_standard_error = error;
  return icer_of(results, 0, 1).verdict;
}

TEST(Icer, IsOnlyToldWhereTheEffectDiffersBeyondChance) {
  EXPECT_EQ(verdict_of(2, 0.5, 0.3), Verdict::unclear);
  EXPECT_EQ(verdict_of(-2, -0.5, 0.3), Verdict::unclear);
  EXPECT_EQ(verdict_of(2, 0.7, 0.3), Verdict::cost_per_gain);
  EXPECT_EQ(verdict_of(-2, -0.7, 0.3), Verdict::saving_per_loss);
  EXPECT_EQ(verdict_of(2, 0, 0), Verdict::unclear);
}

TEST(Icer, DominatesOnlyWhereTheCostDiffersBeyondChanceToo) {
  EXPECT_EQ(verdict_of(-2, 0.5, 0.01), Verdict::dominant);
  EXPECT_EQ(verdict_of(2, -0.5, 0.01), Verdict::dominated);
  EXPECT_EQ(verdict_of(-0.1, 2, 0.3), Verdict::cost_per_gain);
  EXPECT_EQ(verdict_of(0.1, -2, 0.3), Verdict::saving_per_loss);
  EXPECT_EQ(verdict_of(0, 2, 0), Verdict::dominant);
}

}  // namespace
}  // namespace kavel
