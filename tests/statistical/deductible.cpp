// What is paid under a deductible is E[min(X, d)], X the year's spending on the activities under it, each with the
// others of its spread lognormal around what is expected.

#include <cmath>

#include <boost/math/distributions/normal.hpp>
#include <boost/math/quadrature/gauss_kronrod.hpp>
#include <gtest/gtest.h>

#include "experiment/cost.hpp"
#include "experiment/run.hpp"
#include "persons.hpp"
#include "small_study.hpp"

namespace kavel {
namespace {

constexpr double spending = 900;  ///< EUR a year, expected
constexpr double amount = 385;

ActivitySpec care(const std::string& name, double a_year, int price_year) {
  ActivitySpec activity;
  activity.name = name;
  activity.key = name;
  activity.sector = "zvw";
  activity.payer = "insurer";
  activity.provider = "hospital";
  activity.unit = "EUR 2025";
  activity.price.value = 1;
  activity.price_year = price_year;
  activity.residual = figure(a_year);
  activity.deductible = "own_risk";
  activity.spread = name;
  return activity;
}

/// What people spend a year on an activity; how, and for how many of them.
struct Care {
  double a_year = 0;
  double variation = 0;
  double users = 1;
};
Study insured(const std::vector<Care>& activities, double at_most = amount,
              const AttributeSpec& life = attribute("life", {"alive"})) {
  Study study = cohort_study({life}, 2);
  Pack& pack = study.variants.front().pack;
  SectorSpec sector;
  sector.name = "zvw";
  pack.sectors = {sector};
  pack.payers = {{"insurer", "", {}}, {"household", "", {}}};
  pack.providers = {{"hospital", "", {}}};
  for (const Care& of : activities) {
    const std::string name = "care" + std::to_string(pack.activities.size());
    pack.activities.push_back(care(name, of.a_year, study.start));
    SpreadSpec spread;
    spread.name = spread.key = name;
    spread.users = figure(of.users);
    spread.variation = figure(of.variation);
    pack.spreads.push_back(spread);
  }
  DeductibleSpec own_risk;
  own_risk.name = "own_risk";
  own_risk.key = own_risk.name;
  own_risk.payer = "household";
  own_risk.amount = figure(at_most);
  pack.deductibles = {own_risk};
  return study;
}

double paid(const Results& results, std::size_t year) {
  return results.variants.front().by_area.deductibles.values[year] / static_cast<double>(law_persons);
}

double standard_error(double deviation) { return deviation / std::sqrt(static_cast<double>(law_persons)); }

/// Of a lognormal X: E[min(X, d)] = m Φ((ln(d/m) - s²/2) / s) + d (1 - Φ((ln(d/m) + s²/2) / s)), and E[min(X, d)²]
/// likewise; m is the mean of those who spend anything.
struct Expected {
  double mean, deviation;
};
Expected expected(const Care& care) {
  const boost::math::normal normal;
  const double m = care.a_year / care.users;
  const double variance = std::log1p(care.variation * care.variation);
  const double s = std::sqrt(variance);
  const double z = (std::log(amount / m) + variance / 2) / s;
  const double above = cdf(complement(normal, z));
  const double mean = care.users * (m * cdf(normal, z - s) + amount * above);
  const double square = care.users * (m * m * std::exp(variance) * cdf(normal, z - 2 * s) + amount * amount * above);
  return {mean, std::sqrt(square - mean * mean)};
}

/// Φ(z) of one lognormal with mean m of which d is the Φ(z) quantile.
double quantile_of(double d, double mean, double variation) {
  const double variance = std::log1p(variation * variation);
  return (std::log(d / mean) + variance / 2) / std::sqrt(variance);
}

TEST(Deductible, IsTheExpectedLesserOfSpendingAndAmount) {
  for (const Care& care : {Care{spending, 0.3}, {spending, 1.5}, {spending, 4}, {spending, 2, 0.6}, {60, 3, 0.05}}) {
    const Results results = run(insured({care}), {});
    const Expected each = expected(care);
    for (std::size_t year = 0; year < 2; ++year) {
      EXPECT_NEAR(paid(results, year), each.mean, 4 * standard_error(each.deviation) + 1e-3) << care.variation;
    }
  }
}

/// E[min(X + Y, d)] = ∫ P(X + Y > t) dt from 0 to d, with P(X + Y > t) = P(X > t) + ∫ P(Y > t - x) f(x) dx.
TEST(Deductible, AddsUpWhatIsDrawnOfEachSpread) {
  const Care x{300, 2}, y{150, 1};
  const Results results = run(insured({x, y}), {});
  const boost::math::normal normal;
  using Integral = boost::math::quadrature::gauss_kronrod<double, 61>;
  const auto above = [&](double t) {
    const double upto = quantile_of(t, x.a_year, x.variation);
    const double s = std::sqrt(std::log1p(x.variation * x.variation));
    const double both = Integral::integrate(
        [&](double z) {
          const double left = t - x.a_year * std::exp(s * z - s * s / 2);
          return left <= 0 ? 0 : pdf(normal, z) * cdf(complement(normal, quantile_of(left, y.a_year, y.variation)));
        },
        -8.0, upto, 10, 1e-9);
    return cdf(complement(normal, upto)) + both;
  };
  const double mean = Integral::integrate(above, 1e-9, amount, 5, 1e-7);
  for (std::size_t year = 0; year < 2; ++year) {
    EXPECT_NEAR(paid(results, year), mean, 4 * standard_error(amount / 2)) << year;  // at most d/2, as 0 <= X <= d
  }
}

TEST(Deductible, WithoutSpreadIsTheLesserOfTheTwo) {
  const Results results = run(insured({{spending, 0}}), {});
  EXPECT_NEAR(paid(results, 0), amount, 1e-6);
  EXPECT_NEAR(paid(run(insured({{100, 0}, {50, 0}}), {}), 1), 150, 1e-6);
}

TEST(Deductible, OfAnyAmountIsWhatIsExpected) {
  const Care x{300, 2}, y{150, 1};
  const Results results = run(insured({x, y}, 1e6), {});
  const double deviation = std::hypot(x.a_year * x.variation, y.a_year * y.variation);
  EXPECT_NEAR(paid(results, 0), x.a_year + y.a_year, 4 * standard_error(deviation));
}

/// Who spends far more than the amount pays it in proportion to the time they are here.
TEST(Deductible, IsPaidForThePartOfTheYearThatSomeoneLives) {
  AttributeSpec life = attribute("life", {"alive", "dead"}, {by_hazard("alive>dead", 0.2)});
  life.leaves = {{"dead", Leaving::death}};
  const Results results = run(insured({{1e6, 0.1}}, amount, life), {});
  const Trajectories& all = results.variants.front().by_area;
  for (std::size_t year = 0; year < 2; ++year) {
    EXPECT_NEAR(all.deductibles.values[year], amount * all.person_years.values[2 * year],
                1e-3 * static_cast<double>(law_persons));  // everyone's is rounded down to quanta
  }
}

TEST(Deductible, MovesCostFromThePayerOfTheCare) {
  const Results results = run(insured({{spending, 1.5}}), {});
  const VariantResults& variant = results.variants.front();
  const Array<double> by_payer =
      cost_by(PartOfCare::payer, Prices::nominal, variant.by_area, variant.prices, results.care);
  EXPECT_EQ(by_payer.values[1], variant.by_area.deductibles.values[0]);
  EXPECT_NEAR(by_payer.values[0] + by_payer.values[1], spending * static_cast<double>(law_persons), 1);
}

}  // namespace
}  // namespace kavel
