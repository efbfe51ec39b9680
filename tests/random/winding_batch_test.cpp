#include "random/winding_batch.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "random/instruction_set.hpp"
#include "random/stream.hpp"
#include "random/winding.hpp"

namespace kavel {
namespace {

/// Each test runs on every instruction set of this processor.
class WindReachable : public testing::TestWithParam<InstructionSet> {
 protected:
  void SetUp() override { use_only(GetParam()); }
  void TearDown() override { use_best(); }
};

struct Lanes {
  std::vector<std::uint32_t> streams;
  std::vector<float> rates;
  std::vector<Clock> clocks;
};

/// All reachable, none wound.
Lanes fresh(int lanes, std::uint32_t salt) {
  Lanes row;
  for (int lane = 0; lane < lanes; ++lane) {
    row.streams.push_back(random_word({salt, 1}, {0}, {0}, static_cast<std::uint32_t>(lane)));
    row.rates.push_back(1e-30F * static_cast<float>(lane + 1));
    row.clocks.push_back(never_wound);
  }
  return row;
}

/// What one winding at a time would make of the clocks.
std::vector<Clock> wound_singly(Key key, PersonId person, const Lanes& row) {
  std::vector<Clock> clocks = row.clocks;
  for (std::size_t lane = 0; lane < clocks.size(); ++lane) {
    if (row.rates[lane] > 0 && clocks[lane] == never_wound)
      clocks[lane] = exponential_winding(key, person, {row.streams[lane]}, 0);
  }
  return clocks;
}

void expect_equal(Key key, PersonId person, Lanes row) {
  const std::vector<Clock> expected = wound_singly(key, person, row);
  wind_reachable(key, person, row.streams.data(), row.rates.data(), row.clocks.data(),
                 static_cast<int>(row.clocks.size()));
  EXPECT_EQ(row.clocks, expected);
}

TEST_P(WindReachable, EqualsSingleWindingsForEveryPatternOfStillAndWoundLanes) {
  const Key key = key_of(7, 0);
  for (unsigned still = 0; still < 256; ++still) {
    for (unsigned wound = 0; wound < 256; ++wound) {
      Lanes row = fresh(8, still);
      for (int lane = 0; lane < 8; ++lane) {
        if (still >> lane & 1) row.rates[lane] = 0;
        if (wound >> lane & 1) row.clocks[lane] = lane + 1;
      }
      expect_equal(key, {wound}, row);
    }
  }
}

TEST_P(WindReachable, EqualsSingleWindingsInRowsOfEveryLengthWithGaps) {
  for (int lanes = 0; lanes <= 96; lanes += 8) {
    for (unsigned gaps = 0; gaps < 1U << std::min(lanes / 8, 6); ++gaps) {
      Lanes row = fresh(lanes, gaps);
      for (int lane = 0; lane < lanes; ++lane) {
        if (gaps >> (lane / 8) & 1) row.rates[lane] = 0;
      }
      expect_equal(key_of(8, gaps), {0x8000000012345678 + gaps}, row);
    }
  }
}

TEST_P(WindReachable, EqualsSingleWindingsForManyKeysAndPersons) {
  for (std::uint32_t i = 0; i < 40000; ++i) {
    const std::uint64_t high = random_word({9, 9}, {i}, {0}, 0);
    const std::uint64_t low = random_word({9, 9}, {i}, {0}, 1);
    expect_equal(key_of(high, i), {high << 32 | low}, fresh(32, i));
  }
}

TEST_P(WindReachable, NeedsNoAlignment) {
  Lanes row = fresh(17, 3);
  const std::vector<Clock> expected = wound_singly({1, 2}, {3}, row);
  wind_reachable({1, 2}, {3}, row.streams.data() + 1, row.rates.data() + 1, row.clocks.data() + 1, 16);
  EXPECT_EQ(row.clocks[0], never_wound);
  EXPECT_TRUE(std::equal(row.clocks.begin() + 1, row.clocks.end(), expected.begin() + 1));
}

INSTANTIATE_TEST_SUITE_P(InstructionSets, WindReachable, testing::ValuesIn(available_instruction_sets()),
                         [](const auto& set) {
                           return std::string(instruction_set_names[static_cast<int>(set.param)]);
                         });

}  // namespace
}  // namespace kavel
