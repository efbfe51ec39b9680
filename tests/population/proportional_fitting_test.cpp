#include "population/proportional_fitting.hpp"

#include <array>
#include <cmath>
#include <random>

#include <gtest/gtest.h>

namespace kavel {

namespace {

using Numbers = std::vector<double>;

/// The sums over one dimension of a table [rows x columns].
Margin rows_of(int rows, int columns, Numbers sums) {
  Margin margin{{}, std::move(sums), {}, 0};
  for (int cell = 0; cell < rows * columns; ++cell) margin.of_cell.push_back(cell / columns);
  return margin;
}
Margin columns_of(int rows, int columns, Numbers sums) {
  Margin margin{{}, std::move(sums), {}, 0};
  for (int cell = 0; cell < rows * columns; ++cell) margin.of_cell.push_back(cell % columns);
  return margin;
}

void expect_fit(const Numbers& seed, const Numbers& rows, const Numbers& columns, const Numbers& expected) {
  const auto height = static_cast<int>(rows.size());
  const auto width = static_cast<int>(columns.size());
  const FittedTable fitted =
      fit_proportionally(seed, {rows_of(height, width, rows), columns_of(height, width, columns)});
  EXPECT_LE(fitted.furthest, 1e-8);
  ASSERT_EQ(fitted.cells.size(), expected.size());
  for (std::size_t i = 0; i < expected.size(); ++i) EXPECT_NEAR(fitted.cells[i], expected[i], 1e-6) << i;
}

}  // namespace

// The three published examples, with their limits computed to full precision.

TEST(ProportionalFitting, TheExampleOfTheEncyclopedia) {
  expect_fit(
      {40, 30, 20, 10, 35, 50, 100, 75, 30, 80, 70, 120, 20, 30, 40, 50}, {150, 300, 400, 150}, {200, 300, 400, 100},
      {64.55850977654836, 46.23245970882375, 35.38429826433126, 3.824732250296657, 49.96791941867418, 68.15935407176033,
       156.4985464218569, 25.374180087708634, 56.7219436020963, 144.42822556629858, 145.08248143141708,
       53.76734940018802, 28.75162720268117, 41.17996065311738, 63.03467388239478, 17.033738261806683});
}

TEST(ProportionalFitting, ThreeByFour) {
  expect_fit({8, 4, 6, 7, 3, 6, 5, 2, 9, 11, 3, 1}, {20, 18, 22}, {18, 16, 12, 14},
             {5.579361394022242, 2.1624669416368874, 3.8918737151853113, 8.36629794915556, 3.433199676455621,
              5.322602556147767, 5.321827529937592, 3.9223702374590204, 8.987438929522135, 8.514930502215345,
              2.7862987548770954, 1.711331813385419});
}

TEST(ProportionalFitting, TwoByTwo) {
  expect_fit({2, 1, 1, 2}, {1, 2}, {2, 1},
             {0.8452994616207488, 0.15470053837925143, 1.154700538379251, 0.8452994616207485});
}

/// A seed times factors has margins; fitting the seed to them gives the table back.
TEST(ProportionalFitting, FindsTheFactorsOfAThreeWayTable) {
  std::mt19937 random(5);
  std::uniform_real_distribution<double> number(0.2, 3);
  constexpr int a = 4, b = 5, c = 3;
  const auto draw = [&](int size) {
    Numbers values;
    for (int i = 0; i < size; ++i) values.push_back(number(random));
    return values;
  };
  const Numbers seed = draw(a * b * c), ab = draw(a * b), bc = draw(b * c), ac = draw(a * c);
  std::vector<Margin> margins{{{}, Numbers(a * b), {}, 0}, {{}, Numbers(b * c), {}, 0}, {{}, Numbers(a * c), {}, 0}};
  Numbers table;
  for (int cell = 0; cell < a * b * c; ++cell) {
    const int i = cell / (b * c), j = cell / c % b, k = cell % c;
    const std::array<int, 3> at{i * b + j, j * c + k, i * c + k};
    const auto of = [](const Numbers& factors, int where) { return factors[static_cast<std::size_t>(where)]; };
    table.push_back(seed[static_cast<std::size_t>(cell)] * of(ab, at[0]) * of(bc, at[1]) * of(ac, at[2]));
    for (std::size_t m = 0; m < 3; ++m) {
      margins[m].of_cell.push_back(at[m]);
      margins[m].sums[static_cast<std::size_t>(at[m])] += table.back();
    }
  }
  const FittedTable fitted = fit_proportionally(seed, margins);
  EXPECT_LE(fitted.furthest, 1e-8);
  for (std::size_t i = 0; i < table.size(); ++i) EXPECT_NEAR(fitted.cells[i], table[i], 1e-6);
}

TEST(ProportionalFitting, SharesAreThoseWithinTheirGroup) {
  // rows hold 30 and 70 persons; in the first column are 20 % of the first row and half of the second
  Margin shares{{0, 1, 2, 3}, {0.2, 0.8, 0.5, 0.5}, {0, 0, 1, 1}, 2};
  const FittedTable fitted = fit_proportionally({1, 1, 1, 1}, {shares, rows_of(2, 2, {30, 70})});
  EXPECT_LE(fitted.furthest, 1e-8);
  EXPECT_NEAR(fitted.cells[0], 6, 1e-9);
  EXPECT_NEAR(fitted.cells[1], 24, 1e-9);
  EXPECT_NEAR(fitted.cells[2], 35, 1e-9);
}

TEST(ProportionalFitting, TellsWhatCannotBeMet) {
  // the only cell of the first row is also the only one of the first column: 30 and 20 at once
  const FittedTable fitted = fit_proportionally({1, 0, 0, 1}, {rows_of(2, 2, {30, 70}), columns_of(2, 2, {20, 80})});
  EXPECT_NEAR(fitted.furthest, 10, 1e-6);
  EXPECT_EQ(fitted.margin, 0U);
  const FittedTable empty = fit_proportionally({0, 0, 1, 1}, {rows_of(2, 2, {5, 70})});
  EXPECT_EQ(empty.furthest, 5);
  EXPECT_EQ(empty.position, 0U);
  EXPECT_EQ(empty.wanted, 5);
  EXPECT_EQ(empty.got, 0);
}

}  // namespace kavel
