#pragma once

#include <Eigen/Dense>

namespace kavel {

/// Exact mean and standard deviation of what a life in a Markov model adds up to, beside its state probabilities.
///
/// With X the sum so far, three row vectors over states are carried on: P(state), E[X; state] and E[X²/2; state]. They
/// are the coefficients of E[exp(θX); state] up to θ², so a step in discrete time multiplies, and a stretch of
/// continuous time takes the exponential of, block-triangular matrices (Van Loan 1978, IEEE Trans. Autom. Control
/// 23(3)).
class ExactSum {
 public:
  explicit ExactSum(const Eigen::RowVectorXd& start);

  /// A counting point: X grows by the reward of the state occupied.
  void point(const Eigen::VectorXd& rewards);

  /// A cycle: transition probabilities, and what each transition pays.
  void step(const Eigen::MatrixXd& probabilities, const Eigen::MatrixXd& payoffs);
  void step(const Eigen::MatrixXd& probabilities);

  /// Continuous time: hazards between states (on the diagonal: of recurrent events), rewards a year by state, and what
  /// each event pays.
  void flow(double years, const Eigen::MatrixXd& hazards, const Eigen::VectorXd& rewards,
            const Eigen::MatrixXd& payoffs);
  void flow(double years, const Eigen::MatrixXd& hazards, const Eigen::VectorXd& rewards);

  const Eigen::RowVectorXd& probabilities() const { return probability_; }
  double mean() const { return first_.sum(); }
  double standard_deviation() const;

 private:
  Eigen::RowVectorXd probability_, first_, half_second_;
};

}  // namespace kavel
