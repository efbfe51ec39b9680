// Arms of random studies with random programmes: the engine and the naive region agree to the last bit.

#include <optional>

#include <gtest/gtest.h>

#include "experiment/run.hpp"
#include "tests/reference/agreement.hpp"
#include "tests/support/random_programmes.hpp"
#include "tests/support/random_study.hpp"

namespace kavel {

namespace {

/// A random study with random programmes, if it can have them.
std::optional<Study> random_arms(int number) {
  Study study = support::random_study(static_cast<std::uint64_t>(number));
  if (!support::takes_programmes(study)) return {};
  support::add_random_programmes(study, static_cast<std::uint64_t>(number));
  return study;
}

/// Starts in programmes, and whether anything else happened otherwise than in usual care.
struct Reach {
  std::int64_t starts = 0;
  std::int64_t again = 0;  ///< of them, of those who had taken part before
  bool differs = false;
  bool refills = false;  ///< was care dropped, and its place filled again?
  std::int64_t turned_away = 0;
  bool uses = false;  ///< is a capacity in use?
};

Reach reach_of(const Results& results) {
  Reach reach;
  const Array<std::int64_t>& usual = results.variants.front().by_area.events;
  for (const VariantResults& arm : results.variants) {
    for (std::size_t i = 0; i < usual.values.size(); ++i) {
      const std::string& name = results.transitions[i % results.transitions.size()];
      const std::int64_t events = arm.by_area.events.values[i];
      if (name.find(".outside>taking_part") != std::string::npos) reach.starts += events;
      if (name.starts_with("programme.") && name.ends_with(">outside")) reach.again += events;
      if (name.find("programme.") == std::string::npos && events != usual.values[i]) reach.differs = true;
    }
  }
  for (const VariantResults& arm : results.variants) {
    for (const std::int64_t persons : arm.turned_away.values) reach.turned_away += persons;
    for (const double used : arm.used.values) reach.uses = reach.uses || used > 0;
  }
  const std::vector<ActivityLabel>& activities = results.care.activities;
  for (const VariantResults& arm : results.variants) {
    for (std::size_t i = 0; i < arm.by_area.volumes.values.size(); ++i) {
      const bool is_refill = activities[i % activities.size()].name.starts_with("refill.");
      reach.refills = reach.refills || (is_refill && arm.by_area.volumes.values[i] > 0);
    }
  }
  return reach;
}

void expect_agreement_of(int first, int studies) {
  for (int number = first; number < first + studies; ++number) {
    SCOPED_TRACE("random study " + std::to_string(number));
    const std::optional<Study> study = random_arms(number);
    if (!study) continue;
    reference::expect_agreement(*study, reference::alone_and_together(static_cast<std::size_t>(number)));
    if (testing::Test::HasFatalFailure()) return;
  }
}

}  // namespace

/// Each takes a share of the studies, so that they can be run side by side.
class RandomArms : public testing::TestWithParam<int> {};

TEST_P(RandomArms, AgreeWithTheEngineToTheLastBit) {
  constexpr int studies = 15;
  expect_agreement_of(GetParam() * studies, studies);
}

INSTANTIATE_TEST_SUITE_P(RandomStudies, RandomArms, testing::Range(0, 4));

class ReferenceLongArms : public testing::TestWithParam<int> {};

/// With those above, of 500 random studies those that can have programmes.
TEST_P(ReferenceLongArms, AgreeWithTheEngineToTheLastBit) {
  constexpr int studies = 40;
  expect_agreement_of(60 + GetParam() * studies, studies);
}

INSTANTIATE_TEST_SUITE_P(RandomStudies, ReferenceLongArms, testing::Range(0, 11));

/// The tallies of every arm are those of usual care, all years.
void expect_nothing_changes(const Study& study) {
  RunOptions options;
  options.full_arms = true;
  for (const VariantResults& arm : run(study, options).variants) {
    for (const std::int64_t starts : arm.proof.starts) EXPECT_EQ(starts, 0);
    for (const std::int64_t strata : arm.proof.differing) EXPECT_EQ(strata, 0);
  }
}

/// Where everyone lives in every arm: by divergence it goes without saying.
TEST(NullProgrammes, ChangeNothing) {
  for (int number = 0; number < 40; ++number) {
    SCOPED_TRACE("random study " + std::to_string(number));
    const std::optional<Study> study = random_arms(number);
    if (!study) continue;
    Study refused = *study;
    Study full = *study;
    Study late = *study;
    for (std::size_t p = 0; p < study->programmes.size(); ++p) {
      refused.programmes[p].uptake.table.reset();
      refused.programmes[p].uptake.value = 0;
      refused.programmes[p].uptake_by_ses.clear();
      full.programmes[p].offer.places = 0;
      late.programmes[p].offer.start = study->start + study->years;
      late.programmes[p].offer.end.reset();
    }
    expect_nothing_changes(refused);
    expect_nothing_changes(full);
    expect_nothing_changes(late);
  }
}

/// Else the agreement would say little.
TEST(RandomArmsAltogether, ReachPeopleAndDoSomethingToThem) {
  std::int64_t starts = 0;
  std::int64_t again = 0;
  int with_returns = 0;
  int studies = 0;
  int different = 0;
  int refilled = 0;
  std::int64_t turned_away = 0;
  int used = 0;
  for (int number = 0; number < 500; ++number) {
    const std::optional<Study> study = random_arms(number);
    if (!study) continue;
    const Reach reach = reach_of(run(*study, {}));
    starts += reach.starts;
    again += reach.again;
    with_returns += reach.again > 0 ? 1 : 0;
    ++studies;
    different += reach.differs ? 1 : 0;
    refilled += reach.refills ? 1 : 0;
    turned_away += reach.turned_away;
    used += reach.uses ? 1 : 0;
  }
  EXPECT_GE(studies, 200);
  EXPECT_GT(starts, 4000);
  EXPECT_GT(again, 1000);
  EXPECT_GT(with_returns, 50);
  EXPECT_GT(different, 60);
  EXPECT_GT(refilled, 20);
  EXPECT_GT(turned_away, 1000);
  EXPECT_GT(used, 40);
}

}  // namespace kavel
