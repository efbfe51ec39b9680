#pragma once

#include <string>

#include "core/ticks.hpp"

namespace kavel {

/// A day of the Gregorian calendar.
struct Date {
  int year = 0;
  int month = 1;  ///< 1 to 12
  int day = 1;    ///< 1 to 31
  friend auto operator<=>(const Date&, const Date&) = default;
};

/// Which year of the study a moment falls in. The moment that ends a year still belongs to it; the first opens year 0.
constexpr int year_index_of(Moment at) { return at <= 0 ? 0 : static_cast<int>((at - 1) / ticks_per_year); }

/// The day a moment falls on, in a study that starts on 1 January of `start`.
Date date_of(int start, Moment at);

/// `2031-05-17`
std::string text_of(const Date& date);

}  // namespace kavel
