#pragma once

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "core/person.hpp"

namespace kavel {

/// What stands above a table.
struct TableHead {
  std::string title{};
  std::string unit{};
  std::vector<std::string> sources{};
  std::string status = "derived";
  std::vector<std::string> methods{};
  std::vector<std::string> notes{};
};

inline std::string text_of(const TableHead& head) {
  std::string text = fmt::format("# title: {}\n# unit: {}\n", head.title, head.unit);
  std::set<std::string> seen;
  for (const std::string& source : head.sources) {
    std::string line = source;
    std::replace(line.begin(), line.end(), '\n', ' ');
    if (!line.empty() && seen.insert(line).second) text += fmt::format("# source: {}\n", line);
  }
  text += fmt::format("# status: {}\n", head.status);
  for (const std::string& method : head.methods) text += fmt::format("# method: {}\n", method);
  for (const std::string& note : head.notes) text += fmt::format("# note: {}\n", note);
  return text;
}

/// Figures by sex x age x year as CSV. Ages and years at the end that repeat the one before become an open row; years
/// that are all alike, no column.
class FigureGrid {
 public:
  template <class Figure>
  FigureGrid(int start, int years, int oldest, const Figure& figure)
      : start_(start), oldest_(oldest), all_years_(years), ages_(oldest + 1), years_(years) {
    for (const Sex sex : {Sex::female, Sex::male}) {
      for (int age = 0; age < ages_; ++age) {
        for (int year = 0; year < years_; ++year) texts_.push_back(fmt::format("{:.9g}", figure(sex, age, year)));
      }
    }
    while (ages_ > 1 && repeats_age(ages_ - 1)) --ages_;
    while (years_ > 1 && repeats_year(years_ - 1)) --years_;
  }

  std::string text(const std::string& age_column, const std::string& figure_column) const {
    const bool by_year = years_ > 1;
    std::string text = fmt::format("sex,{},{}{}\n", age_column, by_year ? "year," : "", figure_column);
    for (const Sex sex : {Sex::female, Sex::male}) {
      for (int age = 0; age < ages_; ++age) {
        const std::string row =
            fmt::format("{},{}{}", sex_names[static_cast<std::size_t>(sex)], age, age + 1 == ages_ ? "+" : "");
        for (int year = 0; year < years_; ++year) {
          const std::string when = by_year ? fmt::format(",{}{}", start_ + year, year + 1 == years_ ? "+" : "") : "";
          text += fmt::format("{}{},{}\n", row, when, at(static_cast<int>(sex), age, year));
        }
      }
    }
    return text;
  }

 private:
  const std::string& at(int sex, int age, int year) const {
    const std::size_t row =
        static_cast<std::size_t>(sex) * static_cast<std::size_t>(oldest_ + 1) + static_cast<std::size_t>(age);
    return texts_[row * static_cast<std::size_t>(all_years_) + static_cast<std::size_t>(year)];
  }
  bool repeats_age(int age) const {
    for (int sex = 0; sex < sexes; ++sex) {
      for (int year = 0; year < all_years_; ++year) {
        if (at(sex, age, year) != at(sex, age - 1, year)) return false;
      }
    }
    return true;
  }
  bool repeats_year(int year) const {
    for (int sex = 0; sex < sexes; ++sex) {
      for (int age = 0; age < ages_; ++age) {
        if (at(sex, age, year) != at(sex, age, year - 1)) return false;
      }
    }
    return true;
  }

  int start_;
  int oldest_, all_years_;  ///< as given
  int ages_, years_;        ///< rows to write
  std::vector<std::string> texts_{};
};

}  // namespace kavel
