#include <cmath>
#include <numeric>

#include <gtest/gtest.h>

#include "experiment/run.hpp"
#include "tests/support/random_study.hpp"
#include "tests/support/same_results.hpp"

namespace kavel {
namespace {

constexpr std::uint64_t studies = 40;

Results run_with_cross(const Study& study) {
  RunOptions options;
  options.threads = 2;
  options.full_cross = true;
  return run(study, options);
}

/// [outer x middle x inner] added up over the middle.
template <class Value>
std::vector<Value> over_middle(const std::vector<Value>& values, std::size_t outer, std::size_t middle) {
  const std::size_t inner = values.size() / (outer * middle);
  std::vector<Value> sums(outer * inner);
  for (std::size_t i = 0; i < values.size(); ++i) sums[i / (middle * inner) * inner + i % inner] += values[i];
  return sums;
}

/// Years are whole ticks, which a double of them gives back.
std::vector<std::int64_t> ticks_of(const std::vector<double>& years) {
  std::vector<std::int64_t> ticks;
  for (const double value : years) ticks.push_back(std::llround(value * ticks_per_year));
  return ticks;
}

void expect_near(const std::vector<double>& got, const std::vector<double>& expected) {
  ASSERT_EQ(got.size(), expected.size());
  for (std::size_t i = 0; i < got.size(); ++i) {
    EXPECT_NEAR(got[i], expected[i], 1e-11 * (1 + std::abs(expected[i])));  // sums of doubles, rounded apart
  }
}

/// The cross, added up over `middle` cells within each of `outer`, is the other table.
void expect_sums(const Trajectories& cross, const Trajectories& other, std::size_t outer, std::size_t middle) {
  EXPECT_EQ(over_middle(ticks_of(cross.person_years.values), outer, middle), ticks_of(other.person_years.values));
  EXPECT_EQ(over_middle(cross.events.values, outer, middle), other.events.values);
  expect_near(over_middle(cross.outcomes.values, outer, middle), other.outcomes.values);
  expect_near(over_middle(cross.volumes.values, outer, middle), other.volumes.values);
  expect_near(over_middle(cross.deductibles.values, outer, middle), other.deductibles.values);
}

void expect_sums(const WellbeingTrajectories& cross, const WellbeingTrajectories& other, std::size_t outer,
                 std::size_t middle) {
  EXPECT_EQ(over_middle(ticks_of(cross.measured.values), outer, middle), ticks_of(other.measured.values));
  expect_near(over_middle(cross.values.values, outer, middle), other.values.values);
}

TEST(FullCross, AddsUpToTheTrajectoriesBySexAgeAndSesAndToThoseByArea) {
  std::size_t areas_met = 0;
  for (std::uint64_t number = 0; number < studies; ++number) {
    SCOPED_TRACE(number);
    const Study study = support::random_study(number);
    const Results results = run_with_cross(study);
    const std::size_t years = results.years.size();
    const std::size_t areas = results.areas.size();
    const std::size_t strata = sexes * results.age_groups.size() * results.ses_groups.size();
    areas_met = std::max(areas_met, areas);
    for (const VariantResults& variant : results.variants) {
      const std::vector<std::size_t> shape{
          years, sexes, results.age_groups.size(), results.ses_groups.size(), areas, results.states.size()};
      EXPECT_EQ(variant.by_cross.person_years.shape, shape);
      expect_sums(variant.by_cross, variant.by_sex_age_ses, years * strata, areas);
      expect_sums(variant.by_cross, variant.by_area, years, strata);
      if (results.measures.empty()) continue;
      expect_sums(variant.wellbeing_by_cross, variant.wellbeing_by_sex_age_ses, years * strata, areas);
      expect_sums(variant.wellbeing_by_cross, variant.wellbeing_by_area, years, strata);
    }
  }
  EXPECT_GT(areas_met, 1U);
}

TEST(FullCross, ChangesNoOtherResult) {
  for (std::uint64_t number = 0; number < studies; ++number) {
    const Study study = support::random_study(number);
    RunOptions plain;
    plain.threads = 1;
    EXPECT_TRUE(support::same_results(run(study, plain), support::without_cross(run_with_cross(study)))) << number;
  }
}

TEST(FullCross, IsAnnouncedAsLargeAsItBecomes) {
  const Study study = support::random_study(3);
  RunOptions options;
  options.threads = 1;
  FullCrossSize announced;
  options.announce = [&](const FullCrossSize& size) { announced = size; };
  run(study, options);
  EXPECT_EQ(announced.cells, 0U);  // nobody asked for it
  options.full_cross = true;
  const Results results = run(study, options);
  std::size_t values = 0;
  for (const VariantResults& variant : results.variants) {
    values += variant.by_cross.person_years.values.size() + variant.by_cross.events.values.size() +
              variant.by_cross.outcomes.values.size() + variant.by_cross.volumes.values.size() +
              variant.by_cross.deductibles.values.size() + variant.wellbeing_by_cross.measured.values.size() +
              variant.wellbeing_by_cross.values.values.size();
  }
  EXPECT_EQ(announced.bytes, 8 * values);
  EXPECT_EQ(announced.cells * results.states.size(), results.variants.front().by_cross.person_years.values.size());
  EXPECT_GT(announced.memory, announced.bytes);
  options.announce = [](const FullCrossSize&) { throw InputError(Mark{}, "--full-cross", "less", "more"); };
  EXPECT_THROW(run(study, options), InputError);
}

}  // namespace
}  // namespace kavel
