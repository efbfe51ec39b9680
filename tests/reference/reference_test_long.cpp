#include <gtest/gtest.h>

#include "tests/reference/agreement.hpp"
#include "tests/reference/reference.hpp"
#include "tests/support/random_study.hpp"

namespace kavel {

class ReferenceLong : public testing::TestWithParam<int> {};

TEST_P(ReferenceLong, AgreesWithTheEngineToTheLastBit) {
  constexpr int studies = 100;
  for (int number = 1000 + GetParam() * studies; number < 1000 + (GetParam() + 1) * studies; ++number) {
    SCOPED_TRACE("random study " + std::to_string(number));
    reference::expect_agreement(support::random_study(static_cast<std::uint64_t>(number)),
                                reference::some_ways(static_cast<std::size_t>(number)));
    if (HasFatalFailure()) return;
  }
}

INSTANTIATE_TEST_SUITE_P(RandomStudies, ReferenceLong, testing::Range(0, 12));

TEST(ReferenceLong, AgreesInEveryWayOfRunning) {
  for (std::uint64_t number = 0; number < 40; ++number) {
    SCOPED_TRACE("random study " + std::to_string(number));
    reference::expect_agreement(support::random_study(number), reference::all_ways());
    if (HasFatalFailure()) return;
  }
}

}  // namespace kavel
