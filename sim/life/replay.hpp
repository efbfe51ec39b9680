#pragma once

#include <vector>

#include "life/person_books.hpp"
#include "life/told.hpp"

namespace kavel {

/// Books a cohort's year against what another block lived of the same people, which is taken off. Nothing is drawn and
/// no clock runs: what happened is read from scripts. What happened alike in both is added in neither. The other
/// block's model is embedded in this one's: in attributes that only this one has, people are in the first state, which
/// pays nothing.
class Replay {
 public:
  Replay(const Model& model, const Valuation& valuation, const Telling& telling);

  /// A year begins in this block, after it was lived in the other. `cohort`: books of this one.
  void begin_year(Told& told, const CohortBooks& cohort, int year_index, const YearBooks& books);
  /// Someone who is the same in both has lived it here: the only one in `script`. Their row there.
  void settle(const Script& script, std::uint32_t twin);
  /// Everyone has.
  void end_year(Tally& tally);

  /// Someone is still there at the end of the study.
  void close(const Cohort& there, std::size_t row, const CohortBooks& cohort, Int128* totals);

 private:
  void tell(const Script& script, std::size_t i, const YearBooks& books, const std::vector<int>* transitions);
  bool is_alike(const Script& here, const Script& there, std::size_t i) const;
  void leave(const Script& script, std::size_t common);

  const Model* model_;
  Telling telling_;
  PersonBooks person_;
  People at_hand_;  ///< one person

  // The year at hand.
  Told* told_ = nullptr;
  const CohortBooks* cohort_ = nullptr;
  int year_index_ = 0;
  YearBooks more_{}, less_{};
  std::vector<std::uint32_t> parts_{};      ///< [row there]: their part of the script, or Told::nobody
  std::vector<std::uint8_t> is_settled_{};  ///< [part]: it happened alike in both
};

}  // namespace kavel
