#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "random/winding_batch.cpp"
#include "random/winding_batch.hpp"

#include <hwy/foreach_target.h>  // compiles this file once per target
#include <hwy/highway.h>

#include "random/instruction_set.hpp"
#include "random/winding-inl.hpp"
#include "random/winding.hpp"

HWY_BEFORE_NAMESPACE();
namespace kavel {
namespace HWY_NAMESPACE {

void wind_in_vectors(const RoundKeys& keys, PersonId person, const std::uint32_t* streams, const float* rates,
                     Clock* clocks, int lanes) {
  wind_row(keys, person, streams, rates, clocks, lanes);
}

}  // namespace HWY_NAMESPACE
}  // namespace kavel
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace kavel {
namespace {

HWY_EXPORT(wind_in_vectors);

void wind_plainly(Key key, PersonId person, const std::uint32_t* streams, const float* rates, Clock* clocks,
                  int lanes) {
  for (int lane = 0; lane < lanes; ++lane) {
    if (rates[lane] > 0 && clocks[lane] == never_wound) {
      clocks[lane] = exponential_winding(key, person, {streams[lane]}, 0);
    }
  }
}

}  // namespace

void wind_reachable(Key key, PersonId person, const std::uint32_t* streams, const float* rates, Clock* clocks,
                    int lanes) {
  if (in_use() == InstructionSet::plain) {
    wind_plainly(key, person, streams, rates, clocks, lanes);
  } else {
    HWY_DYNAMIC_DISPATCH(wind_in_vectors)(round_keys_of(key), person, streams, rates, clocks, lanes);
  }
}

}  // namespace kavel
#endif
