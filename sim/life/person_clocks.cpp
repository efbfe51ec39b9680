#include "life/person_clocks.hpp"

#include <algorithm>
#include <bit>
#include <cmath>

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

PersonClocks::PersonClocks(const Model& model, Key key)
    : model_(&model),
      key_(key),
      has_rest_(!model.joint.rest.empty()),
      products_(model.joint.products.data()),
      last_(model.time_in_state.empty() && model.cycles_per_year == 0 ? 0 : static_cast<std::size_t>(model.lanes),
            1.0F),
      since_(static_cast<std::size_t>(model.lanes), 0),
      rates_(static_cast<std::size_t>(model.lanes)) {}

void PersonClocks::attach(Rows& rows, std::size_t row, const CohortYear& year) {
  year_ = &year;
  base_ = year.base;
  first_products_ = year.first_products;
  person_ = &rows.key(row);
  states_ = rows.states(row);
  clocks_ = rows.clocks(row);
  speeds_ = rows.speeds(row);
  joint_ = rows.joint(row);
  occurrences_ = rows.occurrences(row);
}

void PersonClocks::reset_last() { std::fill(last_.begin(), last_.end(), 1.0F); }

// ---- speeds

/// The person's value of a factor: state of an attribute, SES (-1) or area (-2).
inline int PersonClocks::value_of(int attribute) const {
  if (attribute >= 0) return states_[attribute];
  return attribute == -1 ? person_->ses : person_->area;
}

void PersonClocks::find_joint_values() {
  std::fill_n(joint_, model_->lanes, std::uint16_t{0});
  for (const Factor& factor : model_->factors) {
    const int value = value_of(factor.of == Factor::Of::attribute ? factor.attribute
                               : factor.of == Factor::Of::ses     ? -1
                                                                  : -2);
    if (value == 0) continue;
    for (const TouchedLane& touched : factor.touched) {
      joint_[touched.lane] = static_cast<std::uint16_t>(joint_[touched.lane] + touched.stride * value);
    }
  }
}

/// The lane's speed as the person is now: the product of its factors, in canonical order.
inline float PersonClocks::speed_of(int lane) const {
  float speed = products_[first_products_[lane] + joint_[lane]];
  if (has_rest_) speed = times_rest(lane, speed);
  return last_.empty() ? speed : speed * last_[static_cast<std::size_t>(lane)];
}

float PersonClocks::times_rest(int lane, float speed) const {
  const std::int32_t* first = model_->joint.first_rest.data() + lane;
  for (std::int32_t i = first[0]; i < first[1]; ++i) {
    const LaneFactor& of = model_->joint.rest[static_cast<std::size_t>(i)];
    speed *= year_->column(static_cast<std::size_t>(of.factor))[of.offset + value_of(of.attribute)];
  }
  return speed;
}

void PersonClocks::take_over_speeds() {
  for (int lane = 0; lane < model_->lanes; ++lane) speeds_[lane] = products_[first_products_[lane] + joint_[lane]];
  for (const int lane : model_->joint.partial) speeds_[lane] = speed_of(lane);
}

void PersonClocks::enter() {
  find_joint_values();
  take_over_speeds();
  for (int lane = 0; lane < model_->lanes; ++lane) rates_[static_cast<std::size_t>(lane)] = rate(lane);
  wind_reachable(key_, person_->id, model_->streams.data(), rates_.data(), clocks_, model_->lanes);
}

void PersonClocks::tune(std::span<const int> lanes) {
  for (const int lane : lanes) tune(lane);
}

void PersonClocks::tune_after(int attribute, int by) {
  for (const TouchedLane of : touched_by(attribute)) {
    joint_[of.lane] = static_cast<std::uint16_t>(joint_[of.lane] + of.stride * by);
    tune(of.lane);
  }
}

inline void PersonClocks::tune(int lane) {
  speeds_[lane] = speed_of(lane);
  if (clocks_[lane] == never_wound && rate(lane) > 0) clocks_[lane] = wound(lane);
}

inline const std::vector<TouchedLane>& PersonClocks::touched_by(int attribute) const {
  const int factor = model_->attributes[static_cast<std::size_t>(attribute)].factor;
  return model_->factors[static_cast<std::size_t>(factor)].touched;
}

Clock PersonClocks::wound(int lane) const {
  return exponential_winding(key_, person_->id, StreamId{model_->streams[static_cast<std::size_t>(lane)]},
                             occurrences_[lane]);
}

// ---- the year

void PersonClocks::set_time(Ticks now) {
  now_ = now;
  passed_ = share_of_year(now - start_);
  left_ = share_of_year(ticks_per_year - now);
}

void PersonClocks::start_year(Ticks start, const std::uint64_t* firing) {
  firings_.clear();
  start_ = start;
  whole_ = share_of_year(ticks_per_year - start);
  set_time(start);
  for (int first = 0; first < model_->lanes; first += 64) {
    for (std::uint64_t bits = firing[first / 64]; bits != 0; bits &= bits - 1) {
      const int lane = first + std::countr_zero(bits);
      const float at_rate = rate(lane);
      note_firing(lane, clocks_[lane] + loss_in_share(at_rate, whole_), at_rate);
    }
  }
}

void PersonClocks::end_year() {
  for (const int lane : changed_) since_[static_cast<std::size_t>(lane)] = 0;
  changed_.clear();
}

NextEvent PersonClocks::first() const {
  if (firings_.empty()) return {};
  const Firing* best = firings_.data();
  for (const Firing& firing : firings_) {
    if (firing.tick < best->tick || (firing.tick == best->tick && firing.stream < best->stream)) best = &firing;
  }
  return {NextEvent::What::firing, best->tick, best->stream, best->lane};
}

void PersonClocks::fire(int lane) {
  forget_firing(lane);
  speeds_[lane] = 0.0F;
  clocks_[lane] = never_wound;
  if (model_->transitions[static_cast<std::size_t>(lane)].kind == ClockKind::exponential) count_winding(lane);
}

std::uint32_t PersonClocks::count_winding(int lane) {
  std::uint16_t& occurrence = occurrences_[lane];
  expects(occurrence < UINT16_MAX, "a clock was wound more than 65535 times in one life");
  return occurrence++;
}

void PersonClocks::change(int attribute, int by) {
  for (const TouchedLane of : touched_by(attribute)) {
    joint_[of.lane] = static_cast<std::uint16_t>(joint_[of.lane] + of.stride * by);
    const float speed = speed_of(of.lane);
    if (speed != speeds_[of.lane]) retune(of.lane, speed);
  }
}

void PersonClocks::retune_own(int attribute) {
  for (const int lane : model_->attributes[static_cast<std::size_t>(attribute)].lanes) {
    const float speed = speed_of(lane);
    if (speed != speeds_[lane]) retune(lane, speed);
  }
}

/// Settles a clock at its old rate, and lets it run at the new.
inline void PersonClocks::retune(int lane, float speed) {
  const float old_rate = rate(lane);
  const float new_rate = base_[lane] * speed;
  Ticks& since = since_[static_cast<std::size_t>(lane)];
  Clock clock = clocks_[lane];
  if (since == 0) {
    clock += loss_in_share(old_rate, whole_) - loss_in_share(old_rate, passed_);
    changed_.push_back(lane);
  } else {
    clock += loss_in_share(old_rate, share_of_year(ticks_per_year - since)) -
             loss_in_share(old_rate, share_of_year(now_ - since));
  }
  clock = std::max(clock, 1);
  if (clock == never_wound && new_rate > 0) clock = wound(lane);
  const Clock loss = loss_in_share(new_rate, left_);
  clocks_[lane] = clock - loss;
  speeds_[lane] = speed;
  since = now_;
  if (!firings_.empty()) forget_firing(lane);
  if (loss >= clock) note_firing(lane, clock, new_rate);
}

void PersonClocks::set_sojourn(int lane, double years) { clocks_[lane] = sojourn_clock(years); }

void PersonClocks::forget_firing(int lane) {
  for (Firing& firing : firings_) {
    if (firing.lane != lane) continue;
    firing = firings_.back();
    firings_.pop_back();
    return;
  }
}

/// A clock that stands at `clock` at the event at hand and reaches zero this year.
void PersonClocks::note_firing(int lane, Clock clock, float at_rate) {
  const Ticks ticks = ticks_to_zero(clock, at_rate, ticks_per_year - now_);
  firings_.push_back({now_ + ticks, model_->streams[static_cast<std::size_t>(lane)], lane});
}

}  // namespace kavel
