#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "model/model.hpp"
#include "population/arrivals.hpp"
#include "population/founders.hpp"
#include "population/newcomers.hpp"
#include "valuation/book_shelf.hpp"
#include "valuation/valuation.hpp"
#include "tally/tally.hpp"
#include "life/cohort.hpp"
#include "life/diary.hpp"
#include "life/new_speeds.hpp"
#include "life/person_year.hpp"
#include "life/replay.hpp"

namespace kavel {

/// What a block's lives need and add to.
struct BlockRun {
  const Model* model = nullptr;
  const Valuation* valuation = nullptr;
  Key key{};
  Tally* tally = nullptr;
  Diary* diary = nullptr;                ///< null: not wanted
  const Newcomers* newcomers = nullptr;  ///< null: one affiliation, and zones are areas
  bool follows = false;                  ///< are scripts kept of those who are marked (Cohort::script)?
  BookShelf* shelf = nullptr;            ///< of books that blocks have in common; null: none are
};

/// How the persons of a cohort come and live their years: a cohort at a time, each in the order of its years.
class CohortLives {
 public:
  /// `people` (PersonKey::number), `totals` [lineage x outcome] and `newborns` [year] are added to. `telling`: how
  /// Cohort::told is read.
  CohortLives(const BlockRun& run, std::uint32_t& people, std::vector<Int128>& totals,
              std::vector<std::vector<Newborn>>& newborns, const Telling& telling = {});
  CohortLives(const CohortLives&) = delete;
  CohortLives& operator=(const CohortLives&) = delete;

  void add_to(Tally& tally) { run_.tally = &tally; }

  /// 1 January: the founders as they are on the first; then speeds and clocks as they are from now on. Optional before
  /// live.
  void start(Cohort& cohort, int year_index);
  /// Between start and live: takes over someone from another block's cohort, as they are on this 1 January. Their row.
  std::size_t adopt(Cohort& cohort, const Cohort& from, std::size_t row, const std::vector<int>& transitions,
                    int year_index);
  /// Lives a year: who is here on 1 January, then who arrives in the course of it.
  void live(Cohort& cohort, int year_index);
  /// Children of the cohort's sex live the rest of the year from the tick of birth.
  void receive(Cohort& cohort, std::span<const Newborn> children, int year_index);
  /// A year of another block's cohort, of people who come in its course, is taken off (Cohort::told).
  void take_off(Cohort& cohort, int year_index);
  /// Closes the lifetime totals of those still here at the end of the study …
  void close(Cohort& cohort);
  /// … and takes off that of someone still in the cohort of another block.
  void take_off_end(const Cohort& cohort, const Cohort& there, std::size_t row) {
    replay_.close(there, row, cohort.books, totals_.data());
  }

 private:
  CohortYear year_of(const Cohort& cohort, int year_index) const;
  WellbeingYear wellbeing_of(const Cohort& cohort, int year_index);
  YearBooks books_of(Cohort& cohort, TallyYear& tally, int year_index);
  void settle_in(Cohort& cohort, const CohortYear& year);
  void give_states(const PersonKey& key, Sex sex, int age, std::span<const std::int16_t> given, std::uint8_t* states);
  void start(Cohort& cohort, const CohortYear& year);
  void take_over_speeds(Cohort& cohort, const CohortYear& year);
  void live_year(Cohort& cohort, int year_index);
  void live_happenings(Cohort& cohort, const CohortYear& year, const YearBooks& books);
  void begin_telling(Cohort& cohort, int year_index, const YearBooks& books);
  bool live_busy_row(Cohort& cohort, std::size_t row, const CohortYear& year, const YearBooks& books,
                     const std::uint64_t* firing);
  void live_busy_rows(Cohort& cohort, const CohortYear& year, const YearBooks& books);
  void receive_arrivals(Cohort& cohort, int year_index);
  void receive(Cohort& cohort, const ArrivalRun& run, std::int32_t lineage, const CohortYear& year,
               const YearBooks& books);
  void place(PersonKey& key) const;
  void enter_late(Cohort& cohort, std::size_t row, const CohortYear& year, const YearBooks& books, Ticks tick,
                  const std::vector<Moment>& spent, std::optional<PersonId> mother);
  void note_beginning(const Cohort& cohort, std::size_t row, Moment from, std::optional<PersonId> mother) const;

  std::size_t add(Cohort& cohort, PersonKey key);

  BlockRun run_;
  const Model& model_;
  std::uint32_t& people_;
  std::vector<Int128>& totals_;
  std::vector<std::vector<Newborn>>& newborns_;
  PersonYear life_;
  Replay replay_;
  NewSpeeds speeds_;                        ///< of the cohort-year at hand
  CareYear care_;                           ///< likewise
  DeductibleYear deductible_;               ///< likewise
  Script written_;                          ///< of the person at hand, who is the same in another block
  YearBooks deferred_{};                    ///< books of such people
  std::vector<Moment> spent_;               ///< [attribute]: by the person at hand, in the states they come with
  std::vector<Moment> none_spent_;          ///< [attribute]: nothing
  std::vector<std::uint32_t> start_words_;  ///< [Model::start_streams]: of the person at hand
  std::vector<std::uint32_t> busy_{};       ///< rows of the batch at hand in which something happens
  std::vector<std::uint64_t> firing_{};     ///< [busy row x lane]: bits
};

}  // namespace kavel
