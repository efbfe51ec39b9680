#pragma once

#include <vector>

#include "model/compile_parts.hpp"

namespace kavel {

/// The joint distribution of some factors in the reference population, or among the founders of one area, of one sex
/// and age: the chain product of prevalences over these factors and whatever their prevalences depend on, and nothing
/// else.
class Joint {
 public:
  Joint(const Compilation& compilation, const std::vector<int>& factors, int area = -1);

  /// How many founders of a sex and age the area has.
  double persons(int sex, int age) const;

  /// The factors summed over: what a prevalence depends on comes before it.
  const std::vector<int>& factors() const { return factors_; }

  /// How many combinations of values there are.
  double states() const;

  /// Calls visit(values by factor number, share) for all combinations with a share above 0.
  template <class Visit>
  void visit(int sex, int age, const Visit& take) const {
    std::vector<int> values(static_cast<std::size_t>(compilation_->area()) + 1, 0);
    visit_from(0, sex, age, 1.0, values, take);
  }

 private:
  int values_of(int factor) const;
  const double* founders(int sex, int age) const;
  double share_of_group(int factor, int value, int sex, int age) const;
  double share(int factor, int value, int sex, int age, const std::vector<int>& values) const;

  template <class Visit>
  void visit_from(std::size_t position, int sex, int age, double share_so_far, std::vector<int>& values,
                  const Visit& take) const {
    if (position == factors_.size()) {
      take(values, share_so_far);
      return;
    }
    const int factor = factors_[position];
    const int count = values_of(factor);
    for (int value = 0; value < count; ++value) {
      const double joint = share_so_far * share(factor, value, sex, age, values);
      if (!(joint > 0)) continue;
      values[static_cast<std::size_t>(factor)] = value;
      visit_from(position + 1, sex, age, joint, values, take);
    }
  }

  const Compilation* compilation_;
  int area_;  ///< -1: the reference population
  std::vector<int> factors_{};
};

/// Do they have a factor in common?
bool overlap(const Joint& one, const Joint& other);

/// More combinations than this are refused: they would be summed for every sex and age.
inline constexpr double most_joint_states = 200000;

}  // namespace kavel
