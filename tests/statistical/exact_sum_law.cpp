#include <cmath>

#include <gtest/gtest.h>

#include "exact_sum.hpp"

// The measure itself, without simulation.

namespace kavel {
namespace {

// Krijkamp et al. 2020 (Medical Decision Making 40(2):242-248), cost: points 0 … 30 and a cost of dying.
TEST(ExactSum, AgreesWithThePublishedThreeStates) {
  const Eigen::Matrix3d probabilities{{0.65, 0.3, 0.05}, {0.15, 0.65, 0.2}, {0, 0, 1}};
  const Eigen::Matrix3d payoffs{{0, 0, 4000}, {0, 0, 4000}, {0, 0, 0}};
  const Eigen::Vector3d rewards(1000, 3000, 0);
  ExactSum cost(Eigen::RowVector3d(1, 0, 0));
  cost.point(rewards);
  for (int cycle = 0; cycle < 30; ++cycle) {
    cost.step(probabilities, payoffs);
    cost.point(rewards);
  }
  EXPECT_NEAR(cost.mean(), 19881.30916683777, 1e-8);
  EXPECT_NEAR(cost.standard_deviation(), 13367.108717471141, 1e-8);
}

TEST(ExactSum, KnowsAnExponentialLifeCutShort) {
  const Eigen::Matrix2d hazards{{0, 0.2}, {0, 0}};
  ExactSum life(Eigen::RowVector2d(1, 0));
  life.flow(1, hazards, Eigen::Vector2d(1, 0));
  life.flow(4, hazards, Eigen::Vector2d(1, 0));
  const double alive = std::exp(-1.0);
  const double second = 2 / 0.04 * (1 - alive * (1 + 1));  // E[min(T, 5)²]
  EXPECT_NEAR(life.probabilities()(0), alive, 1e-14);
  EXPECT_NEAR(life.mean(), (1 - alive) / 0.2, 1e-13);
  EXPECT_NEAR(life.standard_deviation(), std::sqrt(second - std::pow((1 - alive) / 0.2, 2)), 1e-12);
}

TEST(ExactSum, KnowsPoissonEvents) {
  const Eigen::Matrix<double, 1, 1> hazard{3.0};
  ExactSum events(Eigen::Matrix<double, 1, 1>(1.0));
  events.flow(2, hazard, Eigen::Matrix<double, 1, 1>(0.0), Eigen::Matrix<double, 1, 1>(1.0));
  EXPECT_NEAR(events.mean(), 6, 1e-12);
  EXPECT_NEAR(events.standard_deviation(), std::sqrt(6.0), 1e-12);
}

}  // namespace
}  // namespace kavel
