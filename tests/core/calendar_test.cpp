#include "core/calendar.hpp"

#include <gtest/gtest.h>

namespace kavel {
namespace {

std::string day(int start, Moment at) { return text_of(date_of(start, at)); }

TEST(Calendar, AYearBeginsAndEndsInItself) {
  EXPECT_EQ(day(2025, 0), "2025-01-01");
  EXPECT_EQ(day(2025, 1), "2025-01-01");
  EXPECT_EQ(day(2025, ticks_per_year), "2025-12-31");
  EXPECT_EQ(day(2025, ticks_per_year + 1), "2026-01-01");
  EXPECT_EQ(day(2025, moment(30, ticks_per_year)), "2055-12-31");
}

TEST(Calendar, EveryDayOfAYearComesOnceInOrder) {
  for (const int year : {1900, 2000, 2023, 2024}) {
    const int days = year == 2000 || year == 2024 ? 366 : 365;
    Date before{};
    int changes = 0;
    for (int i = 0; i < 10 * days; ++i) {
      const Date date = date_of(year, 1 + static_cast<Moment>(i) * ticks_per_year / (10 * days));
      EXPECT_GE(date, before);
      if (date != before) ++changes;
      before = date;
    }
    EXPECT_EQ(changes, days) << year;
    EXPECT_EQ(before, (Date{year, 12, 31}));
  }
}

TEST(Calendar, KnowsTheLeapDay) {
  const Moment last_of_february = static_cast<Moment>(59.5 / 366 * ticks_per_year);
  EXPECT_EQ(day(2024, last_of_february), "2024-02-29");
  EXPECT_EQ(day(2023, static_cast<Moment>(59.5 / 365 * ticks_per_year)), "2023-03-01");
}

}  // namespace
}  // namespace kavel
