#include "population/lineage_sample.hpp"

#include <vector>

#include <gtest/gtest.h>

namespace kavel {
namespace {

std::vector<std::uint64_t> chosen(const LineageSample& sample, std::uint64_t founders) {
  std::vector<std::uint64_t> ids;
  for (std::uint64_t id = 0; id < founders; ++id) {
    if (sample.contains({id})) ids.push_back(id);
  }
  return ids;
}

TEST(LineageSample, HoldsExactlyAsManyAsWanted) {
  for (const std::int64_t wanted : {1, 2, 99, 500, 1000}) {
    const LineageSample sample(key_of(1, 0), 1000, wanted);
    EXPECT_EQ(chosen(sample, 1000).size(), static_cast<std::size_t>(wanted));
  }
}

TEST(LineageSample, ALargerOneHoldsTheSmaller) {
  const LineageSample small(key_of(1, 0), 1000, 50);
  const LineageSample large(key_of(1, 0), 1000, 80);
  for (const std::uint64_t id : chosen(small, 1000)) EXPECT_TRUE(large.contains({id}));
}

TEST(LineageSample, AnotherSeedChoosesOthers) {
  EXPECT_NE(chosen(LineageSample(key_of(1, 0), 1000, 50), 1000), chosen(LineageSample(key_of(2, 0), 1000, 50), 1000));
}

TEST(LineageSample, WhoComesLaterHasTheSameChance) {
  const LineageSample sample(key_of(1, 0), 10000, 1000);
  int later = 0;
  for (std::uint64_t id = 1 << 20; id < (1 << 20) + 10000; ++id) later += sample.contains({id}) ? 1 : 0;
  EXPECT_NEAR(later, 1000, 4 * 42.4);  // four times the root of 10000 x 0.1 x 0.9, and of the threshold's own chance
}

}  // namespace
}  // namespace kavel
