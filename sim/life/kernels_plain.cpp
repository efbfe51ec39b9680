#include <algorithm>

#include "random/instruction_set.hpp"
#include "life/kernels.hpp"

namespace kavel {

namespace {

std::size_t quiet_year(const QuietRows& all, const BusyRows& busy) {
  const auto lanes = static_cast<std::size_t>(all.lanes);
  const std::size_t words = (lanes + 63) / 64;
  std::size_t count = 0;
  for (std::size_t row = 0; row < all.rows; ++row) {
    const float* speeds = all.speeds + row * lanes;
    Clock* clocks = all.clocks + row * lanes;
    std::uint64_t* firing = busy.firing + count * words;
    std::fill_n(firing, words, std::uint64_t{0});
    bool happens = all.wakes != nullptr && all.wakes[row] <= all.year_end;
    for (std::size_t lane = 0; lane < lanes; ++lane) {
      clocks[lane] -= loss_in_share(all.base[lane] * speeds[lane], all.share);
      if (clocks[lane] > 0) continue;
      firing[lane / 64] |= std::uint64_t{1} << (lane % 64);
      happens = true;
    }
    if (happens) busy.rows[count++] = static_cast<std::uint32_t>(row);
  }
  return count;
}

void fare(const FaringRows& all, const FaringSums& sums, std::int64_t* values) {
  constexpr auto width = std::size_t{most_measures};
  for (std::size_t row = 0; row < all.rows; ++row) {
    const PersonKey& key = all.keys[row];
    for (std::size_t m = 0; m < width; ++m) {
      const std::int64_t value = all.figures[key.ses].value(m, all.modifiers[row * width + m]);
      values[row * width + m] = value;
      sums.by_ses[key.ses * width + m] += value;
      sums.by_zone[key.zone * width + m] += value;
      sums.by_group[key.group * width + m] += value;
    }
  }
}

}  // namespace

const Kernels& plain_kernels() {
  static const Kernels all{quiet_year, fare};
  return all;
}

const Kernels& kernels() { return in_use() == InstructionSet::plain ? plain_kernels() : vector_kernels(); }

}  // namespace kavel
