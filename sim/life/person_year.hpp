#pragma once

#include <cstdint>
#include <vector>

#include "population/rows.hpp"
#include "tally/census.hpp"
#include "tally/tally.hpp"
#include "life/cohort_year.hpp"
#include "life/diary.hpp"
#include "life/kernels.hpp"

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
};

/// One person's year in which something happens: the only code that knows what an event does (sim/README.md, "A year").
class PersonYear {
 public:
  PersonYear(const Model& model, const Valuation& valuation, Key key);

  /// Enters a person at `tick` whose row has its states: times of entry, sojourns, speeds, first windings, books.
  void enter(Rows& rows, std::size_t row, const CohortYear& year, const YearBooks& books, Ticks tick);

  /// 1 January: takes over speeds that changed with age or calendar, and winds clocks that run for the first time.
  void refresh(Rows& rows, std::size_t row, const CohortYear& year);

  /// Lives a year in which something happens, after Kernels::quiet_year took a whole year off all clocks; `firing` as
  /// it found. True if the person left.
  bool live(Rows& rows, std::size_t row, const CohortYear& year, const YearBooks& books, const std::uint64_t* firing);

  /// Lives the rest of the year of birth from `start`. True if the person left.
  bool live_from(Rows& rows, std::size_t row, const CohortYear& year, const YearBooks& books, Ticks start);

  /// Closes the books of someone still here at the end of the study.
  void close(Rows& rows, std::size_t row, const CohortBooks& cohort, Int128* totals) const;

 private:
  struct Firing {
    Ticks tick;
    std::uint32_t stream;
    int lane;
  };
  enum class What { nothing, firing, duration, cycle_end, step };
  struct Next {
    What what = What::nothing;
    Ticks tick = never;
    std::uint32_t stream = 0;
    int index = 0;  ///< lane or attribute
  };

  static constexpr Ticks untouched = -1;

  bool live_events();
  void attach(Rows& rows, std::size_t row, const CohortYear& year);
  void prepare_last();
  void find_firings(const std::uint64_t* firing);
  void start_late(Ticks start);
  Next next() const;
  static void consider(Next& best, const Next& other);
  Next next_with_time() const;

  bool fire(int lane, Ticks now);
  bool take_effect(int lane, Ticks now);
  bool end_cycle(Ticks now);
  void stop(int lane, Ticks now);
  void give_birth(int lane, Ticks now);
  void leave(int lane, Ticks now);
  void change(int attribute, int to, Ticks now);
  void entered(int attribute, int state, Ticks now);
  void step(int attribute, Ticks now);
  void set_step_figures(int attribute, Ticks now);
  void pay(int lane, Ticks now);

  float rate(int lane) const { return year_->base[lane] * speeds_[lane]; }
  float speed_now(int lane) const;
  void tune_all();
  void retune_attribute(int attribute, Ticks now);
  void retune_own_lanes(int attribute, Ticks now);
  void forget_firing(int lane);
  void note_firing(int lane, Ticks now);
  void retune(const std::vector<int>& lanes, Ticks now);
  void touch(int lane);
  void wind_first();
  void reschedule(int lane, Ticks now);
  void set_time(Ticks now);
  void count_winding(int lane);
  void update_wake(Moment now);
  Moment next_step(int attribute, Moment now) const;
  int value_of(int attribute) const;

  const Model* model_;
  const Valuation* valuation_;
  Key key_;
  const Kernels* kernels_;
  std::size_t outcomes_;

  // The person at hand.
  Rows* rows_ = nullptr;
  std::size_t row_ = 0;
  const CohortYear* year_ = nullptr;
  const YearBooks* books_ = nullptr;
  const PersonKey* person_ = nullptr;
  std::uint8_t* states_ = nullptr;
  Clock* clocks_ = nullptr;
  float* speeds_ = nullptr;

  // Scratch. A lane not touched this year has lost a whole year at its rate already; touching it gives that back.
  std::vector<float> rates_, last_;
  std::vector<Ticks> since_;  ///< [lane]: when a touched clock was last settled, or untouched
  std::vector<int> touched_{};
  std::vector<Firing> firings_{};  ///< clocks that reach zero this year as things stand
  std::vector<int> pending_{};     ///< discrete time: lanes that fired in this cycle, in that order
  Ticks cycle_end_ = never;
  float passed_ = 0;  ///< share of the year up to the event at hand
  float left_ = 1;    ///< share of the year from it on
  std::vector<const float*> ratios_{};
  std::vector<int> unwound_{};
  std::vector<std::uint32_t> unwound_streams_{};
  std::vector<Clock> first_windings_{};
};

}  // namespace kavel
