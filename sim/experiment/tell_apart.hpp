#pragma once

#include <cstdint>
#include <vector>

#include "model/embedding.hpp"
#include "valuation/valuation.hpp"
#include "life/founder_block.hpp"

namespace kavel {

/// Where the people of an arm's block are in that of usual care: its cohorts beside those of usual care, and of each
/// person the row there, noted as their mark.
class Twins {
 public:
  Twins(const Valuation& arm, const Embedding& embedding);

  /// The arm's cohort for people of a cohort of usual care; made if there is none.
  std::size_t of_usual(FounderBlock& arm, const FounderBlock& usual, std::size_t cohort);

  /// 1 January, before either block lives the year: who is not just as they are in the other. The arm's block is told
  /// to add only them, and of those who have diverged (rows, by cohort of usual care) to take the year there off.
  void tell_apart(FounderBlock& arm, const FounderBlock& usual,
                  const std::vector<std::vector<std::uint32_t>>& diverged);

 private:
  void find_cohorts(const FounderBlock& arm, const FounderBlock& usual);
  void compare(FounderBlock& arm, std::size_t place, const Cohort& usual);
  bool fare_otherwise(const std::uint8_t* own_states) const;

  const CareShifts* shifts_;
  std::vector<std::vector<std::uint8_t>> fares_otherwise_{};  ///< [attribute only the arm has][state]
  static constexpr std::size_t none = static_cast<std::size_t>(-1);
  std::size_t looked_at_ = 0;            ///< so many cohorts of the arm have been looked at
  std::vector<std::size_t> of_usual_{};  ///< [cohort of usual care]: that of the arm, or none
  std::vector<std::uint8_t> same_{};     ///< [row] of usual care's cohort at hand: is the same in the arm
};

}  // namespace kavel
