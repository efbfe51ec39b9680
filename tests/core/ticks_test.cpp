#include "core/ticks.hpp"

#include <gtest/gtest.h>

namespace kavel {

TEST(Ticks, DivideAYearIntoHalvesQuartersAndMonths) {
  for (const int parts : {1, 2, 4, 12}) EXPECT_EQ(ticks_per_year % parts, 0);
}

TEST(Ticks, AreExactInAFloat) {
  for (const Ticks ticks : {1, ticks_per_year - 1, ticks_per_year}) {
    EXPECT_EQ(static_cast<Ticks>(static_cast<float>(ticks)), ticks);
  }
}

TEST(Moment, GrowsWithoutGapsOverTheYears) {
  EXPECT_EQ(moment(0, 0), 0);
  EXPECT_EQ(moment(3, ticks_per_year), moment(4, 0));
  EXPECT_EQ(moment(1000, 1) - moment(1000, 0), 1);
  EXPECT_GT(moment(1000, 0), Moment{1} << 33);
}

TEST(ShareOfYear, NeverDecreasesAndRunsFromZeroToOne) {
  EXPECT_EQ(share_of_year(0), 0.0F);
  EXPECT_EQ(share_of_year(ticks_per_year), 1.0F);
  EXPECT_EQ(share_of_year(ticks_per_year / 4), 0.25F);
  for (Ticks ticks = 0; ticks < ticks_per_year; ticks += 97) EXPECT_LE(share_of_year(ticks), share_of_year(ticks + 1));
}

}  // namespace kavel
