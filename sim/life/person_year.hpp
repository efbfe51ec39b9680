#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "population/rows.hpp"
#include "life/cohort_year.hpp"
#include "life/next_event.hpp"
#include "life/person_books.hpp"
#include "life/person_clocks.hpp"
#include "life/stays.hpp"

namespace kavel {

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

  /// 1 January: takes over someone whose row is a copy of another, already refreshed for this year.
  void adopt(Rows& rows, std::size_t row, const CohortYear& year);

  /// 1 January: takes over speeds of these lanes, that changed with age or calendar, and winds those of their clocks
  /// that run for the first time.
  void refresh(Rows& rows, std::size_t row, const CohortYear& year, std::span<const int> lanes);

  /// 1 January, before anything was taken off a clock: a transition that leads within the population is made to happen,
  /// if the person is in its from-state.
  void happen(Rows& rows, std::size_t row, const CohortYear& year, const YearBooks& books, int lane);

  /// Lives a year in which something happens, after Kernels::quiet_year took a whole year off all clocks; `firing` as
  /// it found. True if the person left.
  bool live(Rows& rows, std::size_t row, const CohortYear& year, const YearBooks& books, const std::uint64_t* firing);

  /// Lives the rest of the year of birth or arrival from `start`. True if the person left.
  bool live_from(Rows& rows, std::size_t row, const CohortYear& year, const YearBooks& books, Ticks start);

  /// Closes the books of someone still here at the end of the study.
  void close(const Rows& rows, std::size_t row, const CohortBooks& cohort, Int128* totals) const {
    person_books_.close(rows, row, cohort, totals);
  }

 private:
  void attach(Rows& rows, std::size_t row, const CohortYear& year, const YearBooks* books, Ticks now = 0);
  bool live_events();
  NextEvent next() const;

  bool fire(int lane, Ticks now);
  bool take_effect(int lane, Ticks now);
  bool end_cycle(Ticks now);
  void set_running(int attribute, bool running);
  void give_birth(int lane, Ticks now);
  void change(int attribute, int to, Ticks now);
  void enter_state(int attribute, int to, Ticks now);

  const Model* model_;
  PersonBooks person_books_;
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
  std::vector<int> pending_{};  ///< discrete time: lanes that fired in this cycle, in that order
  Ticks cycle_end_ = never;
};

}  // namespace kavel
