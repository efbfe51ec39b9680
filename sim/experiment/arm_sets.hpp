#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <utility>
#include <vector>

namespace kavel {

/// Sets of arms, each by its number, so that a person can be marked with one. 0: the empty set.
class ArmSets {
 public:
  explicit ArmSets(std::size_t arms) : holds_(arms, {0}) {}

  bool has(std::uint32_t set, std::size_t arm) const { return holds_[arm][set] != 0; }
  /// Does a set hold the arm? By its number.
  const std::vector<std::uint8_t>& holding(std::size_t arm) const { return holds_[arm]; }
  /// Ascending.
  const std::vector<std::size_t>& arms(std::uint32_t set) const { return sets_[set]; }
  /// A set and one arm more.
  std::uint32_t with(std::uint32_t set, std::size_t arm) {
    if (has(set, arm)) return set;
    std::vector<std::size_t> more = sets_[set];
    more.insert(std::upper_bound(more.begin(), more.end(), arm), arm);
    const auto [found, is_new] = numbers_.emplace(more, static_cast<std::uint32_t>(sets_.size()));
    if (is_new) {
      for (std::size_t a = 0; a < holds_.size(); ++a)
        holds_[a].push_back(std::binary_search(more.begin(), more.end(), a) ? 1 : 0);
      sets_.push_back(std::move(more));
    }
    return found->second;
  }

 private:
  std::vector<std::vector<std::size_t>> sets_{{}};
  std::map<std::vector<std::size_t>, std::uint32_t> numbers_{{{}, 0}};
  std::vector<std::vector<std::uint8_t>> holds_;  ///< [arm x set]
};

}  // namespace kavel
