#include "analysis/number_text.hpp"

#include <cmath>
#include <limits>

#include <gtest/gtest.h>

namespace kavel {
namespace {

TEST(Whole, GroupsByThree) {
  EXPECT_EQ(whole(0), "0");
  EXPECT_EQ(whole(999), "999");
  EXPECT_EQ(whole(1000), "1 000");
  EXPECT_EQ(whole(-1234567), "-1 234 567");
}

TEST(Fixed, GroupsOnlyBeforeThePoint) {
  EXPECT_EQ(fixed(12345.6789, 3), "12 345.679");
  EXPECT_EQ(fixed(-0.001, 2), "0.00");
  EXPECT_EQ(fixed(std::numeric_limits<double>::quiet_NaN(), 2), "–");
}

TEST(WithError, ShowsNoMoreDecimalsThanTheErrorWarrants) {
  EXPECT_EQ(with_error(12345.678, 67.2, 2), "12 346 ± 67");
  EXPECT_EQ(with_error(12.34567, 0.1234, 5), "12.35 ± 0.12");
  EXPECT_EQ(with_error(12.34567, 1.234, 5), "12.3 ± 1.2");
  EXPECT_EQ(with_error(12.34567, 0.0001234, 2), "12.35 ± 0.00");
}

TEST(WithError, LeavesOutAnErrorThatIsZeroOrUnknown) {
  EXPECT_EQ(with_error(5, 0, 0), "5");
  EXPECT_EQ(with_error(5, std::nan(""), 0), "5");
}

TEST(WidthOf, CountsCharacters) {
  EXPECT_EQ(width_of("± 1"), 3);
  EXPECT_EQ(right_aligned("±", 3), "  ±");
  EXPECT_EQ(left_aligned("±", 3), "±  ");
}

TEST(Counted, OneIsNotMany) {
  EXPECT_EQ(counted(1, "person"), "1 person");
  EXPECT_EQ(counted(0, "person"), "0 persons");
  EXPECT_EQ(counted(12000, "person"), "12 000 persons");
}

TEST(Cut, ShortensWhatIsTooLong) {
  EXPECT_EQ(cut("heart", 5), "heart");
  EXPECT_EQ(cut("hearts", 5), "hear…");
  EXPECT_EQ(cut("éééé", 3), "éé…");
}

TEST(Wrapped, BreaksAtBlanks) {
  using Lines = std::vector<std::string>;
  EXPECT_EQ(wrapped("", 10), Lines{""});
  EXPECT_EQ(wrapped("one two three", 7), (Lines{"one two", "three"}));
  EXPECT_EQ(wrapped("one exceptionally long", 7), (Lines{"one", "exceptionally", "long"}));
}

}  // namespace
}  // namespace kavel
