#include "core/clock.hpp"

#include <cmath>
#include <random>

#include <gtest/gtest.h>

namespace kavel {

namespace {

const float per_year = static_cast<float>(clock_unit);  ///< the rate of hazard 1

const std::vector<float>& rates() {
  static const std::vector<float> values{
      0.0F,     1e-30F,           0.4F,  1.0F, 671.0F, per_year * 1e-5F, per_year * 0.01F, per_year * 0.37F,
      per_year, per_year * 50.0F, 1e12F, 1e25F};
  return values;
}

std::vector<Ticks> moments() {
  std::vector<Ticks> ticks{
      0, 1, 2, 3, 1000, ticks_per_year / 12, ticks_per_year / 2, ticks_per_year - 1, ticks_per_year};
  std::mt19937 random(1);
  for (int i = 0; i < 200; ++i) ticks.push_back(static_cast<Ticks>(random() % (ticks_per_year + 1)));
  return ticks;
}

/// The first tick at which the clock has run out, by trying each.
Ticks scanned(Clock clock, ClockRate rate, Ticks most) {
  for (Ticks ticks = 0; ticks <= most; ++ticks) {
    if (loss(rate, ticks) >= clock) return ticks;
  }
  return never;
}

}  // namespace

TEST(Loss, IsTheNearestInteger) {
  std::mt19937 random(2);
  for (int i = 0; i < 100000; ++i) {
    const float rate = static_cast<float>(random() % 2000000000);
    const Ticks ticks = static_cast<Ticks>(random() % (ticks_per_year + 1));
    const double exact = static_cast<double>(rate) * ticks / ticks_per_year;
    EXPECT_NEAR(loss(rate, ticks), exact, 0.5 + exact * 0x1p-23);  // and what float rounds
  }
  EXPECT_EQ(loss(0.5F, ticks_per_year), 0);  // ties to even
  EXPECT_EQ(loss(1.5F, ticks_per_year), 2);
  EXPECT_EQ(loss(2.5F, ticks_per_year), 2);
}

TEST(Loss, OfAWholeYearIsTheRate) {
  EXPECT_EQ(share_of_year(ticks_per_year), 1.0F);
  for (const float rate : {0.0F, 1.0F, 7.0F, per_year, 2147483392.0F}) {
    EXPECT_EQ(loss(rate, ticks_per_year), static_cast<Clock>(rate));
  }
}

TEST(Loss, OfNoTimeIsNothing) {
  for (const float rate : rates()) EXPECT_EQ(loss(rate, 0), 0);
}

TEST(Loss, Saturates) {
  EXPECT_EQ(loss(greatest_loss, ticks_per_year), 2147483520);
  EXPECT_EQ(loss(1e25F, 1), 2147483520);
  EXPECT_EQ(loss(3.4e38F, ticks_per_year), 2147483520);
}

TEST(Loss, NeverDecreasesWithTimeNorWithTheRate) {
  std::mt19937 random(3);
  for (int i = 0; i < 200000; ++i) {
    const float rate = std::ldexp(static_cast<float>(random() % 16777216), static_cast<int>(random() % 20) - 12);
    const float higher = std::nextafter(rate, 3e38F);
    const Ticks ticks = static_cast<Ticks>(random() % ticks_per_year);
    EXPECT_LE(loss(rate, ticks), loss(rate, ticks + 1));
    EXPECT_LE(loss(rate, ticks), loss(higher, ticks));
  }
}

TEST(Loss, InPiecesIsTheWholeToOneUnitAPiece) {
  std::mt19937 random(4);
  for (int i = 0; i < 100000; ++i) {
    const float rate = static_cast<float>(random() % 16777216);  // exact in float
    const Ticks end = static_cast<Ticks>(random() % (ticks_per_year + 1));
    const Ticks cut = static_cast<Ticks>(random() % (static_cast<std::uint32_t>(end) + 1));
    EXPECT_NEAR(loss(rate, cut) + loss(rate, end - cut), loss(rate, end), 2);
  }
}

TEST(Loss, Over50YearsIsTheCumulativeHazardToAThousandth) {
  for (const double hazard : {1e-5, 3.3e-5, 1e-4, 0.0012, 0.0371, 0.2, 1.0, 4.7, 12.0, 31.9, 50.0}) {
    const float rate = static_cast<float>(hazard * clock_unit);
    for (const int pieces : {1, 2, 3, 12}) {
      if (hazard / pieces > 32) continue;  // saturates; no clock is wound so high
      std::int64_t lost = 0;
      for (int year = 0; year < 50; ++year) {
        for (int piece = 0; piece < pieces; ++piece) {
          lost += loss(rate, ticks_per_year / 12 * (12 / pieces));
        }
      }
      // A clock whose own speed does not change is settled once a year; every change costs half a unit at most.
      const double rounding = 50 * std::max(1e-3 * hazard * clock_unit, pieces == 1 ? 0 : 0.5 * pieces);
      EXPECT_NEAR(static_cast<double>(lost), 50 * hazard * clock_unit, rounding) << hazard << ' ' << pieces;
    }
  }
}

TEST(Loss, OfFiftyEventsAYearIsRightInEachWeek) {
  const float rate = static_cast<float>(50 * clock_unit);
  const Ticks week = ticks_per_year / 52;
  EXPECT_NEAR(loss(rate, week), 50 * clock_unit * week / ticks_per_year, 50 * clock_unit / 52 * 1e-6);
}

TEST(Settled, StaysAtLeastOne) {
  EXPECT_EQ(settled(1, per_year, ticks_per_year), 1);
  EXPECT_EQ(settled(1000, 0.0F, ticks_per_year), 1000);
  EXPECT_EQ(settled(1000, 999.0F, ticks_per_year), 1);
  EXPECT_EQ(settled(1000, 998.0F, ticks_per_year), 2);
}

TEST(TicksToZero, IsTheFirstTickAtWhichTheLossReachesTheClock) {
  std::mt19937 random(5);
  for (int i = 0; i < 300; ++i) {
    const Ticks most = static_cast<Ticks>(random() % 3000);
    const float rate = std::ldexp(static_cast<float>(random() % 16777216), static_cast<int>(random() % 24) - 4);
    const Clock reach = std::max(loss(rate, most), 2);
    const Clock clock = 1 + static_cast<Clock>(random() % static_cast<std::uint32_t>(reach));
    EXPECT_EQ(ticks_to_zero(clock, rate, most), scanned(clock, rate, most)) << clock << ' ' << rate << ' ' << most;
  }
}

TEST(TicksToZero, HoldsItsDefinitionAllYear) {
  for (const float rate : rates()) {
    for (const Clock clock : {1, 2, 77, 65536, 67108864, 1600000000, 2147483519, 2147483520}) {
      for (const Ticks most : moments()) {
        const Ticks ticks = ticks_to_zero(clock, rate, most);
        if (ticks == never) {
          EXPECT_LT(loss(rate, most), clock);
          continue;
        }
        EXPECT_LE(ticks, most);
        EXPECT_GE(loss(rate, ticks), clock);
        EXPECT_LT(loss(rate, ticks - 1), clock);
      }
    }
  }
}

TEST(TicksToZero, IsNeverForAClockThatStandsOrWasNeverWound) {
  EXPECT_EQ(ticks_to_zero(1, 0.0F, ticks_per_year), never);
  EXPECT_EQ(ticks_to_zero(never_wound, 3e38F, ticks_per_year), never);
  EXPECT_EQ(ticks_to_zero(1, per_year, -1), never);
}

TEST(TicksToZero, OfALiveClockIsAtLeastOne) {
  for (const float rate : rates()) {
    EXPECT_GE(ticks_to_zero(1, rate, ticks_per_year), 1);
  }
}

}  // namespace kavel
