#include "life/kernels.hpp"

#include <algorithm>
#include <random>
#include <vector>

#include <gtest/gtest.h>

#include "random/instruction_set.hpp"

namespace kavel {

namespace {

/// Rows of clocks of every sort: plain, about to fire, saturating, standing still, never wound.
struct RandomRows {
  int lanes;
  std::size_t rows;
  std::vector<float> base, speeds;
  std::vector<Clock> clocks;
  std::vector<Moment> wakes;

  RandomRows(int of_lanes, std::size_t of_rows, std::uint32_t seed) : lanes(of_lanes), rows(of_rows) {
    std::mt19937 random(seed);
    const auto width = static_cast<std::size_t>(lanes);
    for (std::size_t lane = 0; lane < width; ++lane) {
      const std::vector<double> hazards{0, 1e-6, 0.01, 0.3, 2, 50, 1e6, 1e20};
      base.push_back(static_cast<float>(hazards[random() % hazards.size()] * clock_unit));
    }
    for (std::size_t i = 0; i < rows * width; ++i) {
      const std::vector<float> ratios{0, 0, 1, 1, 1.25F, 0.37F, 4, 1e-30F};
      speeds.push_back(ratios[random() % ratios.size()]);
      const float rate = base[i % width] * speeds.back();
      const bool never = rate == 0 && random() % 2 == 0;
      const std::int64_t whole = static_cast<std::int64_t>(greatest_loss);
      const std::int64_t top =
          random() % 3 == 0 ? whole : std::min(whole, std::int64_t{2} * loss(rate, ticks_per_year) + 2);
      clocks.push_back(never ? never_wound : 1 + static_cast<Clock>(random() % static_cast<std::uint64_t>(top)));
      if (random() % 8 == 0 && rate > 0)
        clocks.back() = std::max(1, loss(rate, ticks_per_year) + static_cast<int>(random() % 3) - 1);
    }
    for (std::size_t row = 0; row < rows; ++row) wakes.push_back(static_cast<Moment>(random() % 3) * ticks_per_year);
  }

  QuietRows view(bool with_wakes, float share) {
    return {base.data(),    speeds.data(), clocks.data(), with_wakes ? wakes.data() : nullptr,
            ticks_per_year, rows,          lanes,         share};
  }
};

struct QuietYear {
  std::vector<Clock> clocks;
  std::vector<std::uint32_t> rows;
  std::vector<std::uint64_t> firing;
};

QuietYear quiet_year(const Kernels& of, RandomRows rows, bool with_wakes, float share = 1) {
  const auto words = static_cast<std::size_t>((rows.lanes + 63) / 64);
  QuietYear result;
  result.rows.resize(rows.rows + 1);
  result.firing.resize((rows.rows + 1) * words);
  const std::size_t busy = of.quiet_year(rows.view(with_wakes, share), {result.rows.data(), result.firing.data()});
  result.clocks = rows.clocks;
  result.rows.resize(busy);
  result.firing.resize(busy * words);
  return result;
}

/// Runs `test` with the vector kernels of each instruction set this processor has.
template <class Test>
void on_every_instruction_set(const Test& test) {
  for (const InstructionSet set : available_instruction_sets()) {
    if (set == InstructionSet::plain) continue;
    SCOPED_TRACE(instruction_set_names[static_cast<std::size_t>(set)]);
    use_only(set);
    test(vector_kernels());
  }
  use_best();
}

}  // namespace

TEST(Kernels, AQuietYearTakesAYearOffEveryClockAndFindsWhoIsBusy) {
  for (const int lanes : {8, 24, 64, 72, 136}) {
    for (const bool with_wakes : {false, true}) {
      const RandomRows rows(lanes, 50, static_cast<std::uint32_t>(lanes));
      const QuietYear got = quiet_year(plain_kernels(), rows, with_wakes);
      std::size_t busy = 0;
      for (std::size_t row = 0; row < rows.rows; ++row) {
        bool happens = with_wakes && rows.wakes[row] <= ticks_per_year;
        for (int lane = 0; lane < lanes; ++lane) {
          const std::size_t at = row * static_cast<std::size_t>(lanes) + static_cast<std::size_t>(lane);
          const Clock left =
              rows.clocks[at] - loss(rows.base[static_cast<std::size_t>(lane)] * rows.speeds[at], ticks_per_year);
          EXPECT_EQ(got.clocks[at], left);
          happens = happens || left <= 0;
        }
        if (!happens) continue;
        ASSERT_LT(busy, got.rows.size());
        EXPECT_EQ(got.rows[busy], row);
        for (int lane = 0; lane < lanes; ++lane) {
          const std::size_t words = static_cast<std::size_t>((lanes + 63) / 64);
          const bool fires = (got.firing[busy * words + static_cast<std::size_t>(lane / 64)] >> (lane % 64) & 1) != 0;
          EXPECT_EQ(fires, got.clocks[row * static_cast<std::size_t>(lanes) + static_cast<std::size_t>(lane)] <= 0);
        }
        ++busy;
      }
      EXPECT_EQ(busy, got.rows.size());
    }
  }
}

TEST(Kernels, AQuietYearIsTheSameOnEveryInstructionSet) {
  on_every_instruction_set([](const Kernels& vector) {
    for (std::uint32_t seed = 0; seed < 200; ++seed) {
      const int lanes = 8 * static_cast<int>(1 + seed % 20);
      const RandomRows rows(lanes, 1 + seed % 13, seed);
      const float share = seed % 3 == 0 ? 1 : share_of_year(static_cast<Ticks>(seed * 60000));
      const QuietYear plain = quiet_year(plain_kernels(), rows, seed % 2 == 0, share);
      const QuietYear got = quiet_year(vector, rows, seed % 2 == 0, share);
      ASSERT_EQ(plain.clocks, got.clocks) << seed;
      ASSERT_EQ(plain.rows, got.rows) << seed;
      ASSERT_EQ(plain.firing, got.firing) << seed;
    }
  });
}

TEST(Kernels, AQuietYearLeavesClocksThatStandOrWereNeverWound) {
  on_every_instruction_set([](const Kernels& vector) {
    RandomRows rows(16, 3, 1);
    std::fill(rows.speeds.begin(), rows.speeds.end(), 0.0F);
    std::fill(rows.clocks.begin(), rows.clocks.end(), never_wound);
    rows.clocks[5] = 1;
    const QuietYear got = quiet_year(vector, rows, false);
    EXPECT_EQ(got.clocks, rows.clocks);
    EXPECT_TRUE(got.rows.empty());
  });
}

TEST(Kernels, AShareOfAQuietYearTakesThatMuchOff) {
  const RandomRows rows(24, 40, 9);
  const Ticks left = ticks_per_year / 3;
  const QuietYear got = quiet_year(plain_kernels(), rows, false, share_of_year(left));
  for (std::size_t i = 0; i < rows.clocks.size(); ++i) {
    EXPECT_EQ(got.clocks[i], rows.clocks[i] - loss(rows.base[i % 24] * rows.speeds[i], left));
  }
}

TEST(Kernels, FaringIsTheSameOnEveryInstructionSetAndThatOfTheRow) {
  std::mt19937 random(4);
  constexpr auto measures = std::size_t{most_measures};
  const auto draw = [&](int low, int high) {
    return low + static_cast<std::int32_t>(random() % (static_cast<std::uint32_t>(high - low) + 1U));
  };
  std::vector<WellbeingRow> figures(3);
  for (WellbeingRow& row : figures) {
    for (std::size_t m = 0; m < measures; ++m) {
      row.least[m] = draw(-1000000000, 0);
      row.most[m] = draw(0, 1000000000);
      row.base[m] = m % 2 == 0 ? draw(row.least[m], row.most[m]) : 0;
      row.times[m] = m % 2 == 0 ? 1 << factor_bits : draw(row.least[m], row.most[m]);
    }
  }
  std::vector<PersonKey> keys(200);
  std::vector<std::int32_t> modifiers;
  for (PersonKey& key : keys) {
    key.ses = static_cast<std::uint8_t>(random() % 3);
    key.zone = static_cast<std::uint16_t>(random() % 5);
    key.group = static_cast<std::uint8_t>(random() % 7);
    for (std::size_t m = 0; m < measures; ++m) {
      modifiers.push_back(m % 2 == 0 ? draw(-1000000000, 1000000000) : draw(0, INT32_MAX));
    }
  }
  const FaringRows rows{keys.data(), modifiers.data(), figures.data(), keys.size()};
  using Faring = std::vector<std::vector<std::int64_t>>;  // values; sums by SES, zone and group
  Faring expected{std::vector<std::int64_t>(modifiers.size()), std::vector<std::int64_t>(3 * measures, 1),
                  std::vector<std::int64_t>(5 * measures, 2), std::vector<std::int64_t>(7 * measures, 3)};
  const auto fare = [&rows, before = expected](const Kernels& of) {
    Faring got = before;
    of.fare(rows, {got[1].data(), got[2].data(), got[3].data()}, got[0].data());
    return got;
  };
  for (std::size_t i = 0; i < modifiers.size(); ++i) {
    const PersonKey& key = keys[i / measures];
    const std::size_t m = i % measures;
    expected[0][i] = figures[key.ses].value(m, modifiers[i]);
    expected[1][key.ses * measures + m] += expected[0][i];
    expected[2][key.zone * measures + m] += expected[0][i];
    expected[3][key.group * measures + m] += expected[0][i];
  }
  EXPECT_EQ(fare(plain_kernels()), expected);
  on_every_instruction_set([&](const Kernels& vector) { EXPECT_EQ(fare(vector), expected); });
}

TEST(Kernels, AreThoseOfTheInstructionSetInUse) {
  use_only(InstructionSet::plain);
  EXPECT_EQ(&kernels(), &plain_kernels());
  use_best();
}

}  // namespace kavel
