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
  bool differs = false;
};

Reach reach_of(const Results& results) {
  Reach reach;
  const Array<std::int64_t>& usual = results.variants.front().by_area.events;
  for (const VariantResults& arm : results.variants) {
    for (std::size_t i = 0; i < usual.values.size(); ++i) {
      const std::string& name = results.transitions[i % results.transitions.size()];
      const std::int64_t events = arm.by_area.events.values[i];
      if (name.find(".outside>") != std::string::npos) reach.starts += events;
      if (name.find("programme.") == std::string::npos && events != usual.values[i]) reach.differs = true;
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

/// Else the agreement would say little.
TEST(RandomArmsAltogether, ReachPeopleAndDoSomethingToThem) {
  std::int64_t starts = 0;
  int studies = 0;
  int different = 0;
  for (int number = 0; number < 500; ++number) {
    const std::optional<Study> study = random_arms(number);
    if (!study) continue;
    const Reach reach = reach_of(run(*study, {}));
    starts += reach.starts;
    ++studies;
    different += reach.differs ? 1 : 0;
  }
  EXPECT_GE(studies, 200);
  EXPECT_GT(starts, 4000);
  EXPECT_GT(different, 60);
}

}  // namespace kavel
