#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "model/joint.hpp"

namespace kavel {

/// All combinations of values of a joint distribution's factors, in their order: the last factor's value changes first.
/// What does not depend on sex and age is kept, so that their shares are a pass over arrays.
class Combinations {
 public:
  /// `joint` stays as it is for as long as this is used.
  explicit Combinations(const Joint& joint);

  std::size_t count() const { return counts_.back(); }
  /// [combination]: its share of those of a sex and age; 0 where there is nobody.
  std::vector<double> shares(int sex, int age) const;
  /// [combination]: the value of a factor.
  std::vector<std::uint32_t> values_of(int factor) const {
    return numbers({{factor, joint_->values_of(factor)}}, links());
  }
  /// [combination]: the row of a prevalence under these conditions.
  std::vector<std::uint32_t> rows_by(const std::vector<Condition>& conditions) const;

 private:
  struct Digit {
    int factor = 0;
    int values = 0;
  };

  std::size_t links() const { return joint_->factors().size(); }
  std::vector<Digit> digits_of(const std::vector<Condition>& conditions) const;
  std::vector<std::uint32_t> numbers(const std::vector<Digit>& digits, std::size_t links) const;

  const Joint* joint_;
  std::vector<std::size_t> counts_{1};              ///< [links]: combinations of the values of so many factors
  std::vector<std::vector<std::uint32_t>> rows_{};  ///< [factor's place]: [combination of those before]: its row
};

}  // namespace kavel
