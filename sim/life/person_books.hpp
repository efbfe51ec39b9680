#pragma once

#include <cstdint>
#include <vector>

#include "population/people.hpp"
#include "valuation/cohort_books.hpp"
#include "tally/census.hpp"
#include "tally/tally.hpp"
#include "life/care_year.hpp"
#include "life/deductible_year.hpp"
#include "life/diary.hpp"
#include "life/script.hpp"
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
  Census* census;                  ///< null: nobody counts who is here
  Int128* totals;                  ///< [lineage x outcome]: lifetime totals
  std::vector<Newborn>* newborns;  ///< null: children are entered elsewhere
  Diary* diary;                    ///< null: not wanted
  WellbeingYear wellbeing{};
  const DeductibleYear* deductible = nullptr;  ///< null: none applies
  CareYear* care = nullptr;                    ///< what programmes shift; null: nothing
  Script* script = nullptr;                    ///< null: not wanted
  int sign = 1;                                ///< -1: everything is taken off instead
  bool is_deferred = false;                    ///< only diary, script and census: the rest is booked from the script
};

/// What one person's events in a year add to the books: states, key and modifiers of a row, no clocks.
class PersonBooks {
 public:
  PersonBooks(const Model& model, const Valuation& valuation);
  PersonBooks(const PersonBooks&) = delete;
  PersonBooks& operator=(const PersonBooks&) = delete;

  /// The person at hand, in a year; `cohort`: what their states pay. `books` null: nothing may be added.
  void attach(People& people, std::size_t row, const CohortBooks& cohort, int year_index, const YearBooks* books);

  /// Their lifetime totals begin: what their states pay counts from now on.
  void open(Ticks now);
  /// They are here for so many ticks as they are: a year, or what is left of it.
  void stay(Ticks ticks);

  /// Their year begins on 1 January, or with so many ticks left. Then events in their order, then `end`.
  void begin();
  void begin_late(Ticks left);
  /// A transition enters the books, before what it changes.
  void happen(int lane, Ticks now);
  void give_birth() {
    if (!books_->is_deferred) books_->tally->birth(books_->sign);
  }
  /// From the state they are in to another.
  void change(int attribute, int to, Ticks now);
  /// They die, or go elsewhere.
  void leave(int lane, Ticks now);
  /// Of that, only what the states of attributes from `first` on add: all others' are booked elsewhere.
  void leave_states(std::size_t first, Ticks now);
  void end();

  /// The end of the study. `sign` as in YearBooks.
  void close(const People& people, std::size_t row, const CohortBooks& cohort, Int128* totals, int sign = 1) const;

 private:
  void shift_care(std::int64_t ticks);
  void pay(int lane, Ticks now);
  void pay_state(int state, int sign, const CohortBooks::Standing& paid) const;

  const Model* model_;
  const Valuation* valuation_;
  std::size_t outcomes_;

  // The person at hand.
  const CohortBooks* cohort_ = nullptr;
  int year_index_ = 0;
  const YearBooks* books_ = nullptr;
  const PersonKey* person_ = nullptr;
  std::uint8_t* states_ = nullptr;
  std::int32_t* modifiers_ = nullptr;
  SpendingYear spending_{};  ///< kept where a deductible applies
};

}  // namespace kavel
