// The kernels on highway vectors. Each lane does what kernels_plain.cpp does, operation for operation: IEEE multiply,
// divide, round to nearest even; no fused multiply-add, no approximation. So the bits are the same on every target.

#include <algorithm>

#include "model/model.hpp"
#include "life/kernels.hpp"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "life/kernels_vector.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace kavel::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

/// One row: takes a share of a year off whole vectors of lanes from `lane` on, while they fit. True if any reaches
/// zero.
template <std::size_t widest, bool whole>
HWY_INLINE bool quiet_lanes(const float* HWY_RESTRICT base, const float* HWY_RESTRICT speeds, float of_year,
                            Clock* HWY_RESTRICT clocks, std::size_t& lane, std::size_t lanes) {
  const hn::CappedTag<float, widest> d;
  const hn::RebindToSigned<decltype(d)> i;
  const std::size_t width = hn::Lanes(d);
  const auto share = hn::Set(d, of_year);
  const auto limit = hn::Set(d, greatest_loss);
  auto least = hn::Set(i, never_wound);
  for (; lane + width <= lanes; lane += width) {
    const auto rates = hn::Mul(hn::LoadU(d, base + lane), hn::LoadU(d, speeds + lane));
    const auto losses = whole ? rates : hn::Mul(rates, share);
    const auto left = hn::Sub(hn::LoadU(i, clocks + lane), hn::NearestInt(hn::Min(losses, limit)));
    hn::StoreU(left, i, clocks + lane);
    least = hn::Min(least, left);
  }
  return !hn::AllTrue(i, hn::Gt(least, hn::Zero(i)));
}

/// A bit for every lane whose clock reached zero; a group of 8 lanes is a whole number of vectors on every target.
HWY_INLINE void find_firing(const Clock* HWY_RESTRICT clocks, std::size_t lanes, std::uint64_t* HWY_RESTRICT firing) {
  const hn::CappedTag<Clock, lanes_per_group> i;
  std::fill_n(firing, (lanes + 63) / 64, std::uint64_t{0});
  for (std::size_t lane = 0; lane < lanes; lane += hn::Lanes(i)) {
    std::uint8_t bits[8] = {};
    hn::StoreMaskBits(i, hn::Not(hn::Gt(hn::LoadU(i, clocks + lane), hn::Zero(i))), bits);
    firing[lane / 64] |= static_cast<std::uint64_t>(bits[0]) << (lane % 64);
  }
}

/// Vectors of 16 lanes as far as they go, then a group of 8.
template <bool whole>
HWY_INLINE std::size_t quiet_rows(const QuietRows& all, const BusyRows& busy) {
  const auto lanes = static_cast<std::size_t>(all.lanes);
  const std::size_t words = (lanes + 63) / 64;
  std::size_t count = 0;
  for (std::size_t row = 0; row < all.rows; ++row) {
    const float* speeds = all.speeds + row * lanes;
    Clock* clocks = all.clocks + row * lanes;
    std::size_t lane = 0;
    bool fires = false;
    if (lanes >= 16) fires = quiet_lanes<16, whole>(all.base, speeds, all.share, clocks, lane, lanes);
    if (lane < lanes) fires |= quiet_lanes<lanes_per_group, whole>(all.base, speeds, all.share, clocks, lane, lanes);
    if (!fires && (all.wakes == nullptr || all.wakes[row] > all.year_end)) continue;
    find_firing(clocks, lanes, busy.firing + count * words);
    busy.rows[count++] = static_cast<std::uint32_t>(row);
  }
  return count;
}

std::size_t quiet_year(const QuietRows& all, const BusyRows& busy) {
  return all.share == 1.0F ? quiet_rows<true>(all, busy) : quiet_rows<false>(all, busy);
}

/// In 64 bits throughout: a product of factors of 8 times a baseline of 1000 does not fit in 32.
void fare(const FaringRows& all, const FaringSums& sums, std::int64_t* HWY_RESTRICT values) {
  constexpr auto width = std::size_t{most_measures};
  const hn::CappedTag<std::int64_t, width> wide;
  const hn::Rebind<std::int32_t, decltype(wide)> narrow;
  const hn::RepartitionToNarrow<decltype(wide)> halves;
  const auto load = [&](const std::int32_t* from) { return hn::PromoteTo(wide, hn::LoadU(narrow, from)); };
  const auto half = hn::Set(wide, std::int64_t{1} << (factor_bits - 1));
  for (std::size_t row = 0; row < all.rows; ++row) {
    const PersonKey& key = all.keys[row];
    const WellbeingRow& figures = all.figures[key.ses];
    for (std::size_t m = 0; m < width; m += hn::Lanes(wide)) {
      const auto product = hn::MulEven(hn::BitCast(halves, load(all.modifiers + row * width + m)),
                                       hn::BitCast(halves, load(figures.times.data() + m)));
      const auto moved = hn::ShiftRight<factor_bits>(hn::Add(product, half));
      const auto value = hn::Add(load(figures.base.data() + m), moved);
      const auto clipped = hn::Min(hn::Max(value, load(figures.least.data() + m)), load(figures.most.data() + m));
      hn::StoreU(clipped, wide, values + row * width + m);
      const auto add_to = [&](std::int64_t* sum) { hn::StoreU(hn::Add(hn::LoadU(wide, sum), clipped), wide, sum); };
      add_to(sums.by_ses + key.ses * width + m);
      add_to(sums.by_zone + key.zone * width + m);
      add_to(sums.by_group + key.group * width + m);
    }
  }
}

}  // namespace kavel::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE

namespace kavel {

namespace {

HWY_EXPORT(quiet_year);
HWY_EXPORT(fare);

std::size_t call_quiet_year(const QuietRows& rows, const BusyRows& busy) {
  return HWY_DYNAMIC_DISPATCH(quiet_year)(rows, busy);
}

void call_fare(const FaringRows& rows, const FaringSums& sums, std::int64_t* values) {
  HWY_DYNAMIC_DISPATCH(fare)(rows, sums, values);
}

}  // namespace

const Kernels& vector_kernels() {
  static const Kernels all{call_quiet_year, call_fare};
  return all;
}

}  // namespace kavel

#endif
