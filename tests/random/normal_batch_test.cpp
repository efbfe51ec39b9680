#include "random/normal_batch.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "random/instruction_set.hpp"
#include "random/normal.hpp"

namespace kavel {
namespace {

/// Each test runs on every instruction set of this processor.
class NormalDraws : public testing::TestWithParam<InstructionSet> {
 protected:
  void SetUp() override { use_only(GetParam()); }
  void TearDown() override { use_best(); }
};

std::vector<std::uint32_t> streams_of(std::uint32_t salt) {
  std::vector<std::uint32_t> streams;
  for (int i = 0; i < normals_at_once; ++i)
    streams.push_back(random_word({salt, 3}, {0}, {7}, static_cast<std::uint32_t>(i)));
  return streams;
}

TEST_P(NormalDraws, AreThoseDrawnSinglyToTheLastBit) {
  int central = 0, low = 0, high = 0;
  double farthest = 0;
  for (std::uint32_t i = 0; i < 60000; ++i) {
    const Key key = key_of(5, i);
    const std::vector<std::uint32_t> streams = streams_of(i);
    std::array<double, normals_at_once> draws{};
    normal_draws(key, {i}, streams.data(), draws.data());
    for (std::size_t s = 0; s < streams.size(); ++s) {
      const double p = uniform(random_word(key, {i}, {streams[s]}, 0));
      ASSERT_EQ(draws[s], normal_quantile(p)) << p;
      ++(std::fabs(p - 0.5) <= 0.425 ? central : p < 0.5 ? low : high);
      farthest = std::max(farthest, std::fabs(draws[s]));
    }
  }
  EXPECT_GT(std::min({central, low, high}), 30000);
  EXPECT_GT(farthest, 4.5);
}

INSTANTIATE_TEST_SUITE_P(InstructionSets, NormalDraws, testing::ValuesIn(available_instruction_sets()),
                         [](const auto& set) {
                           return std::string(instruction_set_names[static_cast<int>(set.param)]);
                         });

}  // namespace
}  // namespace kavel
