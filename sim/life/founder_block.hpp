#pragma once

#include <deque>
#include <utility>
#include <vector>

#include "life/cohort_lives.hpp"

namespace kavel {

/// A block of founders, or of arrivals, and all their descendants, who live year after year. Everything they do is
/// added to the tally.
class FounderBlock {
 public:
  FounderBlock(const BlockRun& run, const std::vector<FounderRun>& founders);
  /// People who come in the course of the study, in the order of Arrivals; their lineages begin with them.
  FounderBlock(const BlockRun& run, const std::vector<ArrivalRun>& arrivals);
  /// A block without anyone, whose people come from another one with so many lineages (adopt); what they live there is
  /// taken off.
  FounderBlock(const BlockRun& run, std::size_t lineages, const Telling& telling);
  /// A block that goes on from where `other` stands, between two years, and adds to another tally, without a diary.
  FounderBlock(const FounderBlock& other, Tally& tally);
  FounderBlock(const FounderBlock&) = delete;
  FounderBlock& operator=(const FounderBlock&) = delete;

  /// Lives the whole study, cohort by cohort: each all its years while it is in cache, and children last. The same
  /// lives as those year by year.
  void live_all_years();

  /// 1 January of a year: speeds and clocks as they are from then on. On the first the founders enter, which adds to
  /// the tally. Optional before live_year.
  void start_year(int year_index);
  /// Between start_year and live_year: takes over someone from another block as they are on this 1 January, who is
  /// lived there as well, in a cohort of the same sex, birth year and cost level. `transitions`: where that block's are
  /// among this one's. Their row here.
  std::size_t adopt(std::size_t cohort, const Cohort& from, std::size_t row, const std::vector<int>& transitions,
                    int year_index);
  /// A new cohort, without anyone, for such people. Its place.
  std::size_t add_cohort_like(const Cohort& other);
  struct Place {
    std::size_t cohort = 0, row = 0;
  };
  /// Notes PersonKey::mark.
  void mark(Place place, std::uint32_t mark) { cohorts_[place.cohort].rows.mark(place.row, mark); }
  /// Between start_year and live_year: makes a transition happen at the very start of that year, after what was asked
  /// for before.
  void let_happen(std::size_t cohort, const Happening& happening) { cohorts_[cohort].happenings.push_back(happening); }
  /// Before live_year: of a cohort's next year, as everyone is on 1 January, only what differs is added.
  void add_only(std::size_t cohort, Differing differing) { cohorts_[cohort].differing = std::move(differing); }
  /// Before live_year: whose year, in a cohort of the other block, is taken off beside that of a cohort of this one.
  Told& told(std::size_t cohort) { return cohorts_[cohort].told; }
  /// After live_year: the same, of those who were born in it.
  void take_off_children(std::size_t cohort, const Cohort& there, int year_index);
  /// Lives a year; the years in order, from 0.
  void live_year(int year_index);
  /// Where everything is added from now on.
  void add_to(Tally& tally);
  /// After the last year: closes the lifetime totals of those still here.
  void close();
  /// … and takes off that of someone still in the other block.
  void take_off_end(std::size_t cohort, const Cohort& there, std::size_t row) {
    lives_.take_off_end(cohorts_[cohort], there, row);
  }

  /// Those present, by sex, birth year and cost level, perhaps in parts; children born in the year that was lived last
  /// included.
  const std::deque<Cohort>& cohorts() const { return cohorts_; }
  /// [founder or arrival of the block x outcome]: each lineage's lifetime totals, in quanta x ticks; whole after
  /// close() or live_all_years().
  const std::vector<Int128>& totals() const { return totals_; }

 private:
  explicit FounderBlock(const BlockRun& run, const Telling& telling = {});
  Cohort& add_cohort(Sex sex, int first_age, int level);
  Cohort& newborns_of(Sex sex, int level, int year_index, std::size_t first_new);
  template <class Run>
  void divide(const std::vector<Run>& runs, std::vector<Run> Cohort::*who);
  void live(Cohort& cohort, int year_index);
  void live_through(Cohort& cohort, int first_year);
  void receive_newborns(int year_index);
  Sex sex_of(PersonId child) const;

  BlockRun run_;
  std::uint32_t people_ = 0;  ///< who ever came to be here
  std::vector<Int128> totals_{};
  std::vector<std::vector<Newborn>> newborns_;  ///< [year]: still to be received
  std::deque<Cohort> cohorts_{};                // a deque: cohorts stay where they are when others are added
  CohortLives lives_;
};

/// Lives the whole study of a block. `totals`: FounderBlock::totals.
void run_block(const BlockRun& run, const std::vector<FounderRun>& founders, std::vector<Int128>& totals);
void run_block(const BlockRun& run, const std::vector<ArrivalRun>& arrivals, std::vector<Int128>& totals);

}  // namespace kavel
