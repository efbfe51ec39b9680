#pragma once

#include <cstdint>
#include <vector>

#include "random/philox.hpp"
#include "model/model.hpp"
#include "population/rows.hpp"
#include "life/cohort_year.hpp"
#include "life/next_event.hpp"
#include "life/person_clocks.hpp"

namespace kavel {

/// How long the person at hand has been in their states: sojourns, durations, figures by year in state.
class Stays {
 public:
  Stays(const Model& model, Key key, PersonClocks& clocks);

  void attach(Rows& rows, std::size_t row, const CohortYear& year);
  /// Figures by year in state as they stand at `now`: on 1 January, or at entering the study.
  void prepare(Ticks now);
  /// What entering a state sets: time of entry, durations, sojourns, figures by year in state. Who comes with time
  /// spent in it goes on from there.
  void entered(int attribute, int state, Ticks now, Moment spent = 0) {
    if (waits_[static_cast<std::size_t>(attribute)] != 0) enter_waiting(attribute, state, now, spent);
  }
  /// A year in state is complete: the next step, and the figures from now on.
  void step(int attribute, Ticks now);
  /// Figures by year in state of the lanes out of the present state, as they stand at `now`.
  void set_step_figures(int attribute, Ticks now);
  /// Does anything wait for a moment?
  bool any() const { return model_->timed > 0; }
  /// The first duration or step due this year.
  const NextEvent& first() const { return first_; }
  /// When the person wakes next without a clock, if that has changed.
  void update_wake(Moment now);

 private:
  void find_first();
  Moment next_step(int attribute, Moment now) const;
  void enter_waiting(int attribute, int state, Ticks now, Moment spent);
  void enter_timed(int attribute, const StateEntry& entry, Ticks now, Moment spent);
  void wind_sojourn(int lane, double years_spent);
  double sojourn(const Transition& transition, std::uint32_t occurrence, double years_spent) const;

  const Model* model_;
  Key key_;
  PersonClocks* clocks_;
  std::vector<std::uint8_t> waits_{};  ///< [attribute]: does entering one of its states set anything?
  std::vector<int> timed_{};           ///< attributes that keep their time of entry
  Rows* rows_ = nullptr;
  std::size_t row_ = 0;
  const CohortYear* year_ = nullptr;
  NextEvent first_{};
  bool has_moved_ = false;  ///< has a due moment or a step?
};

}  // namespace kavel
