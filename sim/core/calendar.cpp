#include "core/calendar.hpp"

#include <array>
#include <cstdio>

namespace kavel {

namespace {

bool is_leap(int year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

}  // namespace

Date date_of(int start, Moment at) {
  const int year_index = year_index_of(at);
  Date date{start + year_index, 1, 1};
  const std::int64_t days = is_leap(date.year) ? 366 : 365;
  const std::int64_t before = at <= 0 ? 0 : at - 1 - moment(year_index, 0);  // whole ticks of the year that have passed
  auto day = static_cast<int>(before * days / ticks_per_year);
  const std::array<int, 12> lengths{31, is_leap(date.year) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  for (const int length : lengths) {
    if (day < length) break;
    day -= length;
    ++date.month;
  }
  date.day = day + 1;
  return date;
}

std::string text_of(const Date& date) {
  std::array<char, 40> text{};
  std::snprintf(text.data(), text.size(), "%04d-%02d-%02d", date.year, date.month, date.day);
  return text.data();
}

}  // namespace kavel
