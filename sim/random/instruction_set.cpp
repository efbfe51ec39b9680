#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "random/instruction_set.cpp"
#include "random/instruction_set.hpp"

#include <hwy/foreach_target.h>  // compiles this file once per target
#include <hwy/highway.h>

#include "core/errors.hpp"

HWY_BEFORE_NAMESPACE();
namespace kavel {
namespace HWY_NAMESPACE {

/// The target that highway dispatches to.
std::int64_t dispatched_target() { return HWY_TARGET; }

}  // namespace HWY_NAMESPACE
}  // namespace kavel
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
#include <algorithm>

namespace kavel {
namespace {

HWY_EXPORT(dispatched_target);

static_assert(HWY_TARGETS == (HWY_SSE4 | HWY_AVX2 | HWY_AVX3), "an instruction set for every target of this build");

std::int64_t target_of(InstructionSet set) {
  switch (set) {
    case InstructionSet::avx512:
      return HWY_AVX3;
    case InstructionSet::avx2:
      return HWY_AVX2;
    default:
      return HWY_SSE4;  // plain code does not dispatch
  }
}

std::vector<InstructionSet> detected() {
  const std::int64_t targets = hwy::SupportedTargets();
  std::vector<InstructionSet> sets{InstructionSet::plain, InstructionSet::sse4};
  if (targets & HWY_AVX2) sets.push_back(InstructionSet::avx2);
  if (targets & HWY_AVX3) sets.push_back(InstructionSet::avx512);
  return sets;
}

/// Detected once, before the first switch: a switch hides the other targets from highway's own detection.
const std::vector<InstructionSet>& available() {
  static const std::vector<InstructionSet> sets = detected();
  return sets;
}

/// Makes highway dispatch to one target in every library: it keeps one choice for the whole process, which is set anew
/// here, and asks `SupportedTargets` again only if something else resets that choice.
InstructionSet switched_to(InstructionSet set) {
  hwy::SetSupportedTargetsForTest(target_of(set));
  hwy::GetChosenTarget().Update(target_of(set));
  expects(HWY_DYNAMIC_DISPATCH(dispatched_target)() == target_of(set),
          "highway dispatches to the instruction set chosen");
  return set;
}

InstructionSet& chosen() {
  static InstructionSet set = switched_to(available().back());
  return set;
}

}  // namespace

std::vector<InstructionSet> available_instruction_sets() { return available(); }

void use_only(InstructionSet set) {
  expects(std::ranges::count(available(), set) == 1, "this processor has the instruction set");
  InstructionSet& current = chosen();  // whose first call switches to the best: before, not after, the switch below
  current = switched_to(set);
}

void use_best() { use_only(available().back()); }

InstructionSet in_use() { return chosen(); }

}  // namespace kavel
#endif
