#pragma once

#include <cstddef>
#include <vector>

#include "model/compile_parts.hpp"

namespace kavel {

/// The joint distribution of some factors in the reference population, or among the founders of one area, of one sex
/// and age: the chain product of prevalences over these factors and whatever their prevalences depend on, and nothing
/// else (combinations.hpp walks it). Attributes before the last of these factors are compiled.
class Joint {
 public:
  Joint(const Compilation& compilation, const std::vector<int>& factors, int area = -1);

  /// How many founders of a sex and age the area has.
  double persons(int sex, int age) const;

  /// The factors summed over: what a prevalence depends on comes before it.
  const std::vector<int>& factors() const { return factors_; }
  /// The number of the factor that a condition is about.
  int factor_of(const Condition& condition) const {
    return condition.attribute < 0 ? compilation_->ses() : condition.attribute;
  }
  int values_of(int factor) const;
  /// How many combinations of values there are.
  double states() const;

  /// What the prevalence of a factor depends on.
  const std::vector<Condition>& conditions_of(int factor) const;
  /// [row of values of its conditions x value]: the shares of a factor's values.
  std::vector<double> shares_of(int factor, int sex, int age) const;

 private:
  const double* founders(int sex, int age) const;
  std::vector<double> shares_of_groups(int factor, int sex, int age) const;
  static void shift(const double* odds, std::size_t states, double* shares);

  const Compilation* compilation_;
  int area_;  ///< -1: the reference population
  std::vector<int> factors_{};
};

/// Do they have a factor in common?
bool overlap(const Joint& one, const Joint& other);

/// More combinations than this are refused: they would be summed for every sex and age.
inline constexpr double most_joint_states = 200000;

}  // namespace kavel
