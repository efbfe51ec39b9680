#include "model/table.hpp"

#include <random>

#include <gtest/gtest.h>

namespace kavel {

namespace {

/// Sex x state x age bands x years, each with a number of its own.
Table full_table() {
  Table table;
  table.columns = {"value"};
  table.by_sex = table.by_state = table.by_age = table.by_year = table.by_year_of_study = table.by_year_in_state = true;
  const std::vector<Range> ages{{0, 17}, {18, 64}, {65, Range::open}};
  const std::vector<Range> years{{2025, 2025}, {2026, 2029}, {2030, Range::open}};
  const std::vector<Range> of_study{{0, 0}, {1, Range::open}};
  const std::vector<Range> in_state{{0, 0}, {1, 1}, {2, Range::open}};
  double value = 0;
  for (const Sex sex : {Sex::female, Sex::male}) {
    for (const char* state : {"never", "current", "former"}) {
      for (const Range& age : ages) {
        for (const Range& year : years) {
          for (const Range& study : of_study) {
            for (const Range& in : in_state) {
              table.rows.push_back({{sex, age, year, study, in, state}, {value++}, {}});
            }
          }
        }
      }
    }
  }
  return table;
}

}  // namespace

TEST(Range, HoldsBothEndsAndAnOpenEndEverything) {
  EXPECT_TRUE((Range{3, 5}.holds(3)));
  EXPECT_TRUE((Range{3, 5}.holds(5)));
  EXPECT_FALSE((Range{3, 5}.holds(6)));
  EXPECT_FALSE((Range{3, 5}.holds(2)));
  EXPECT_TRUE((Range{90, Range::open}.holds(120)));
}

TEST(Table, TheIndexFindsWhatASearchFinds) {
  Table plain = full_table();
  std::shuffle(plain.rows.begin(), plain.rows.end(), std::mt19937(1));
  plain.rows.resize(plain.rows.size() * 3 / 4);  // and misses what is missing
  Table indexed = plain;
  indexed.build_index();
  for (const Sex sex : {Sex::female, Sex::male}) {
    for (const char* state : {"never", "current", "former", "unknown"}) {
      for (const int age : {0, 17, 18, 40, 64, 65, 120}) {
        for (const int year : {2024, 2025, 2026, 2029, 2030, 2099}) {
          for (int study = 0; study < 3; ++study) {
            for (int in = 0; in < 5; ++in) {
              const TableRow* found = plain.find(sex, age, year, study, in, state);
              const TableRow* quick = indexed.find(sex, age, year, study, in, state);
              ASSERT_EQ(found == nullptr, quick == nullptr);
              if (found != nullptr) {
                ASSERT_EQ(found->values, quick->values);
              }
            }
          }
        }
      }
    }
  }
}

TEST(Table, AnAbsentKeyMeansWhatever) {
  Table table;
  table.rows = {{{}, {7.0}, {}}};
  EXPECT_EQ(table.find(Sex::male, 3, 2000, 9, 9, "x")->values.front(), 7.0);
  table.build_index();
  EXPECT_EQ(table.find(Sex::male, 3, 2000, 9, 9, "x")->values.front(), 7.0);
}

TEST(Table, AnEmptyOneHasNoRow) {
  Table table;
  table.by_age = true;
  EXPECT_EQ(table.find(Sex::male, 3, 2000, 9, 9, "x"), nullptr);
  table.build_index();
  EXPECT_EQ(table.find(Sex::male, 3, 2000, 9, 9, "x"), nullptr);
}

}  // namespace kavel
