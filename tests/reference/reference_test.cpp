#include "tests/reference/reference.hpp"

#include <gtest/gtest.h>

#include "tests/reference/agreement.hpp"
#include "tests/support/random_study.hpp"

namespace kavel {

/// Each takes a share of the random studies, so that they can be run side by side.
class Reference : public testing::TestWithParam<int> {};

TEST_P(Reference, AgreesWithTheEngineToTheLastBit) {
  constexpr int studies = 20;
  for (int number = GetParam() * studies; number < (GetParam() + 1) * studies; ++number) {
    SCOPED_TRACE("random study " + std::to_string(number));
    reference::expect_agreement(support::random_study(static_cast<std::uint64_t>(number)),
                                reference::some_ways(static_cast<std::size_t>(number)));
    if (HasFatalFailure()) return;
  }
}

INSTANTIATE_TEST_SUITE_P(RandomStudies, Reference, testing::Range(0, 12));

}  // namespace kavel
