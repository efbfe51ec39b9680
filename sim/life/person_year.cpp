#include "life/person_year.hpp"

#include <algorithm>

#include "random/stream.hpp"
#include "life/kernels.hpp"

namespace kavel {

PersonYear::PersonYear(const Model& model, const Valuation& valuation, Key key)
    : model_(&model),
      person_books_(model, valuation),
      clocks_(model, key),
      stays_(model, key, clocks_),
      firing_(2 * static_cast<std::size_t>((model.lanes + 63) / 64)) {}

void PersonYear::attach(Rows& rows, std::size_t row, const CohortYear& year, const YearBooks* books, Ticks now) {
  rows_ = &rows;
  row_ = row;
  year_ = &year;
  books_ = books;
  person_ = &rows.key(row);
  states_ = rows.states(row);
  pending_.clear();
  cycle_end_ = never;
  person_books_.attach(rows, row, *year.books, year.year_index, books);
  clocks_.attach(rows, row, year);
  stays_.attach(rows, row, year);
  stays_.prepare(now);
}

// ---- entering and leaving a study, and 1 January

void PersonYear::enter(Rows& rows, std::size_t row, const CohortYear& year, const YearBooks& books, Ticks tick,
                       const Moment* spent) {
  attach(rows, row, year, &books, tick);
  for (std::size_t a = 0; a < model_->attributes.size(); ++a) {
    stays_.entered(static_cast<int>(a), states_[a], tick, spent[a]);
  }
  person_books_.open(tick);
  if (books.wellbeing.any()) books.wellbeing.enter(*person_, states_, rows.modifiers(row));
  clocks_.enter();
  stays_.update_wake(moment(year.year_index, tick));
}

void PersonYear::adopt(Rows& rows, std::size_t row, const CohortYear& year) {
  attach(rows, row, year, nullptr);
  clocks_.find_joint_values();
}

void PersonYear::refresh(Rows& rows, std::size_t row, const CohortYear& year, std::span<const int> lanes) {
  attach(rows, row, year, nullptr);
  clocks_.tune(lanes);
}

void PersonYear::happen(Rows& rows, std::size_t row, const CohortYear& year, const YearBooks& books, int lane) {
  const Transition& transition = model_->transitions[static_cast<std::size_t>(lane)];
  if (rows.states(row)[transition.attribute] != transition.from) return;
  attach(rows, row, year, &books);
  person_books_.happen(lane, 0);
  enter_state(transition.attribute, transition.to, 0);
  clocks_.tune_after(transition.attribute, transition.to - transition.from);
  stays_.update_wake(moment(year.year_index, 0));
}

// ---- the year

bool PersonYear::live(Rows& rows, std::size_t row, const CohortYear& year, const YearBooks& books,
                      const std::uint64_t* firing) {
  attach(rows, row, year, &books);
  person_books_.begin();
  clocks_.start_year(0, firing);
  const bool left = live_events();
  person_books_.end();
  return left;
}

bool PersonYear::live_from(Rows& rows, std::size_t row, const CohortYear& year, const YearBooks& books, Ticks start) {
  attach(rows, row, year, &books, start);
  person_books_.stay(ticks_per_year - start);
  person_books_.begin_late(ticks_per_year - start);
  const QuietRows rest{year.base,
                       rows.speeds(row),
                       rows.clocks(row),
                       stays_.any() ? &rows.wake(row) : nullptr,
                       moment(year.year_index, ticks_per_year),
                       1,
                       model_->lanes,
                       share_of_year(ticks_per_year - start)};
  std::uint32_t busy = 0;
  bool left = false;
  if (kernels().quiet_year(rest, {&busy, firing_.data()}) > 0) {
    clocks_.start_year(start, firing_.data());
    left = live_events();
  }
  person_books_.end();
  return left;
}

/// All events of the year in their order, then 31 December.
bool PersonYear::live_events() {
  using What = NextEvent::What;
  bool left = false;
  for (NextEvent event = next(); event.what != What::nothing && !left; event = left ? event : next()) {
    clocks_.set_time(event.tick);
    switch (event.what) {
      case What::firing:
        left = fire(event.index, event.tick);
        break;
      case What::duration:
        left = take_effect(event.index, event.tick);
        break;
      case What::cycle_end:
        left = end_cycle(event.tick);
        break;
      case What::step:
        stays_.step(event.index, event.tick);
        break;
      case What::nothing:
        break;
    }
  }
  clocks_.end_year();
  if (!left) stays_.update_wake(moment(year_->year_index, ticks_per_year));
  return left;
}

/// The next event of the year: the earliest firing, or what is due by time.
NextEvent PersonYear::next() const {
  NextEvent best = clocks_.first();
  if (stays_.any()) best.consider(stays_.first());
  if (!pending_.empty()) best.consider({NextEvent::What::cycle_end, cycle_end_, 0, 0});
  return best;
}

// ---- events

/// A clock reached zero: its transition happens now or, in discrete time, at the cycle's end.
bool PersonYear::fire(int lane, Ticks now) {
  const Transition& transition = model_->transitions[static_cast<std::size_t>(lane)];
  clocks_.fire(lane);
  if (model_->cycles_per_year == 0) {
    if (transition.from == transition.to) clocks_.retune_own(transition.attribute);
    return take_effect(lane, now);
  }
  pending_.push_back(lane);
  const Ticks cycle = ticks_per_year / model_->cycles_per_year;
  cycle_end_ = (now + cycle - 1) / cycle * cycle;
  set_running(transition.attribute, false);
  clocks_.retune_own(transition.attribute);
  return false;
}

/// Discrete time: the clocks of an attribute stand still from its first firing to the cycle's end.
void PersonYear::set_running(int attribute, bool running) {
  for (const int own : model_->attributes[static_cast<std::size_t>(attribute)].lanes) {
    clocks_.last(own) = running ? 1.0F : 0.0F;
  }
}

/// Discrete time: what fired in this cycle takes effect; if something leaves, only that.
bool PersonYear::end_cycle(Ticks now) {
  const auto leaves = [this](int lane) {
    return model_->transitions[static_cast<std::size_t>(lane)].leaving != Leaving::no;
  };
  const auto leaving = std::find_if(pending_.begin(), pending_.end(), leaves);
  if (leaving != pending_.end()) return take_effect(*leaving, now);
  const std::vector<int> happening = pending_;
  pending_.clear();
  cycle_end_ = never;
  for (const int lane : happening) {
    const int attribute = model_->transitions[static_cast<std::size_t>(lane)].attribute;
    set_running(attribute, true);
    take_effect(lane, now);
    stays_.set_step_figures(attribute, now);
    clocks_.retune_own(attribute);
  }
  return false;
}

bool PersonYear::take_effect(int lane, Ticks now) {
  const Transition& transition = model_->transitions[static_cast<std::size_t>(lane)];
  person_books_.happen(lane, now);
  if (transition.leaving != Leaving::no) {
    person_books_.leave(lane, now);
    return true;
  }
  if (transition.birth) give_birth(lane, now);
  if (transition.from != transition.to) change(transition.attribute, transition.to, now);
  return false;
}

void PersonYear::give_birth(int lane, Ticks now) {
  // The birth clock fired already: its occurrence now counts this birth too.
  const auto parity = static_cast<std::uint32_t>(rows_->occurrences(row_)[lane]) - 1;
  Newborn child;
  child.key = *person_;
  child.key.id = child_of(person_->id, parity);
  child.mother = person_->id;
  child.tick = now;
  books_->newborns->push_back(child);
  person_books_.give_birth();
}

void PersonYear::change(int attribute, int to, Ticks now) {
  const int from = states_[attribute];
  enter_state(attribute, to, now);
  clocks_.change(attribute, to - from);
}

/// All that another state changes but the speeds of clocks.
void PersonYear::enter_state(int attribute, int to, Ticks now) {
  person_books_.change(attribute, to, now);
  stays_.entered(attribute, to, now);
}

}  // namespace kavel
