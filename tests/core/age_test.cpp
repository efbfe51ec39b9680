#include "core/age.hpp"

#include <gtest/gtest.h>

namespace kavel {

TEST(RowAge, TheYearOfBirthUsesAgeZeroAndTheOldestStayInTheirRow) {
  EXPECT_EQ(row_age(-1), 0);
  EXPECT_EQ(row_age(0), 0);
  EXPECT_EQ(row_age(37), 37);
  EXPECT_EQ(row_age(oldest_age), oldest_age);
  EXPECT_EQ(row_age(oldest_age + 30), oldest_age);
}

TEST(AgeIndex, CountsFromTheYearOfBirth) {
  EXPECT_EQ(age_index(-1), 0);
  for (int age = 0; age <= oldest_age; ++age) EXPECT_EQ(age_index(age), age + 1);
  EXPECT_EQ(age_index(oldest_age + 9), age_rows - 1);
}

}  // namespace kavel
