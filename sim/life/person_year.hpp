#pragma once

#include <cstdint>
#include <vector>

#include "population/rows.hpp"
#include "tally/census.hpp"
#include "tally/tally.hpp"
#include "life/care_year.hpp"
#include "life/cohort_year.hpp"
#include "life/deductible_year.hpp"
#include "life/diary.hpp"
#include "life/next_event.hpp"
#include "life/person_clocks.hpp"
#include "life/stays.hpp"
#include "life/wellbeing_year.hpp"

namespace kavel {

/// A child born in the block, to be entered after the year's other lives.
struct Newborn {
  PersonKey key{};
  PersonId mother{};
  Ticks tick = 0;
};

/// What the events of a cohort's year are written to.
struct YearBooks {
  TallyYear* tally;
  Census* census;
  Int128* totals;  ///< [lineage x outcome]: lifetime totals
  std::vector<Newborn>* newborns;
  Diary* diary;  ///< null: not wanted
  WellbeingYear wellbeing{};
  DeductibleYear deductible{};
  CareYear* care = nullptr;  ///< what programmes shift; null: nothing
};

/// One person's year in which something happens: the only code that knows what an event does (sim/README.md, "A year").
class PersonYear {
 public:
  PersonYear(const Model& model, const Valuation& valuation, Key key);
  PersonYear(const PersonYear&) = delete;
  PersonYear& operator=(const PersonYear&) = delete;

  /// Enters a person at `tick` whose row has its states: times of entry, sojourns, speeds, first windings, books.
  /// `spent` [attribute]: how long they have been in their states.
  void enter(Rows& rows, std::size_t row, const CohortYear& year, const YearBooks& books, Ticks tick,
             const Moment* spent);

  /// 1 January: takes over someone whose row is a copy of another, already refreshed for this year. Their books are
  /// open from here on.
  void adopt(Rows& rows, std::size_t row, const CohortYear& year, Int128* totals);

  /// 1 January: takes over speeds that changed with age or calendar, and winds clocks that run for the first time.
  void refresh(Rows& rows, std::size_t row, const CohortYear& year);

  /// 1 January, before anything was taken off a clock: a transition that leads within the population is made to happen,
  /// if the person is in its from-state.
  void happen(Rows& rows, std::size_t row, const CohortYear& year, const YearBooks& books, int lane);

  /// Lives a year in which something happens, after Kernels::quiet_year took a whole year off all clocks; `firing` as
  /// it found. True if the person left.
  bool live(Rows& rows, std::size_t row, const CohortYear& year, const YearBooks& books, const std::uint64_t* firing);

  /// Lives the rest of the year of birth or arrival from `start`. True if the person left.
  bool live_from(Rows& rows, std::size_t row, const CohortYear& year, const YearBooks& books, Ticks start);

  /// Closes the books of someone still here at the end of the study.
  void close(Rows& rows, std::size_t row, const CohortBooks& cohort, Int128* totals) const;

 private:
  void attach(Rows& rows, std::size_t row, const CohortYear& year, Ticks now = 0);
  bool live_events();
  NextEvent next() const;

  bool fire(int lane, Ticks now);
  void book(int lane, Ticks now);
  bool take_effect(int lane, Ticks now);
  bool end_cycle(Ticks now);
  void set_running(int attribute, bool running);
  void give_birth(int lane, Ticks now);
  void leave(int lane, Ticks now);
  void change(int attribute, int to, Ticks now);
  void enter_state(int attribute, int to, Ticks now);
  void shift_care(std::int64_t ticks);
  void pay(int lane, Ticks now);
  void pay_state(Int128* totals, int state, int sign, const CohortBooks::Standing& paid) const;

  const Model* model_;
  const Valuation* valuation_;
  std::size_t outcomes_;
  PersonClocks clocks_;
  Stays stays_;
  std::vector<std::uint64_t> firing_;  ///< of who enters in the course of a year

  // The person at hand.
  Rows* rows_ = nullptr;
  std::size_t row_ = 0;
  const CohortYear* year_ = nullptr;
  const YearBooks* books_ = nullptr;
  const PersonKey* person_ = nullptr;
  std::uint8_t* states_ = nullptr;
  SpendingYear spending_{};     ///< kept where a deductible applies
  std::vector<int> pending_{};  ///< discrete time: lanes that fired in this cycle, in that order
  Ticks cycle_end_ = never;
};

}  // namespace kavel
