#include "model/row_order.hpp"

#include <algorithm>
#include <numeric>
#include <random>
#include <tuple>

#include <gtest/gtest.h>

namespace kavel {

namespace {

bool before(const RowPlace& a, const RowPlace& b) {
  for (std::size_t key = 0; key < table_keys; ++key) {
    const auto left = std::tie(a[key].from, a[key].to);
    const auto right = std::tie(b[key].from, b[key].to);
    if (left != right) return left < right;
  }
  return false;
}

std::vector<std::size_t> by_comparison(const std::vector<RowPlace>& places) {
  std::vector<std::size_t> order(places.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return before(places[a], places[b]); });
  return order;
}

/// Rows by sex, year and age, whose ages are single ones, bands or far apart, with some twice.
std::vector<RowPlace> some_places(unsigned seed) {
  std::mt19937 draw(seed);
  const auto one_of = [&](int count) { return static_cast<int>(draw() % static_cast<unsigned>(count)); };
  std::vector<RowPlace> places;
  for (int row = 0; row < 300; ++row) {
    const int sex = one_of(2);
    const int year = 2023 + one_of(5);
    const int age = seed % 3 == 2 ? 1000 * one_of(90) : one_of(20);
    const int to = seed % 3 == 1 ? age + one_of(3) : age;
    places.push_back({Range{sex, sex}, Range{}, Range{}, Range{}, Range{year, year}, Range{age, to}});
  }
  return places;
}

}  // namespace

TEST(RowOrder, IsThatOfComparingRowByRow) {
  for (unsigned seed = 0; seed < 30; ++seed) {
    const std::vector<RowPlace> places = some_places(seed);
    EXPECT_EQ(in_order(places), by_comparison(places)) << seed;
  }
}

TEST(RowOrder, OfNoRowsIsEmpty) { EXPECT_TRUE(in_order({}).empty()); }

}  // namespace kavel
