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
#include <fstream>
#include <string>

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

/// What the operating system says of the processor, apart from highway's own detection.
bool has_flags(std::initializer_list<std::string> wanted) {
  std::ifstream file("/proc/cpuinfo");
  std::string line;
  while (std::getline(file, line) && !line.starts_with("flags")) {
  }
  line += ' ';
  return std::ranges::all_of(wanted, [&](const std::string& flag) { return line.find(' ' + flag + ' ') != line.npos; });
}

TEST(InstructionSet, HasAvx2AndAvx512WhereTheProcessorDoes) {
  const auto sets = available_instruction_sets();
  const bool avx2 = has_flags({"avx2", "fma", "bmi1", "bmi2", "f16c"});
  const bool avx512 = has_flags({"avx512f", "avx512vl", "avx512bw", "avx512dq", "avx512cd"});
  if (!avx2) GTEST_SKIP() << "nothing to find";
  EXPECT_EQ(std::ranges::count(sets, InstructionSet::avx2), 1);
  EXPECT_EQ(std::ranges::count(sets, InstructionSet::avx512), avx512 ? 1 : 0);
  if (avx512) {
    use_best();
    EXPECT_EQ(HWY_DYNAMIC_DISPATCH(dispatched_bytes)(), 64);  // code for 512-bit vectors ran
  }
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
