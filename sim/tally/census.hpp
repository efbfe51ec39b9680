#pragma once

#include <cstdint>
#include <vector>

#include "population/rows.hpp"
#include "tally/tally.hpp"

namespace kavel {

/// How many persons of a cohort are in each state, by SES, area and random group; changes only at events, so that
/// 1 January adds cells, not persons. A cohort with fewer persons than cells is walked instead: the sums are the same.
class Census {
 public:
  Census(const Model& model, const TallyShape& shape);

  void enter(const PersonKey& key, const std::uint8_t* states);
  void leave(const PersonKey& key, const std::uint8_t* states);
  void move(const PersonKey& key, int from_state, int to_state);  ///< positions among all states

  /// Adds a whole year in their present states for everyone in the cohort.
  void new_year(TallyYear& year, const Rows& rows);

 private:
  void count(const PersonKey& key, const std::uint8_t* states, int change);
  void count_all(const Rows& rows);

  const Model* model_;
  int states_, ses_groups_, areas_;
  bool counted_ = false;                                         ///< are the counts kept?
  std::vector<std::int32_t> by_ses_{}, by_area_{}, by_group_{};  ///< [cell x state]
};

}  // namespace kavel
