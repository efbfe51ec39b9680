// First windings of a row of clocks, for whoever dispatches by highway: include it after <hwy/foreach_target.h> and
// <hwy/highway.h>, and call it inside a target region. Bit by bit what `exponential_winding` does.
#if defined(KAVEL_RANDOM_WINDING_INL) == defined(HWY_TARGET_TOGGLE)
#ifdef KAVEL_RANDOM_WINDING_INL
#undef KAVEL_RANDOM_WINDING_INL
#else
#define KAVEL_RANDOM_WINDING_INL
#endif

#include <algorithm>
#include <bit>
#include <cstdint>

#include <hwy/highway.h>

#include "core/clock.hpp"
#include "random/words-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace kavel {
namespace HWY_NAMESPACE {
namespace winding {

namespace hn = hwy::HWY_NAMESPACE;

inline constexpr int most_lanes = 64;  ///< looked at together

/// A bit for each of 8 clocks that were never wound but run.
HWY_INLINE std::uint64_t reachable(const float* HWY_RESTRICT rates, const Clock* HWY_RESTRICT clocks) {
  const hn::CappedTag<Clock, 8> tag;
  const hn::RebindToFloat<decltype(tag)> reals;
  std::uint64_t bits = 0;
  for (std::size_t lane = 0; lane < 8; lane += hn::Lanes(tag)) {
    const auto runs = hn::RebindMask(tag, hn::Gt(hn::LoadU(reals, rates + lane), hn::Zero(reals)));
    const auto fresh = hn::Eq(hn::LoadU(tag, clocks + lane), hn::Set(tag, never_wound));
    std::uint8_t part[8] = {};
    hn::StoreMaskBits(tag, hn::And(runs, fresh), part);
    bits |= static_cast<std::uint64_t>(part[0]) << lane;
  }
  return bits;
}

/// `exponential_winding` of `lanes` streams.
template <int lanes>
HWY_INLINE void wind(const RoundKeys& keys, PersonId person, const std::uint32_t* streams, Clock* wound) {
  using namespace words;
  using ClockTag = hn::Rebind<Clock, WordTag>;
  constexpr int parts = lanes / part_lanes;
  constexpr int parts_of_eight = 8 / part_lanes;
  Words<parts> words;
  for (int eight = 0; eight < lanes / 8;
       ++eight) {  // Philox needs four registers a part: eight lanes are enough at a time
    const auto eight_words = first_words<parts_of_eight>(keys, person, streams + 8 * eight);
    for (int part = 0; part < parts_of_eight; ++part)
      words.part[eight * parts_of_eight + part] = eight_words.part[part];
  }
  const Reals<parts> units = log_of(words) * -clock_unit;
  for (int part = 0; part < parts; ++part) {
    const auto clocks = hn::Max(hn::DemoteTo(ClockTag{}, hn::Ceil(units.part[part])), hn::Set(ClockTag{}, 1));
    hn::StoreU(clocks, ClockTag{}, wound + part * part_lanes);
  }
}

}  // namespace winding

/// `wind_reachable` of a whole row; `lanes` is a multiple of 8. Those to wind are gathered, so that every vector is
/// full; sixteen at once keep the processor busier than eight.
HWY_INLINE void wind_row(const RoundKeys& keys, PersonId person, const std::uint32_t* streams, const float* rates,
                         Clock* clocks, int lanes) {
  using winding::most_lanes;
  std::uint32_t gathered[most_lanes + 16] = {};
  Clock wound[most_lanes + 16];
  for (int first = 0; first < lanes; first += most_lanes) {
    std::uint64_t bits = 0;
    for (int lane = first; lane < std::min(lanes, first + most_lanes); lane += 8) {
      bits |= winding::reachable(rates + lane, clocks + lane) << (lane - first);
    }
    int count = 0;
    for (std::uint64_t left = bits; left != 0; left &= left - 1) {
      gathered[count++] = streams[first + std::countr_zero(left)];
    }
    for (int i = 0; i < count;) {
      if (count - i > 8) {
        winding::wind<16>(keys, person, gathered + i, wound + i);
        i += 16;
      } else {
        winding::wind<8>(keys, person, gathered + i, wound + i);
        i += 8;
      }
    }
    count = 0;
    for (std::uint64_t left = bits; left != 0; left &= left - 1) {
      clocks[first + std::countr_zero(left)] = wound[count++];
    }
  }
}

}  // namespace HWY_NAMESPACE
}  // namespace kavel
HWY_AFTER_NAMESPACE();

#endif
