#pragma once

#include <cstdint>
#include <deque>
#include <span>
#include <vector>

#include "random/philox.hpp"
#include "model/model.hpp"
#include "population/arrivals.hpp"
#include "population/founders.hpp"
#include "population/newcomers.hpp"
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
  Diary* diary = nullptr;                ///< null: not wanted
  const Newcomers* newcomers = nullptr;  ///< null: one affiliation, and zones are areas
};

/// A block of founders, or of arrivals, and all their descendants, who live year after year. Everything they do is
/// added to the tally.
class FounderBlock {
 public:
  FounderBlock(const BlockRun& run, const std::vector<FounderRun>& founders);
  /// People who come in the course of the study, in the order of Arrivals; their lineages begin with them.
  FounderBlock(const BlockRun& run, const std::vector<ArrivalRun>& arrivals);
  /// A block that goes on from where `other` stands, between two years, and adds to another tally, without a diary.
  FounderBlock(const FounderBlock& other, Tally& tally);
  FounderBlock(const FounderBlock&) = delete;
  FounderBlock& operator=(const FounderBlock&) = delete;

  /// 1 January of a year: speeds and clocks as they are from then on. Optional before live_year.
  void start_year(int year_index);
  /// Lives a year; the years in order, from 0.
  void live_year(int year_index);
  /// Where everything is added from now on.
  void add_to(Tally& tally) { run_.tally = &tally; }
  /// Closes the lifetime totals of those still here at the end of the study.
  void close();

  /// Those present: by sex and birth year; children born in the year that was lived last included.
  const std::deque<Cohort>& cohorts() const { return cohorts_; }
  /// [founder or arrival of the block x outcome]: each lineage's lifetime totals, in quanta x ticks; whole after
  /// close().
  const std::vector<Int128>& totals() const { return totals_; }

 private:
  Cohort& add_cohort(Sex sex, int first_age);
  Cohort& cohort_of(Sex sex, int first_age);
  WellbeingYear wellbeing_of(const Cohort& cohort, int year_index);
  DeductibleYear deductible_of(const Cohort& cohort, int year_index);
  YearBooks books_of(Cohort& cohort, TallyYear& tally, int year_index);
  void settle_in(const std::vector<FounderRun>& founders);
  void settle_in(std::span<const FounderRun> alike, std::int32_t& lineage);
  void give_states(const PersonKey& key, Sex sex, int age, const std::int16_t* given, std::uint8_t* states);
  void start(Cohort& cohort, const CohortYear& year);
  void take_over_speeds(Cohort& cohort, const CohortYear& year);
  void live(Cohort& cohort, int year_index);
  void live_busy_rows(Cohort& cohort, const CohortYear& year, const YearBooks& books);
  Sex sex_of(PersonId child) const;
  void place(PersonKey& key) const;
  void receive_arrivals(int year_index);
  void receive(std::span<const ArrivalRun> alike, std::int32_t lineage);
  void receive(const ArrivalRun& run, std::int32_t lineage, Cohort& cohort, const CohortYear& year,
               const YearBooks& books);
  void enter_late(Cohort& cohort, std::size_t row, const CohortYear& year, const YearBooks& books, Ticks tick,
                  const std::vector<Moment>& spent, std::optional<PersonId> mother);
  void receive_newborns(int year_index);
  void receive(std::span<const Newborn> children, Sex sex, int year_index);
  void receive(const Newborn& child, Cohort& cohort, const CohortYear& year, const YearBooks& books);
  void note_beginning(const Cohort& cohort, std::size_t row, Moment from, std::optional<PersonId> mother) const;

  BlockRun run_;
  const Model& model_;
  std::vector<Int128> totals_{};
  PersonYear life_;
  std::vector<ArrivalRun> arrivals_{};
  std::deque<Cohort> cohorts_{};  // a deque: cohorts stay where they are when others are added
  std::vector<Newborn> newborns_{};
  std::vector<Moment> spent_{};               ///< [attribute]: by the person at hand, in the states they come with
  std::vector<Moment> none_spent_{};          ///< [attribute]: nothing
  std::vector<std::uint32_t> start_words_{};  ///< [Model::start_streams]: of the person at hand
  std::vector<std::uint32_t> busy_{};
  std::vector<std::uint64_t> firing_{};
};

/// Lives the whole study of a block. `totals`: FounderBlock::totals.
void run_block(const BlockRun& run, const std::vector<FounderRun>& founders, std::vector<Int128>& totals);
void run_block(const BlockRun& run, const std::vector<ArrivalRun>& arrivals, std::vector<Int128>& totals);

}  // namespace kavel
