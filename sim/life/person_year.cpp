#include "life/person_year.hpp"

#include <algorithm>
#include <bit>
#include <cmath>

#include "random/stream.hpp"
#include "random/winding.hpp"
#include "random/winding_batch.hpp"

namespace kavel {

namespace {

constexpr double sojourn_unit = 8388608.0;  ///< clock units a year of sojourn, 2^23

/// A sojourn of so many years as a clock with base 2^23: rounded up, at least 1, at most 256 years.
Clock sojourn_clock(double years) {
  const double units = std::ceil(years * sojourn_unit);
  return static_cast<Clock>(std::clamp(units, 1.0, static_cast<double>(greatest_loss)));
}

}  // namespace

PersonYear::PersonYear(const Model& model, const Valuation& valuation, Key key)
    : model_(&model),
      valuation_(&valuation),
      key_(key),
      kernels_(&kernels()),
      outcomes_(valuation.outcomes.size()),
      rates_(static_cast<std::size_t>(model.lanes)),
      last_(model.time_in_state.empty() && model.cycles_per_year == 0 ? 0 : static_cast<std::size_t>(model.lanes),
            1.0F),
      since_(static_cast<std::size_t>(model.lanes), untouched) {}

void PersonYear::attach(Rows& rows, std::size_t row, const CohortYear& year) {
  rows_ = &rows;
  row_ = row;
  year_ = &year;
  person_ = &rows.key(row);
  states_ = rows.states(row);
  clocks_ = rows.clocks(row);
  speeds_ = rows.speeds(row);
  firings_.clear();
  pending_.clear();
  cycle_end_ = never;
}

/// The person's value of a factor: state of an attribute, SES (-1) or area (-2).
inline int PersonYear::value_of(int attribute) const {
  if (attribute >= 0) return states_[attribute];
  return attribute == -1 ? person_->ses : person_->area;
}

// ---- entering and refreshing

void PersonYear::enter(Rows& rows, std::size_t row, const CohortYear& year, const YearBooks& books, Ticks tick) {
  attach(rows, row, year);
  books_ = &books;
  prepare_last();
  Int128* totals = books.totals + static_cast<std::size_t>(person_->lineage) * outcomes_;
  for (std::size_t a = 0; a < model_->attributes.size(); ++a) {
    const Attribute& attribute = model_->attributes[a];
    const int state = attribute.first_state + states_[a];
    entered(static_cast<int>(a), states_[a], tick);
    for (int p = valuation_->first_of_state[static_cast<std::size_t>(state)];
         p < valuation_->first_of_state[static_cast<std::size_t>(state) + 1]; ++p) {
      totals[valuation_->state_payoffs[static_cast<std::size_t>(p)].outcome] -=
          year.books->before(p, year.year_index, tick);
    }
  }
  tune_all();
  update_wake(moment(year.year_index, tick));
}

void PersonYear::refresh(Rows& rows, std::size_t row, const CohortYear& year) {
  attach(rows, row, year);
  prepare_last();
  tune_all();
}

/// Speeds from nothing, and first windings: the clocks must be settled and stand at 1 January or at entry.
void PersonYear::tune_all() {
  ratios_.clear();
  for (std::size_t f = 0; f < model_->factors.size(); ++f) {
    const Factor& factor = model_->factors[f];
    if (factor.lanes.empty()) continue;
    const int value = value_of(factor.of == Factor::Of::attribute ? factor.attribute
                               : factor.of == Factor::Of::ses     ? -1
                                                                  : -2);
    ratios_.push_back(year_->factor_rows[f] + value * model_->lanes);
  }
  kernels_->tune(ratios_.data(), static_cast<int>(ratios_.size()), last_.empty() ? nullptr : last_.data(), year_->base,
                 model_->lanes, speeds_, rates_.data());
  wind_first();
}

/// Winds the clocks that run (rates_) and never were wound: gathered, so that vectors are full.
void PersonYear::wind_first() {
  unwound_.clear();
  unwound_streams_.clear();
  for (int lane = 0; lane < model_->lanes; ++lane) {
    if (clocks_[lane] != never_wound || !(rates_[static_cast<std::size_t>(lane)] > 0)) continue;
    unwound_.push_back(lane);
    unwound_streams_.push_back(model_->streams[static_cast<std::size_t>(lane)]);
  }
  if (unwound_.empty()) return;
  const std::size_t padded = (unwound_.size() + lanes_per_group - 1) / lanes_per_group * lanes_per_group;
  unwound_streams_.resize(padded, 0);
  first_windings_.assign(padded, never_wound);
  std::fill_n(rates_.begin(), padded, 1.0F);  // all of them are wanted; the rates themselves have served
  wind_reachable(key_, person_->id, unwound_streams_.data(), rates_.data(), first_windings_.data(),
                 static_cast<int>(padded));
  for (std::size_t i = 0; i < unwound_.size(); ++i) clocks_[unwound_[i]] = first_windings_[i];
}

/// The factors multiplied last: figures by time in state, at the start of the person's year.
void PersonYear::prepare_last() {
  if (last_.empty()) return;
  std::fill(last_.begin(), last_.end(), 1.0F);
  if (model_->time_in_state.empty()) return;
  for (std::size_t a = 0; a < model_->attributes.size(); ++a) set_step_figures(static_cast<int>(a), 0);
}

// ---- the year

bool PersonYear::live(Rows& rows, std::size_t row, const CohortYear& year, const YearBooks& books,
                      const std::uint64_t* firing) {
  attach(rows, row, year);
  books_ = &books;
  prepare_last();
  find_firings(firing);
  return live_events();
}

bool PersonYear::live_from(Rows& rows, std::size_t row, const CohortYear& year, const YearBooks& books, Ticks start) {
  attach(rows, row, year);
  books_ = &books;
  prepare_last();
  start_late(start);
  return live_events();
}

/// All events of the year in their order, then 31 December.
bool PersonYear::live_events() {
  bool left = false;
  for (Next event = next(); event.what != What::nothing; event = next()) {
    set_time(event.tick);
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
        step(event.index, event.tick);
        break;
      case What::nothing:
        break;
    }
    if (left) break;
  }
  for (const int lane : touched_) {
    const auto at = static_cast<std::size_t>(lane);
    clocks_[lane] = settled(clocks_[lane], rate(lane), ticks_per_year - since_[at]);
    since_[at] = untouched;
  }
  touched_.clear();
  if (!left) update_wake(moment(year_->year_index, ticks_per_year));
  return left;
}

/// The moment of the event at hand: what clocks lose up to it, and after it.
void PersonYear::set_time(Ticks now) {
  passed_ = share_of_year(now);
  left_ = share_of_year(ticks_per_year - now);
}

void PersonYear::find_firings(const std::uint64_t* firing) {
  set_time(0);
  for (int first = 0; first < model_->lanes; first += 64) {
    for (std::uint64_t bits = firing[first / 64]; bits != 0; bits &= bits - 1) {
      const int lane = first + std::countr_zero(bits);
      touch(lane);
      reschedule(lane, 0);
    }
  }
}

/// All clocks were settled, or wound, at `start`; none has lost a whole year.
void PersonYear::start_late(Ticks start) {
  set_time(start);
  for (int lane = 0; lane < model_->lanes; ++lane) {
    since_[static_cast<std::size_t>(lane)] = start;
    touched_.push_back(lane);
    reschedule(lane, start);
  }
}

void PersonYear::consider(Next& best, const Next& other) {
  const auto rank = [](const Next& next) {  // of one tick: firings and durations, then the cycle's end, then steps
    return next.what == What::step ? 2 : next.what == What::cycle_end ? 1 : 0;
  };
  if (other.tick > ticks_per_year) return;
  if (best.what == What::nothing || other.tick < best.tick ||
      (other.tick == best.tick &&
       (rank(other) < rank(best) || (rank(other) == rank(best) && other.stream < best.stream)))) {
    best = other;
  }
}

/// The next event of the year: the earliest firing, or what is due by time.
PersonYear::Next PersonYear::next() const {
  if (model_->timed > 0 || !pending_.empty()) return next_with_time();
  if (firings_.empty()) return {};
  const Firing first = *std::min_element(firings_.begin(), firings_.end(), [](const Firing& a, const Firing& b) {
    return a.tick != b.tick ? a.tick < b.tick : a.stream < b.stream;
  });
  return {What::firing, first.tick, first.stream, first.lane};
}

PersonYear::Next PersonYear::next_with_time() const {
  Next best;
  for (const Firing& firing : firings_) consider(best, {What::firing, firing.tick, firing.stream, firing.lane});
  if (!pending_.empty()) consider(best, {What::cycle_end, cycle_end_, 0, 0});
  const Moment year_start = moment(year_->year_index, 0);
  const auto tick_of = [&](Moment at) {
    return at - year_start > ticks_per_year ? never : static_cast<Ticks>(at - year_start);
  };
  for (std::size_t a = 0; a < model_->attributes.size(); ++a) {
    const Attribute& attribute = model_->attributes[a];
    if (attribute.timed < 0) continue;
    const Moment due = rows_->due(row_)[attribute.timed];
    if (due != never_due) {
      const int lane = attribute.entries[states_[a]].first_due;
      consider(best, {What::duration, tick_of(due), model_->streams[static_cast<std::size_t>(lane)], lane});
    }
    const Moment step_at = rows_->step(row_)[attribute.timed];
    if (step_at != never_due)
      consider(best, {What::step, tick_of(step_at), attribute.step_stream.value, static_cast<int>(a)});
  }
  return best;
}

// ---- events

/// A clock reached zero: it is rewound, and its transition happens now or, in discrete time, at the cycle's end.
bool PersonYear::fire(int lane, Ticks now) {
  const Transition& transition = model_->transitions[static_cast<std::size_t>(lane)];
  if (transition.kind == ClockKind::exponential) {
    count_winding(lane);
    clocks_[lane] = exponential_winding(key_, person_->id, transition.stream, rows_->occurrences(row_)[lane]);
  }
  since_[static_cast<std::size_t>(lane)] = now;
  if (model_->cycles_per_year == 0) {
    if (transition.from == transition.to) reschedule(lane, now);
    return take_effect(lane, now);
  }
  pending_.push_back(lane);
  const Ticks cycle = ticks_per_year / model_->cycles_per_year;
  cycle_end_ = (now + cycle - 1) / cycle * cycle;
  stop(lane, now);
  return false;
}

/// Discrete time: all clocks of the attribute stand still until the cycle's end.
void PersonYear::stop(int lane, Ticks now) {
  const int attribute = model_->transitions[static_cast<std::size_t>(lane)].attribute;
  for (const int own : model_->attributes[static_cast<std::size_t>(attribute)].lanes) {
    last_[static_cast<std::size_t>(own)] = 0.0F;
  }
  retune_own_lanes(attribute, now);
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
    for (const int own : model_->attributes[static_cast<std::size_t>(attribute)].lanes) {
      last_[static_cast<std::size_t>(own)] = 1.0F;
    }
    take_effect(lane, now);
    set_step_figures(attribute, now);
    retune_own_lanes(attribute, now);
  }
  return false;
}

bool PersonYear::take_effect(int lane, Ticks now) {
  const Transition& transition = model_->transitions[static_cast<std::size_t>(lane)];
  books_->tally->event(*person_, lane, ticks_per_year - now);
  if (books_->diary != nullptr) books_->diary->add(*person_, {person_->id, year_->year_index, now, lane});
  pay(lane, now);
  if (transition.leaving != Leaving::no) {
    leave(lane, now);
    return true;
  }
  if (transition.birth) give_birth(lane, now);
  if (transition.from != transition.to) change(transition.attribute, transition.to, now);
  return false;
}

void PersonYear::pay(int lane, Ticks now) {
  Int128* totals = books_->totals + static_cast<std::size_t>(person_->lineage) * outcomes_;
  for (int p = valuation_->first_of_lane[static_cast<std::size_t>(lane)];
       p < valuation_->first_of_lane[static_cast<std::size_t>(lane) + 1]; ++p) {
    const TransitionPayoff& payoff = valuation_->transition_payoffs[static_cast<std::size_t>(p)];
    totals[payoff.outcome] += year_->books->paid(payoff, year_->year_index, now);
  }
}

void PersonYear::give_birth(int lane, Ticks now) {
  // The birth clock was rewound already: its occurrence now counts this birth too.
  const auto parity = static_cast<std::uint32_t>(rows_->occurrences(row_)[lane]) - 1;
  Newborn child;
  child.key = *person_;
  child.key.id = child_of(person_->id, parity);
  child.mother = person_->id;
  child.tick = now;
  books_->newborns->push_back(child);
  books_->tally->birth();
}

void PersonYear::leave(int lane, Ticks now) {
  const Ticks left = ticks_per_year - now;
  Int128* totals = books_->totals + static_cast<std::size_t>(person_->lineage) * outcomes_;
  for (std::size_t a = 0; a < model_->attributes.size(); ++a) {
    const int state = model_->attributes[a].first_state + states_[a];
    books_->tally->stay(*person_, state, -left);
    for (int p = valuation_->first_of_state[static_cast<std::size_t>(state)];
         p < valuation_->first_of_state[static_cast<std::size_t>(state) + 1]; ++p) {
      totals[valuation_->state_payoffs[static_cast<std::size_t>(p)].outcome] +=
          year_->books->before(p, year_->year_index, now);
    }
  }
  books_->census->leave(*books_->tally, *person_, states_);
  books_->tally->alive(-left);
  if (model_->transitions[static_cast<std::size_t>(lane)].leaving == Leaving::death) {
    books_->tally->death();
  } else {
    books_->tally->departure();
  }
}

void PersonYear::change(int attribute_index, int to, Ticks now) {
  const Attribute& attribute = model_->attributes[static_cast<std::size_t>(attribute_index)];
  const int old_state = attribute.first_state + states_[attribute_index];
  const int new_state = attribute.first_state + to;
  Int128* totals = books_->totals + static_cast<std::size_t>(person_->lineage) * outcomes_;
  const auto book = [&](int state, int sign) {
    for (int p = valuation_->first_of_state[static_cast<std::size_t>(state)];
         p < valuation_->first_of_state[static_cast<std::size_t>(state) + 1]; ++p) {
      totals[valuation_->state_payoffs[static_cast<std::size_t>(p)].outcome] +=
          sign * year_->books->before(p, year_->year_index, now);
    }
  };
  book(old_state, 1);
  book(new_state, -1);
  states_[attribute_index] = static_cast<std::uint8_t>(to);
  entered(attribute_index, to, now);
  retune_attribute(attribute_index, now);
}

/// What entering a state sets: time of entry, durations, sojourns, figures by time in state.
void PersonYear::entered(int attribute_index, int state, Ticks now) {
  const Attribute& attribute = model_->attributes[static_cast<std::size_t>(attribute_index)];
  const StateEntry& entry = attribute.entries[static_cast<std::size_t>(state)];
  if (attribute.timed >= 0) {
    const Moment at = moment(year_->year_index, now);
    rows_->entered(row_)[attribute.timed] = at;
    rows_->due(row_)[attribute.timed] =
        entry.first_due < 0 ? never_due : at + model_->transitions[static_cast<std::size_t>(entry.first_due)].duration;
    rows_->step(row_)[attribute.timed] = next_step(attribute_index, at);
    set_step_figures(attribute_index, now);
  }
  for (const int lane : entry.sojourns) {
    const Transition& transition = model_->transitions[static_cast<std::size_t>(lane)];
    const std::uint32_t occurrence = rows_->occurrences(row_)[lane];
    const double years =
        transition.kind == ClockKind::weibull
            ? weibull_sojourn(key_, person_->id, transition.stream, occurrence, transition.shape, transition.scale)
            : gamma_sojourn(key_, person_->id, transition.stream, occurrence, transition.shape, transition.scale);
    count_winding(lane);
    if (since_[static_cast<std::size_t>(lane)] != untouched) since_[static_cast<std::size_t>(lane)] = now;
    clocks_[lane] = sojourn_clock(years);
  }
}

void PersonYear::step(int attribute_index, Ticks now) {
  const Attribute& attribute = model_->attributes[static_cast<std::size_t>(attribute_index)];
  rows_->step(row_)[attribute.timed] = next_step(attribute_index, moment(year_->year_index, now));
  set_step_figures(attribute_index, now);
  retune_own_lanes(attribute_index, now);
}

/// Figures by year in state of the lanes out of the present state, as they stand at `now`.
void PersonYear::set_step_figures(int attribute_index, Ticks now) {
  const Attribute& attribute = model_->attributes[static_cast<std::size_t>(attribute_index)];
  if (attribute.timed < 0 || last_.empty()) return;
  for (const int lane : attribute.entries[states_[attribute_index]].stepped) {
    const Moment lived = moment(year_->year_index, now) - rows_->entered(row_)[attribute.timed];
    const Transition& transition = model_->transitions[static_cast<std::size_t>(lane)];
    last_[static_cast<std::size_t>(lane)] =
        year_->time_in_state(model_->time_in_state[static_cast<std::size_t>(transition.by_time_in_state)],
                             static_cast<int>(lived / ticks_per_year));
  }
}

Moment PersonYear::next_step(int attribute_index, Moment now) const {
  const Attribute& attribute = model_->attributes[static_cast<std::size_t>(attribute_index)];
  const std::vector<int>& stepped = attribute.entries[states_[attribute_index]].stepped;
  if (stepped.empty()) return never_due;
  int steps = 1;
  for (const int lane : stepped) {
    const Transition& transition = model_->transitions[static_cast<std::size_t>(lane)];
    steps = std::max(steps, model_->time_in_state[static_cast<std::size_t>(transition.by_time_in_state)].steps);
  }
  const Moment entered_at = rows_->entered(row_)[attribute.timed];
  const Moment years = (now - entered_at) / ticks_per_year + 1;
  return years < steps ? entered_at + years * ticks_per_year : never_due;
}

// ---- clocks

/// The lane's speed as the person is now: the product of its factors, in canonical order.
float PersonYear::speed_now(int lane) const {
  const LaneOwn own = model_->own[static_cast<std::size_t>(lane)];
  if (states_[own.attribute] != own.from) return 0.0F;
  const int* const first = model_->first_touching.data() + lane;
  const float* const* const columns = year_->factor_columns.data();
  float speed = 1.0F;
  for (int i = first[0]; i < first[1]; ++i) {
    const LaneFactor of = model_->touching[static_cast<std::size_t>(i)];
    speed *= columns[of.factor][of.offset + value_of(of.attribute)];
  }
  return last_.empty() ? speed : speed * last_[static_cast<std::size_t>(lane)];
}

void PersonYear::retune_attribute(int attribute, Ticks now) {
  const int factor = model_->attributes[static_cast<std::size_t>(attribute)].factor;
  retune(model_->factors[static_cast<std::size_t>(factor)].lanes, now);
}

void PersonYear::retune_own_lanes(int attribute, Ticks now) {
  retune(model_->attributes[static_cast<std::size_t>(attribute)].lanes, now);
}

/// Settles at their old rate the clocks whose speed changed in value, and gives them their new one.
void PersonYear::retune(const std::vector<int>& lanes, Ticks now) {
  const float* const base = year_->base;
  float* const speeds = speeds_;
  Clock* const clocks = clocks_;
  Ticks* const all_since = since_.data();
  for (const int lane : lanes) {
    const float speed = speed_now(lane);
    if (speed == speeds[lane]) continue;
    const float old_rate = base[lane] * speeds[lane];
    const float new_rate = base[lane] * speed;
    Clock clock = clocks[lane];
    const Ticks since = all_since[lane];
    if (since == untouched) {
      clock += loss_in_share(old_rate, 1.0F);  // what Kernels::quiet_year took off
      touched_.push_back(lane);
    }
    clock = std::max(clock - loss_in_share(old_rate, since <= 0 ? passed_ : share_of_year(now - since)), 1);
    if (clock == never_wound && new_rate > 0) {
      clock = exponential_winding(key_, person_->id, StreamId{model_->streams[static_cast<std::size_t>(lane)]}, 0);
    }
    clocks[lane] = clock;
    speeds[lane] = speed;
    all_since[lane] = now;
    if (!firings_.empty()) forget_firing(lane);
    if (loss_in_share(new_rate, left_) >= clock) note_firing(lane, now);
  }
}

/// Gives a clock back the whole year that Kernels::quiet_year took off: it stands as on 1 January.
void PersonYear::touch(int lane) {
  Ticks& since = since_[static_cast<std::size_t>(lane)];
  if (since != untouched) return;
  clocks_[lane] += loss_in_share(rate(lane), 1.0F);
  since = 0;
  touched_.push_back(lane);
}

void PersonYear::forget_firing(int lane) {
  for (Firing& firing : firings_) {
    if (firing.lane != lane) continue;
    firing = firings_.back();
    firings_.pop_back();
    return;
  }
}

/// A clock, settled at `now`, the event at hand, that reaches zero this year.
void PersonYear::note_firing(int lane, Ticks now) {
  const Ticks ticks = ticks_to_zero(clocks_[lane], rate(lane), ticks_per_year - now);
  firings_.push_back({now + ticks, model_->streams[static_cast<std::size_t>(lane)], lane});
}

/// Notes anew when a clock, settled at `now`, reaches zero this year, if it does.
void PersonYear::reschedule(int lane, Ticks now) {
  forget_firing(lane);
  if (loss_in_share(rate(lane), left_) >= clocks_[lane]) note_firing(lane, now);
}

void PersonYear::count_winding(int lane) {
  std::uint16_t& occurrence = rows_->occurrences(row_)[lane];
  expects(occurrence < UINT16_MAX, "a clock was wound more than 65535 times in one life");
  ++occurrence;
}

void PersonYear::update_wake(Moment now) {
  if (model_->timed == 0) return;
  Moment wake = never_due;
  for (const Attribute& attribute : model_->attributes) {
    if (attribute.timed < 0) continue;
    wake = std::min({wake, rows_->due(row_)[attribute.timed], rows_->step(row_)[attribute.timed]});
  }
  expects(wake > now || wake == never_due, "a due moment was passed over");
  rows_->wake(row_) = wake;
}

void PersonYear::close(Rows& rows, std::size_t row, const CohortBooks& cohort, Int128* totals) const {
  Int128* mine = totals + static_cast<std::size_t>(rows.key(row).lineage) * outcomes_;
  for (std::size_t a = 0; a < model_->attributes.size(); ++a) {
    const int state = model_->attributes[a].first_state + rows.states(row)[a];
    for (int p = valuation_->first_of_state[static_cast<std::size_t>(state)];
         p < valuation_->first_of_state[static_cast<std::size_t>(state) + 1]; ++p) {
      mine[valuation_->state_payoffs[static_cast<std::size_t>(p)].outcome] += cohort.in_all(p);
    }
  }
}

}  // namespace kavel
