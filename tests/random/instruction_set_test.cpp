#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "tests/random/instruction_set_test.cpp"
#include <hwy/foreach_target.h>  // compiles this file once per target
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace kavel {
namespace HWY_NAMESPACE {

/// Which of the targets this call was dispatched to, as any other library's calls are.
int dispatched_bytes() { return HWY_MAX_BYTES; }

}  // namespace HWY_NAMESPACE
}  // namespace kavel
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
#include <algorithm>

#include <gtest/gtest.h>

#include "core/errors.hpp"
#include "random/instruction_set.hpp"

namespace kavel {
namespace {

HWY_EXPORT(dispatched_bytes);

int bytes_of(InstructionSet set) {
  switch (set) {
    case InstructionSet::avx512:
      return 64;
    case InstructionSet::avx2:
      return 32;
    default:
      return 16;
  }
}

TEST(InstructionSet, SwitchesWhatEveryLibraryDispatchesTo) {
  const auto sets = available_instruction_sets();
  for (const InstructionSet first : sets) {
    for (const InstructionSet second : sets) {
      use_only(first);
      EXPECT_EQ(in_use(), first);
      EXPECT_EQ(HWY_DYNAMIC_DISPATCH(dispatched_bytes)(), bytes_of(first));
      use_only(second);
      EXPECT_EQ(in_use(), second);
      EXPECT_EQ(HWY_DYNAMIC_DISPATCH(dispatched_bytes)(), bytes_of(second));
    }
  }
  use_best();
}

TEST(InstructionSet, IsTheBestAtFirstAndAgainOnRequest) {
  const auto best = available_instruction_sets().back();
  EXPECT_EQ(in_use(), best);
  use_only(InstructionSet::plain);
  use_best();
  EXPECT_EQ(in_use(), best);
  EXPECT_EQ(HWY_DYNAMIC_DISPATCH(dispatched_bytes)(), bytes_of(best));
}

TEST(InstructionSet, AlwaysHasPlainAndSse4AndForgetsNoneWhenSwitched) {
  const auto sets = available_instruction_sets();
  EXPECT_EQ(sets[0], InstructionSet::plain);
  EXPECT_EQ(sets[1], InstructionSet::sse4);
  use_only(InstructionSet::sse4);
  EXPECT_EQ(available_instruction_sets(), sets);
  use_best();
}

TEST(InstructionSet, RefusesWhatTheProcessorLacks) {
  const auto sets = available_instruction_sets();
  if (std::ranges::count(sets, InstructionSet::avx512) == 1) GTEST_SKIP() << "this processor has them all";
  EXPECT_THROW(use_only(InstructionSet::avx512), BrokenPromise);
}

}  // namespace
}  // namespace kavel
#endif
