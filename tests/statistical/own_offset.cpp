// The own offset of wellbeing is normal; a mean of values within a range is what clipping makes of it.

#include <cmath>

#include <boost/math/distributions/normal.hpp>
#include <gtest/gtest.h>

#include "random/stream.hpp"
#include "valuation/wellbeing.hpp"
#include "experiment/run.hpp"
#include "outcome.hpp"
#include "persons.hpp"
#include "small_study.hpp"

namespace kavel {
namespace {

constexpr double spread = 1.2;
constexpr double most = 10;

WellbeingSpec functions(double baseline) {
  WellbeingSpec spec;
  spec.name = "functions";
  spec.key = spec.name;
  spec.scale = WellbeingScale::add;
  spec.most = most;
  spec.baseline = figure(baseline);
  spec.spread = figure(spread);
  return spec;
}

TEST(OwnOffset, HasMeanZeroAndTheSpreadGiven) {
  Wellbeing wellbeing;
  wellbeing.has_offsets = true;
  wellbeing.streams[0] = stream_of("wellbeing@functions").value;
  wellbeing.spreads[0] = spread / wellbeing_quantum;
  double sum = 0;
  double squares = 0;
  for (std::int64_t i = 0; i < law_persons; ++i) {
    const PersonId person{static_cast<std::uint64_t>(i)};
    const double offset = modifiers_of({}, wellbeing, {}, key_of(1, 0), person, nullptr)[0] * wellbeing_quantum;
    sum += offset;
    squares += offset * offset;
  }
  const auto n = static_cast<double>(law_persons);
  EXPECT_NEAR(sum / n, 0, 4 * spread / std::sqrt(n));
  EXPECT_NEAR(std::sqrt(squares / n), spread, 4 * spread / std::sqrt(2 * n));
}

TEST(OwnOffset, IsClippedToTheRange) {
  const boost::math::normal normal;
  for (const double baseline : {5.0, 8.0, 9.5, 0.5}) {
    Study study = cohort_study({attribute("life", {"alive"})}, 1);
    study.variants.front().pack.wellbeing = {functions(baseline)};
    const WellbeingTrajectories all = run(study, {}).variants.front().wellbeing_by_area;
    ASSERT_EQ(all.measured.values.at(0), static_cast<double>(law_persons));
    const double low = -baseline / spread;
    const double high = (most - baseline) / spread;
    const double inside = cdf(normal, high) - cdf(normal, low);
    const double expected =
        most * cdf(complement(normal, high)) + baseline * inside + spread * (pdf(normal, low) - pdf(normal, high));
    EXPECT_NEAR(all.values.values.at(0) / all.measured.values.at(0), expected,
                4 * spread / std::sqrt(static_cast<double>(law_persons)));
  }
}

/// Utility falls when people fall ill at a constant hazard: mean of the year from the exponential.
TEST(Wellbeing, OfAYearIsTheMeanOverTimeIll) {
  constexpr double hazard = 0.7;
  Study study = cohort_study({attribute("health", {"well", "ill"}, {by_hazard("well>ill", hazard)})}, 1);
  WellbeingSpec utility;
  utility.name = "utility";
  utility.baseline = figure(0.9);
  utility.states = {{"health", "ill", figure(0.6)}};
  study.variants.front().pack.wellbeing = {utility};
  const double well = -std::expm1(-hazard) / hazard;
  const WellbeingTrajectories all = run(study, {}).variants.front().wellbeing_by_area;
  EXPECT_NEAR(all.values.values.at(0) / static_cast<double>(law_persons), 0.9 * (well + 0.6 * (1 - well)),
              4 * 0.36 / std::sqrt(static_cast<double>(law_persons)));
}

}  // namespace
}  // namespace kavel
