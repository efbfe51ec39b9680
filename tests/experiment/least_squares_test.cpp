#include "experiment/least_squares.hpp"

#include <gtest/gtest.h>

namespace kavel {
namespace {

/// Rosenbrock's valley as values to be met: 10 (y - x²) = 0 and x = 1.
LeastSquares valley() {
  LeastSquares of;
  of.wanted = {0, 1};
  of.weight = {1, 1};
  of.exact = {false, false};
  of.hold = {0, 0};
  of.model = [](auto x, auto values, auto derivatives) {
    values[0] = 10 * (x[1] - x[0] * x[0]);
    values[1] = x[0];
    derivatives[0] = -20 * x[0];
    derivatives[1] = 10;
    derivatives[2] = 1;
    derivatives[3] = 0;
  };
  return of;
}

TEST(LeastSquares, FindsTheEndOfACurvedValley) {
  const Minimum least = minimise(valley(), {-1.2, 1});
  EXPECT_TRUE(least.found);
  EXPECT_NEAR(least.x[0], 1, 1e-5);
  EXPECT_NEAR(least.x[1], 1, 1e-5);
  EXPECT_LT(least.sum, 1e-10);
}

TEST(LeastSquares, WeighsOneAgainstAnother) {
  LeastSquares of = valley();
  of.wanted = {3, 5, 0};
  of.weight = {1, 3, 0};
  of.exact = {false, false, false};
  of.hold = {4};
  of.model = [](auto x, auto values, auto derivatives) {
    for (int v = 0; v < 3; ++v) {
      values[v] = x[0];
      derivatives[v] = 1;
    }
  };
  of.most = 10;
  EXPECT_NEAR(minimise(of, {0}).x[0], (3.0 + 3 * 5) / 8, 1e-6);  // the third counts nothing, 0 counts 4
}

TEST(LeastSquares, MeetsWhatIsExactWhateverItCosts) {
  LeastSquares of = valley();
  of.weight = {1, 100};
  of.exact = {true, false};
  of.wanted = {5, 1};
  const Minimum least = minimise(of, {0, 0});
  EXPECT_NEAR(10 * (least.x[1] - least.x[0] * least.x[0]), 5, 1e-8);
  EXPECT_NEAR(least.x[0], 1, 1e-6);
}

TEST(LeastSquares, StaysWithinItsLimits) {
  LeastSquares of = valley();
  of.most = 0.5;
  const Minimum least = minimise(of, {0, 0});
  EXPECT_NEAR(least.x[0], 0.5, 1e-6);
  EXPECT_NEAR(least.x[1], 0.25, 1e-5);
}

TEST(LeastSquares, IsTheSameEveryTime) {
  const Minimum one = minimise(valley(), {-1.2, 1});
  const Minimum other = minimise(valley(), {-1.2, 1});
  EXPECT_EQ(one.x, other.x);
  EXPECT_EQ(one.evaluations, other.evaluations);
}

TEST(LeastSquares, WithoutUnknownsIsFound) {
  LeastSquares of;
  of.wanted = {1};
  of.weight = {2};
  of.exact = {false};
  of.model = [](auto, auto values, auto) { values[0] = 4; };
  EXPECT_TRUE(minimise(of, {}).found);
  EXPECT_DOUBLE_EQ(minimise(of, {}).sum, 18);
}

}  // namespace
}  // namespace kavel
