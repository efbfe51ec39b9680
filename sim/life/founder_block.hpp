#pragma once

#include <cstdint>
#include <deque>
#include <span>
#include <vector>

#include "random/philox.hpp"
#include "model/model.hpp"
#include "population/founders.hpp"
#include "valuation/valuation.hpp"
#include "tally/tally.hpp"
#include "life/cohort.hpp"
#include "life/diary.hpp"
#include "life/person_year.hpp"

namespace kavel {

/// What a founder block needs and adds to.
struct BlockRun {
  const Model* model = nullptr;
  const Valuation* valuation = nullptr;
  Key key{};
  Tally* tally = nullptr;
  Diary* diary = nullptr;  ///< null: not wanted
};

/// A block of founders and all their descendants, who live year after year. Everything they do is added to the tally.
class FounderBlock {
 public:
  FounderBlock(const BlockRun& run, const std::vector<FounderRun>& founders);
  FounderBlock(const FounderBlock&) = delete;
  FounderBlock& operator=(const FounderBlock&) = delete;

  /// 1 January of a year: speeds and clocks as they are from then on. Optional before live_year.
  void start_year(int year_index);
  /// Lives a year; the years in order, from 0.
  void live_year(int year_index);
  /// Closes the lifetime totals of those still here at the end of the study.
  void close();

  /// Those present: by sex and birth year; children born in the year that was lived last included.
  const std::deque<Cohort>& cohorts() const { return cohorts_; }
  /// [founder of the block x outcome]: each lineage's lifetime totals, in quanta x ticks; whole after close().
  const std::vector<Int128>& totals() const { return totals_; }

 private:
  Cohort& add_cohort(Sex sex, int first_age);
  Cohort& cohort_born_in(Sex sex, int year_index);
  WellbeingYear wellbeing_of(const Cohort& cohort, int year_index);
  YearBooks books_of(Cohort& cohort, TallyYear& tally, int year_index);
  void settle_in(const std::vector<FounderRun>& founders);
  void start(Cohort& cohort, const CohortYear& year);
  void live(Cohort& cohort, int year_index);
  void live_busy_rows(Cohort& cohort, const CohortYear& year, const YearBooks& books);
  bool changes_with_age(const Cohort& cohort, const CohortYear& year) const;
  Sex sex_of(PersonId child) const;
  void receive_newborns(int year_index);
  void receive(std::span<const Newborn> children, Sex sex, int year_index);
  void receive(const Newborn& child, Cohort& cohort, const CohortYear& year, const YearBooks& books);
  void note_beginning(const Cohort& cohort, std::size_t row, Moment from, std::optional<PersonId> mother) const;

  BlockRun run_;
  const Model& model_;
  std::vector<Int128> totals_{};
  PersonYear life_;
  std::deque<Cohort> cohorts_{};  // a deque: cohorts stay where they are when others are added
  std::vector<Newborn> newborns_{};
  std::vector<std::uint32_t> busy_{};
  std::vector<std::uint64_t> firing_{};
};

/// Lives the whole study of a block. `totals`: FounderBlock::totals.
void run_block(const BlockRun& run, const std::vector<FounderRun>& founders, std::vector<Int128>& totals);

}  // namespace kavel
