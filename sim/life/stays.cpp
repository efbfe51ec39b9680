#include "life/stays.hpp"

#include <algorithm>

#include "random/winding.hpp"

namespace kavel {

Stays::Stays(const Model& model, Key key, PersonClocks& clocks) : model_(&model), key_(key), clocks_(&clocks) {
  for (const Attribute& attribute : model.attributes) {
    const bool sojourns = std::any_of(attribute.entries.begin(), attribute.entries.end(),
                                      [](const StateEntry& entry) { return !entry.sojourns.empty(); });
    waits_.push_back(attribute.timed >= 0 || sojourns ? 1 : 0);
    if (attribute.timed >= 0) timed_.push_back(static_cast<int>(&attribute - model.attributes.data()));
  }
}

void Stays::attach(Rows& rows, std::size_t row, const CohortYear& year) {
  rows_ = &rows;
  row_ = row;
  year_ = &year;
  first_ = {};
  has_moved_ = false;
  if (any() && rows.wake(row) <= moment(year.year_index, ticks_per_year)) find_first();
}

void Stays::prepare(Ticks now) {
  if (!clocks_->has_last()) return;
  clocks_->reset_last();
  if (model_->time_in_state.empty()) return;
  for (const int attribute : timed_) set_step_figures(attribute, now);
}

void Stays::enter_waiting(int attribute, int state, Ticks now, Moment spent) {
  const Attribute& of = model_->attributes[static_cast<std::size_t>(attribute)];
  const StateEntry& entry = of.entries[static_cast<std::size_t>(state)];
  if (of.timed >= 0) enter_timed(attribute, entry, now, spent);
  for (const int lane : entry.sojourns) wind_sojourn(lane, static_cast<double>(spent) / ticks_per_year);
}

void Stays::enter_timed(int attribute, const StateEntry& entry, Ticks now, Moment spent) {
  const int timed = model_->attributes[static_cast<std::size_t>(attribute)].timed;
  const Moment here = moment(year_->year_index, now);
  const Moment at = here - spent;
  rows_->entered(row_)[timed] = at;
  rows_->due(row_)[timed] =
      entry.first_due < 0
          ? never_due
          : std::max(at + model_->transitions[static_cast<std::size_t>(entry.first_due)].duration, here + 1);
  rows_->step(row_)[timed] = next_step(attribute, here);
  has_moved_ = true;
  set_step_figures(attribute, now);
  find_first();
}

void Stays::wind_sojourn(int lane, double years_spent) {
  const std::uint32_t occurrence = clocks_->count_winding(lane);
  clocks_->set_sojourn(lane, sojourn(model_->transitions[static_cast<std::size_t>(lane)], occurrence, years_spent));
}

/// A random time in a state, or what is left of it.
double Stays::sojourn(const Transition& of, std::uint32_t occurrence, double years_spent) const {
  const PersonId person = rows_->key(row_).id;
  const bool is_weibull = of.kind == ClockKind::weibull;
  if (years_spent > 0) {
    return is_weibull ? weibull_remaining(key_, person, of.stream, occurrence, of.shape, of.scale, years_spent)
                      : gamma_remaining(key_, person, of.stream, occurrence, of.shape, of.scale, years_spent);
  }
  return is_weibull ? weibull_sojourn(key_, person, of.stream, occurrence, of.shape, of.scale)
                    : gamma_sojourn(key_, person, of.stream, occurrence, of.shape, of.scale);
}

void Stays::step(int attribute, Ticks now) {
  const int timed = model_->attributes[static_cast<std::size_t>(attribute)].timed;
  rows_->step(row_)[timed] = next_step(attribute, moment(year_->year_index, now));
  has_moved_ = true;
  set_step_figures(attribute, now);
  find_first();
  clocks_->retune_own(attribute);
}

void Stays::set_step_figures(int attribute, Ticks now) {
  const Attribute& of = model_->attributes[static_cast<std::size_t>(attribute)];
  if (of.timed < 0 || !clocks_->has_last()) return;
  for (const int lane : of.entries[rows_->states(row_)[attribute]].stepped) {
    const Moment lived = moment(year_->year_index, now) - rows_->entered(row_)[of.timed];
    const Transition& transition = model_->transitions[static_cast<std::size_t>(lane)];
    clocks_->last(lane) =
        year_->time_in_state(model_->time_in_state[static_cast<std::size_t>(transition.by_time_in_state)],
                             static_cast<int>(lived / ticks_per_year));
  }
}

Moment Stays::next_step(int attribute, Moment now) const {
  const Attribute& of = model_->attributes[static_cast<std::size_t>(attribute)];
  const std::vector<int>& stepped = of.entries[rows_->states(row_)[attribute]].stepped;
  if (stepped.empty()) return never_due;
  int steps = 1;
  for (const int lane : stepped) {
    const Transition& transition = model_->transitions[static_cast<std::size_t>(lane)];
    steps = std::max(steps, model_->time_in_state[static_cast<std::size_t>(transition.by_time_in_state)].steps);
  }
  const Moment entered_at = rows_->entered(row_)[of.timed];
  const Moment years = (now - entered_at) / ticks_per_year + 1;
  return years < steps ? entered_at + years * ticks_per_year : never_due;
}

/// Looks for the first duration or step due this year.
void Stays::find_first() {
  first_ = {};
  const Moment year_start = moment(year_->year_index, 0);
  const auto tick_of = [&](Moment at) {
    return at - year_start > ticks_per_year ? never : static_cast<Ticks>(at - year_start);
  };
  for (const int a : timed_) {
    const Attribute& attribute = model_->attributes[static_cast<std::size_t>(a)];
    const Moment due = rows_->due(row_)[attribute.timed];
    if (due != never_due) {
      const int lane = attribute.entries[rows_->states(row_)[a]].first_due;
      first_.consider({NextEvent::What::duration, tick_of(due), model_->streams[static_cast<std::size_t>(lane)], lane});
    }
    const Moment step_at = rows_->step(row_)[attribute.timed];
    if (step_at != never_due) {
      first_.consider({NextEvent::What::step, tick_of(step_at), attribute.step_stream.value, a});
    }
  }
}

void Stays::update_wake(Moment now) {
  if (!any()) return;
  Moment& wake = rows_->wake(row_);
  if (has_moved_) {
    wake = never_due;
    for (int timed = 0; timed < model_->timed; ++timed) {
      wake = std::min({wake, rows_->due(row_)[timed], rows_->step(row_)[timed]});
    }
  }
  expects(wake > now || wake == never_due, "a due moment was passed over");
}

}  // namespace kavel
