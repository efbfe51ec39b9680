#pragma once

#include <cstdint>
#include <vector>

#include "population/people.hpp"
#include "tally/differing.hpp"
#include "tally/tally.hpp"

namespace kavel {

/// How many persons of a cohort are in each state, by cell of the tally; changes only with events, so that 1 January
/// adds cells, not persons. A cohort with fewer persons than cells is walked instead: the sums are the same.
class Census {
 public:
  Census(const Model& model, const TallyShape& shape);

  /// 1 January: adds a whole year, in their present states, of everyone in the cohort, or of who differs.
  void new_year(TallyYear& year, const People& rows, const Differing* differing = nullptr);

  /// Someone is here from this 1 January on, before new_year, which counts everyone.
  void adopt() { counted_ = false; }
  void enter(const TallyYear& year, const PersonKey& key, const std::uint8_t* states);
  void leave(const TallyYear& year, const PersonKey& key, const std::uint8_t* states);

  /// 31 December: takes over the changes of state that the year has booked.
  void end_year(const TallyYear& year);

 private:
  std::int32_t& at(int cell, int state) {
    return persons_[static_cast<std::size_t>(cell) * static_cast<std::size_t>(states_) +
                    static_cast<std::size_t>(state)];
  }
  void count(const TallyYear& year, const PersonKey& key, const std::uint8_t* states, int change);
  void count_all(const TallyYear& year, const People& rows);
  bool is_worth_counting(const TallyYear& year, const People& rows) const {
    return rows.size() > 2 * static_cast<std::size_t>(cells_) && !year.is_first();
  }
  void walk(TallyYear& year, const PersonKey& key, const std::uint8_t* states) const;
  void walk_differing(TallyYear& year, const People& rows, const Differing& differing) const;

  const Model* model_;
  int states_, cells_, crossed_cells_;
  bool counted_ = false;                 ///< are the counts kept?
  std::vector<std::int32_t> people_{};   ///< [SES x random group]: everyone here; empty: the tally has no such cells
  std::vector<std::int32_t> persons_{};  ///< [cell x state], as on the last 1 January with who came and left since
};

}  // namespace kavel
