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

// A group of 8 lanes is a whole number of vectors on every target.
using Float = hn::CappedTag<float, lanes_per_group>;
using Int = hn::RebindToSigned<Float>;

std::size_t quiet_year(const QuietRows& all, const BusyRows& busy) {
  const Float d;
  const Int i;
  const std::size_t width = hn::Lanes(d);
  const auto lanes = static_cast<std::size_t>(all.lanes);
  const std::size_t words = (lanes + 63) / 64;
  const auto limit = hn::Set(d, greatest_loss);
  const auto zero = hn::Zero(i);
  const float* HWY_RESTRICT base = all.base;
  std::size_t count = 0;
  for (std::size_t row = 0; row < all.rows; ++row) {
    const float* HWY_RESTRICT speeds = all.speeds + row * lanes;
    Clock* HWY_RESTRICT clocks = all.clocks + row * lanes;
    auto least = hn::Set(i, never_wound);
    for (std::size_t lane = 0; lane < lanes; lane += width) {
      const auto rates = hn::Mul(hn::LoadU(d, base + lane), hn::LoadU(d, speeds + lane));
      const auto left = hn::Sub(hn::LoadU(i, clocks + lane), hn::NearestInt(hn::Min(rates, limit)));
      hn::StoreU(left, i, clocks + lane);
      least = hn::Min(least, left);
    }
    const bool fires = !hn::AllTrue(i, hn::Gt(least, zero));
    if (!fires && (all.wakes == nullptr || all.wakes[row] > all.year_end)) continue;
    std::uint64_t* HWY_RESTRICT firing = busy.firing + count * words;
    std::fill_n(firing, words, std::uint64_t{0});
    for (std::size_t lane = 0; lane < lanes; lane += width) {
      std::uint8_t bits[8] = {};
      hn::StoreMaskBits(i, hn::Not(hn::Gt(hn::LoadU(i, clocks + lane), zero)), bits);
      firing[lane / 64] |= static_cast<std::uint64_t>(bits[0]) << (lane % 64);
    }
    busy.rows[count++] = static_cast<std::uint32_t>(row);
  }
  return count;
}

}  // namespace kavel::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE

namespace kavel {

namespace {

HWY_EXPORT(quiet_year);

std::size_t call_quiet_year(const QuietRows& rows, const BusyRows& busy) {
  return HWY_DYNAMIC_DISPATCH(quiet_year)(rows, busy);
}

}  // namespace

const Kernels& vector_kernels() {
  static const Kernels all{call_quiet_year};
  return all;
}

}  // namespace kavel

#endif
