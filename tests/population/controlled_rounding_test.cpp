#include "population/controlled_rounding.hpp"

#include <cmath>
#include <numeric>
#include <random>

#include <gtest/gtest.h>

namespace kavel {

namespace {

/// A random table over up to four dimensions with margins over random subsets of them, some by bands of a dimension.
struct RandomTable {
  explicit RandomTable(unsigned seed) : random(seed) {
    const int dimensions = 1 + static_cast<int>(random() % 4);
    for (int d = 0; d < dimensions; ++d) sizes.push_back(1 + static_cast<int>(random() % 7));
    const int cells = std::accumulate(sizes.begin(), sizes.end(), 1, std::multiplies<>());
    const double scale = std::pow(10.0, static_cast<double>(random() % 4) - 1);
    std::uniform_real_distribution<double> number(0, scale);
    for (int i = 0; i < cells; ++i) {
      const double value = number(random);
      values.push_back(random() % 5 == 0 ? 0 : random() % 5 == 0 ? std::floor(value) : value);
    }
    const int count = static_cast<int>(random() % 5);
    for (int i = 0; i < count; ++i) add_margin();
  }

  void add_margin() {
    std::vector<int> widths;  // of the bands of each dimension; its size: not in the margin
    for (const int size : sizes) widths.push_back(random() % 2 == 0 ? size : 1 + static_cast<int>(random() % 2));
    Margin margin;
    for (std::size_t cell = 0; cell < values.size(); ++cell) {
      auto rest = static_cast<int>(cell);
      int at = 0;
      for (std::size_t d = 0; d < sizes.size(); ++d) {
        at = at * ((sizes[d] + widths[d] - 1) / widths[d]) + rest % sizes[d] / widths[d];
        rest /= sizes[d];
      }
      margin.of_cell.push_back(at);
      margin.sums.resize(std::max(margin.sums.size(), static_cast<std::size_t>(at) + 1));
      margin.sums[static_cast<std::size_t>(at)] += values[cell];
    }
    margins.push_back(margin);
  }

  std::mt19937 random;
  std::vector<int> sizes{};
  std::vector<double> values{};
  std::vector<Margin> margins{};
};

}  // namespace

TEST(ControlledRounding, EveryCellAndEverySumOfRandomTablesIsWithinOnePerson) {
  for (unsigned seed = 0; seed < 400; ++seed) {
    const RandomTable table(seed);
    const WholeTable whole = round_to_persons(table.values, table.margins);
    ASSERT_EQ(whole.cells.size(), table.values.size());
    double exact = 0;
    std::int64_t persons = 0;
    for (std::size_t i = 0; i < whole.cells.size(); ++i) {
      EXPECT_GE(whole.cells[i], 0);
      EXPECT_LE(std::abs(static_cast<double>(whole.cells[i]) - table.values[i]), 1) << seed;
      EXPECT_TRUE(table.values[i] > 0 || whole.cells[i] == 0) << seed;
      exact += table.values[i];
      persons += whole.cells[i];
    }
    EXPECT_EQ(persons, std::llround(exact)) << seed;
    double furthest = 0;
    for (const Margin& margin : table.margins) {
      std::vector<double> sums(margin.sums.size());
      for (std::size_t i = 0; i < whole.cells.size(); ++i) {
        sums[static_cast<std::size_t>(margin.of_cell[i])] += static_cast<double>(whole.cells[i]);
      }
      for (std::size_t i = 0; i < sums.size(); ++i) furthest = std::max(furthest, std::abs(sums[i] - margin.sums[i]));
    }
    EXPECT_LE(furthest, 1 + 1e-6) << seed << ": " << table.values.size() << " cells, " << table.margins.size();
    EXPECT_NEAR(whole.furthest, furthest, 1e-6);
  }
}

TEST(ControlledRounding, WholeNumbersStay) {
  std::vector<double> values{3, 0, 7, 12, 1, 100};
  Margin margin{{0, 0, 1, 1, 2, 2}, {3, 19, 101}, {}, 0};
  const WholeTable whole = round_to_persons(values, {margin});
  EXPECT_EQ(whole.cells, (std::vector<std::int64_t>{3, 0, 7, 12, 1, 100}));
  EXPECT_EQ(whole.furthest, 0);
}

TEST(ControlledRounding, AThousandSmallSharesMakeTheirSum) {
  const std::vector<double> values(1000, 0.123);
  Margin halves{{}, {61.5, 61.5}, {}, 0};
  for (int i = 0; i < 1000; ++i) halves.of_cell.push_back(i % 2);
  const WholeTable whole = round_to_persons(values, {halves});
  EXPECT_EQ(std::accumulate(whole.cells.begin(), whole.cells.end(), std::int64_t{0}), 123);
  EXPECT_LE(whole.furthest, 0.5 + 1e-9);
}

}  // namespace kavel
