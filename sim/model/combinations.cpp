#include "model/combinations.hpp"

#include <algorithm>

namespace kavel {

Combinations::Combinations(const Joint& joint) : joint_(&joint) {
  for (const int factor : joint.factors())
    counts_.push_back(counts_.back() * static_cast<std::size_t>(joint.values_of(factor)));
  for (std::size_t place = 0; place < links(); ++place)
    rows_.push_back(numbers(digits_of(joint.conditions_of(joint.factors()[place])), place));
}

std::vector<Combinations::Digit> Combinations::digits_of(const std::vector<Condition>& conditions) const {
  std::vector<Digit> digits;
  for (const Condition& condition : conditions) digits.push_back({joint_->factor_of(condition), condition.values});
  return digits;
}

std::vector<std::uint32_t> Combinations::rows_by(const std::vector<Condition>& conditions) const {
  return numbers(digits_of(conditions), links());
}

/// [combination of the first `links` factors]: the number that some of their values make, the first digit greatest.
std::vector<std::uint32_t> Combinations::numbers(const std::vector<Digit>& digits, std::size_t links) const {
  std::vector<std::uint32_t> numbers(counts_[links], 0);
  const std::vector<int>& factors = joint_->factors();
  for (const Digit& digit : digits) {
    const auto place =
        static_cast<std::size_t>(std::find(factors.begin(), factors.end(), digit.factor) - factors.begin());
    expects(place < links, "a joint distribution holds what a prevalence depends on");
    const auto values = static_cast<std::uint32_t>(digit.values);
    const std::size_t inner = counts_[links] / counts_[place + 1];  // combinations between one value and the next
    for (std::size_t first = 0; first < numbers.size();) {
      for (std::uint32_t value = 0; value < values; ++value, first += inner) {
        for (std::size_t i = first; i < first + inner; ++i) numbers[i] = numbers[i] * values + value;
      }
    }
  }
  return numbers;
}

/// Factor after factor, each combination so far times each share of the next value: from the last on, so that there is
/// room for them. A share a hair below 0, which rounding leaves of the last state, counts as 0.
std::vector<double> Combinations::shares(int sex, int age) const {
  std::vector<double> shares(count());
  shares.front() = 1;
  for (std::size_t place = 0; place < links(); ++place) {
    const int factor = joint_->factors()[place];
    const auto values = static_cast<std::size_t>(joint_->values_of(factor));
    const std::vector<double> of_values = joint_->shares_of(factor, sex, age);
    for (std::size_t i = counts_[place]; i-- > 0;) {
      const double before = shares[i];
      const double* given = of_values.data() + rows_[place][i] * values;
      double* into = shares.data() + i * values;
      for (std::size_t value = 0; value < values; ++value) {
        const double joint = before * given[value];
        into[value] = joint > 0 ? joint : 0;
      }
    }
  }
  return shares;
}

}  // namespace kavel
