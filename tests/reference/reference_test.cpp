#include "tests/reference/reference.hpp"

#include <gtest/gtest.h>

#include "tests/reference/agreement.hpp"
#include "tests/support/packs.hpp"
#include "tests/support/random_study.hpp"

namespace kavel {

/// Each takes a share of the random studies, so that they can be run side by side.
class RandomStudy : public testing::TestWithParam<int> {};

TEST_P(RandomStudy, AgreesWithTheEngineToTheLastBit) {
  constexpr int studies = 20;
  for (int number = GetParam() * studies; number < (GetParam() + 1) * studies; ++number) {
    SCOPED_TRACE("random study " + std::to_string(number));
    reference::expect_agreement(support::random_study(static_cast<std::uint64_t>(number)),
                                reference::some_ways(static_cast<std::size_t>(number)));
    if (HasFatalFailure()) return;
  }
}

/// A death that ten conditions of three states raise has 59,049 joint values: more than are kept as products.
TEST(Reference, AgreesWhereAClockHasManyFactors) {
  std::vector<AttributeSpec> attributes;
  AttributeSpec life = support::attribute("life", {"alive", "dead"});
  TransitionSpec& death = support::transition(life, "alive", "dead", 0.02);
  for (int c = 0; c < 10; ++c) {
    AttributeSpec condition = support::attribute("condition" + std::to_string(c), {"none", "mild", "severe"});
    support::transition(condition, "none", "mild", 0.1);
    support::transition(condition, "mild", "severe", 0.2);
    support::transition(condition, "severe", "none", 0.3);
    support::ratio(death, condition.name, {{"mild", 1.1 + 0.01 * c}, {"severe", 1.3 + 0.07 * c}});
    attributes.push_back(condition);
  }
  attributes.push_back(life);
  const Study study = support::study_of(support::pack_of(attributes), 12, 100);
  for (std::size_t way = 0; way < 4; ++way) reference::expect_agreement(study, reference::some_ways(way));
}

INSTANTIATE_TEST_SUITE_P(Reference, RandomStudy, testing::Range(0, 12));

}  // namespace kavel
