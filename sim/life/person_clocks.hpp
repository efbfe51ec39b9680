#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "random/philox.hpp"
#include "model/model.hpp"
#include "population/rows.hpp"
#include "life/cohort_year.hpp"
#include "life/next_event.hpp"

namespace kavel {

/// The clocks of the person at hand: how fast they run, when they reach zero, what they have lost.
///
/// During a year a clock stands as it will at the year's end if its speed changes no more: the loss until then is taken
/// off already, by Kernels::quiet_year or since its last change. A change gives back what is too much: losses are
/// integers, so that is exact.
class PersonClocks {
 public:
  PersonClocks(const Model& model, Key key);

  void attach(Rows& rows, std::size_t row, const CohortYear& year);
  /// Entering: the joint values of all lanes, from the person's states, SES and area, the speeds that follow, and the
  /// first windings of the clocks that run.
  void enter();
  /// The joint values of all lanes, from the person's states, SES and area.
  void find_joint_values();
  /// 1 January: takes over the speeds of some lanes, as of this age and year, and winds those of their clocks that run
  /// for the first time or once more. The clocks stand as they are at that moment.
  void tune(std::span<const int> lanes);
  /// 1 January: the same for all lanes that an attribute touches, after its value changed by `by`.
  void tune_after(int attribute, int by);

  /// A year begins, or what is left of it from `start` on, in which the clocks of `firing` (bits by lane) reach zero;
  /// quiet_year has taken it off.
  void start_year(Ticks start, const std::uint64_t* firing);
  /// The year is over, or the person has left.
  void end_year();

  /// The first clock to reach zero this year.
  NextEvent first() const;
  /// The moment of the event at hand.
  void set_time(Ticks now);

  /// The clock that reached zero stands still, and is wound anew when it next runs.
  void fire(int lane);
  /// The person's value of an attribute changed by `by`: new speeds of all it touches.
  void change(int attribute, int by);
  /// The factors multiplied last: figures by time in state; 0 stops a clock, in discrete time.
  float& last(int lane) { return last_[static_cast<std::size_t>(lane)]; }
  bool has_last() const { return !last_.empty(); }
  void reset_last();
  /// New speeds of an attribute's own lanes, after their last factors changed.
  void retune_own(int attribute);
  /// A clock that stands still is set to a sojourn.
  void set_sojourn(int lane, double years);
  /// How often the clock was wound before; counts this time.
  std::uint32_t count_winding(int lane);

 private:
  struct Firing {
    Ticks tick;
    std::uint32_t stream;
    int lane;
  };

  float rate(int lane) const { return base_[lane] * speeds_[lane]; }
  float speed_of(int lane) const;
  float times_rest(int lane, float speed) const;
  int value_of(int attribute) const;
  void retune(int lane, float speed);
  void forget_firing(int lane);
  void note_firing(int lane, Clock clock, float at_rate);
  Clock wound(int lane) const;
  void tune(int lane);
  const std::vector<TouchedLane>& touched_by(int attribute) const;
  void take_over_speeds();

  const Model* model_;
  Key key_;
  bool has_rest_;  ///< has any lane factors beside its joint value?
  const float* products_;

  // The person at hand.
  const CohortYear* year_ = nullptr;
  const PersonKey* person_ = nullptr;
  const float* base_ = nullptr;
  const std::uint32_t* first_products_ = nullptr;
  const std::uint8_t* states_ = nullptr;
  Clock* clocks_ = nullptr;
  float* speeds_ = nullptr;
  std::uint16_t* joint_ = nullptr;
  std::uint16_t* occurrences_ = nullptr;

  std::vector<float> last_;        ///< [lane]; empty: all ones
  std::vector<Ticks> since_;       ///< [lane]: since when it runs at its speed, this year; 0: since its start
  std::vector<int> changed_{};     ///< lanes whose `since_` is not 0
  std::vector<Firing> firings_{};  ///< clocks that reach zero this year as things stand
  Ticks start_ = 0;                ///< of the year, or of the person's part of it
  Ticks now_ = 0;                  ///< the event at hand
  float whole_ = 1;                ///< share of the year from the start on
  float passed_ = 0;               ///< share of it from the start to the event
  float left_ = 1;                 ///< share of the year from it on
  std::vector<float> rates_;       ///< [lane]: scratch
};

}  // namespace kavel
