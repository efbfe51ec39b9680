#include "model/figures.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "tests/support/packs.hpp"

namespace kavel {

namespace {

Quantity named(Quantity quantity) {
  quantity.key = "quantity";
  return quantity;
}

double at(const Quantity& quantity, const Circumstances& where, Domain domain, Problems& problems) {
  return Figures(2025, problems).at(quantity, where, domain);
}

}  // namespace

TEST(Figures, ANumberIsTheSameForAll) {
  Problems problems;
  EXPECT_EQ(at(support::number(0.25), {Sex::male, 90, 12, 3, "x"}, Domain::any, problems), 0.25);
  EXPECT_TRUE(problems.empty());
}

TEST(Figures, ATableIsReadInItsCircumstancesTimesItsFactor) {
  Problems problems;
  Quantity quantity = support::by_age({{0, 1}, {50, 2}});
  quantity.times = 0.5;
  EXPECT_EQ(at(quantity, {Sex::female, 49, 0, 0, ""}, Domain::any, problems), 0.5);
  EXPECT_EQ(at(quantity, {Sex::female, 50, 0, 0, ""}, Domain::any, problems), 1.0);
}

TEST(Figures, AMissingRowIsToldOnce) {
  Problems problems;
  Quantity quantity = named(support::by_age({{30, 1}, {50, 2}}));
  Figures figures(2025, problems);
  EXPECT_EQ(figures.at(quantity, {Sex::female, 3, 0, 0, ""}), 0);
  EXPECT_EQ(figures.at(quantity, {Sex::female, 4, 0, 0, ""}), 0);
  ASSERT_EQ(problems.all().size(), 1u);
  EXPECT_EQ(message_of(problems.all().front()), "quantity: expected a row for age 3, got no such row");
}

TEST(Figures, MustLieInTheirDomain) {
  for (const auto& [domain, good, bad] :
       std::vector<std::tuple<Domain, double, double>>{{Domain::any, -5, INFINITY},
                                                       {Domain::any, 1e300, std::nan("")},
                                                       {Domain::not_negative, 0, -1e-9},
                                                       {Domain::positive, 1e-9, 0},
                                                       {Domain::probability, 1, 1.0000001},
                                                       {Domain::probability, 0, -0.1}}) {
    Problems problems;
    EXPECT_EQ(at(support::number(good), {}, domain, problems), good);
    EXPECT_TRUE(problems.empty());
    at(support::number(bad), {}, domain, problems);
    EXPECT_EQ(problems.all().size(), 1u) << bad;
  }
}

TEST(VariesByYear, OnlyWithACalendarYearOrAYearOfStudy) {
  EXPECT_FALSE(varies_by_year(support::number(1)));
  EXPECT_FALSE(varies_by_year(support::by_age({{0, 1}})));
  Quantity by_year = support::by_age({{0, 1}});
  auto table = std::make_shared<Table>(*by_year.table);
  table->by_year_of_study = true;
  by_year.table = table;
  EXPECT_TRUE(varies_by_year(by_year));
}

}  // namespace kavel
