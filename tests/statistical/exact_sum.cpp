#include "exact_sum.hpp"

#include <cmath>

#include <unsupported/Eigen/MatrixFunctions>

namespace kavel {

using Eigen::MatrixXd;
using Eigen::RowVectorXd;
using Eigen::VectorXd;

ExactSum::ExactSum(const RowVectorXd& start)
    : probability_(start), first_(RowVectorXd::Zero(start.size())), half_second_(first_) {}

void ExactSum::point(const VectorXd& rewards) {
  const RowVectorXd reward = rewards.transpose();
  half_second_ += first_.cwiseProduct(reward) + probability_.cwiseProduct(reward).cwiseProduct(reward) / 2;
  first_ += probability_.cwiseProduct(reward);
}

void ExactSum::step(const MatrixXd& probabilities, const MatrixXd& payoffs) {
  const MatrixXd paid = probabilities.cwiseProduct(payoffs);
  half_second_ = (half_second_ * probabilities + first_ * paid + probability_ * paid.cwiseProduct(payoffs) / 2).eval();
  first_ = (first_ * probabilities + probability_ * paid).eval();
  probability_ = (probability_ * probabilities).eval();
}

void ExactSum::step(const MatrixXd& probabilities) {
  step(probabilities, MatrixXd::Zero(probabilities.rows(), probabilities.cols()));
}

void ExactSum::flow(double years, const MatrixXd& hazards, const VectorXd& rewards, const MatrixXd& payoffs) {
  const Eigen::Index n = hazards.rows();
  MatrixXd generator = hazards;
  generator.diagonal().setZero();
  generator.diagonal() = -generator.rowwise().sum();
  const MatrixXd paid = hazards.cwiseProduct(payoffs);
  MatrixXd blocks = MatrixXd::Zero(3 * n, 3 * n);
  for (int i = 0; i < 3; ++i) blocks.block(i * n, i * n, n, n) = generator;
  for (int i = 0; i < 2; ++i) blocks.block(i * n, (i + 1) * n, n, n) = paid + MatrixXd(rewards.asDiagonal());
  blocks.block(0, 2 * n, n, n) = paid.cwiseProduct(payoffs) / 2;
  const MatrixXd grown = (blocks * years).exp();
  RowVectorXd carried(3 * n);
  carried << probability_, first_, half_second_;
  carried = (carried * grown).eval();
  probability_ = carried.head(n);
  first_ = carried.segment(n, n);
  half_second_ = carried.tail(n);
}

void ExactSum::flow(double years, const MatrixXd& hazards, const VectorXd& rewards) {
  flow(years, hazards, rewards, MatrixXd::Zero(hazards.rows(), hazards.cols()));
}

double ExactSum::standard_deviation() const { return std::sqrt(2 * half_second_.sum() - mean() * mean()); }

}  // namespace kavel
