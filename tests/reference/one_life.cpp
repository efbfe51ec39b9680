#include "tests/reference/one_life.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <tuple>

#include "core/clock.hpp"
#include "core/errors.hpp"
#include "random/stream.hpp"
#include "random/winding.hpp"

namespace kavel::reference {

namespace {

constexpr double sojourn_units = 8388608.0;  ///< clock units a year of sojourn, 2^23
constexpr double longest_sojourn = 2147483519.0;

template <class Int>
std::size_t at(Int index) {
  return static_cast<std::size_t>(index);
}

struct OneClock {
  bool wound = false;
  Clock left = 0;
  Moment settled_at = 0;
  float speed = 0;
  ClockRate rate = 0;
  std::uint32_t windings = 0;
};

/// What comes next: of equal moments firings and due durations first, then the end of a cycle, then steps; of equal
/// kinds the lowest stream.
struct Coming {
  enum Kind { firing, due, cycle_end, step };
  Moment moment = 0;
  Kind kind = firing;
  std::uint32_t stream = 0;
  int index = 0;  ///< lane, or attribute of a step
  auto order() const { return std::tuple(moment, kind == due ? firing : kind, stream); }
};

}  // namespace

class OneLife::Living {
 public:
  Living(const Model& model, Key key, const Inhabitant& who)
      : model_(model),
        key_(key),
        life_{who, {}, {}, {}, 0, Leaving::no},
        states_(who.states),
        came_(model.attributes.size(), who.entry),
        entered_(model.attributes.size(), who.entry),
        years_in_state_(model.attributes.size(), 0),
        stopped_(model.attributes.size(), false),
        clocks_(model.transitions.size()) {
    for (std::size_t a = 0; a < who.spent.size(); ++a) {
      entered_[a] -= who.spent[a];
      years_in_state_[a] = static_cast<int>(who.spent[a] / ticks_per_year);
    }
  }

  bool here() const { return life_.left == Leaving::no; }
  const Inhabitant& who() const { return life_.who; }
  const std::vector<int>& states() const { return states_; }
  const std::vector<Happening>& happenings() const { return life_.happenings; }
  float hazard(int lane, int age, int year) const {
    return model_.base_row(life_.who.sex, age, year)[lane] * speed(lane);
  }

  void begin_year(int year) {
    year_ = year;
    const Moment entry = life_.who.entry;
    if (year == (entry == 0 ? 0 : year_of(entry))) {
      for (std::size_t a = 0; a < model_.attributes.size(); ++a) wind_sojourns(static_cast<int>(a), entry);
    }
    new_year(std::max(entry, moment(year_, 0)));
  }

  void happen_on_new_year(int lane) {
    if (states_[at(transition(lane).attribute)] != transition(lane).from) return;
    take_effect(lane, moment(year_, 0));
    new_year(moment(year_, 0));
  }

  std::vector<Inhabitant> live_year() {
    const std::size_t children = life_.children.size();
    while (here()) {
      const std::optional<Coming> coming = next();
      if (!coming) break;
      happen(*coming);
    }
    if (here()) {
      for (OneClock& clock : clocks_) settle(clock, year_end());
    }
    return {life_.children.begin() + static_cast<std::ptrdiff_t>(children), life_.children.end()};
  }

  Life life() {
    if (!here()) return life_;
    life_.end = moment(model_.years, 0);
    for (std::size_t a = 0; a < states_.size(); ++a) end_stay(static_cast<int>(a), life_.end, true);
    return life_;
  }

 private:
  const Transition& transition(int lane) const { return model_.transitions[at(lane)]; }
  const Attribute& attribute(int index) const { return model_.attributes[at(index)]; }
  int lanes() const { return static_cast<int>(model_.transitions.size()); }
  int age() const { return life_.who.age_at_start + year_; }
  Moment year_end() const { return moment(year_ + 1, 0); }

  int value_of(const Factor& factor) const {
    if (factor.of == Factor::Of::ses) return life_.who.ses;
    if (factor.of == Factor::Of::area) return life_.who.area;
    return states_[at(factor.attribute)];
  }

  float base(int lane) const { return model_.base_row(life_.who.sex, age(), year_)[lane]; }

  float figure_by_time(const TimeInState& table, int years_in_state) const {
    const int row = (static_cast<int>(life_.who.sex) * age_rows + age_index(age())) * model_.years + year_;
    return table.figures[at(row * table.steps + std::min(years_in_state, table.steps - 1))];
  }

  /// The product of all factors in canonical order, from scratch.
  float speed(int lane) const {
    float product = 1.0F;
    for (const Factor& factor : model_.factors) {
      const std::vector<float>& rows = factor.rows[at(model_.band(factor, life_.who.sex, age()))];
      product *= rows[at(value_of(factor) * model_.lanes + lane)];
    }
    const Transition& of = transition(lane);
    if (of.by_time_in_state >= 0 && states_[at(of.attribute)] == of.from) {
      product *= figure_by_time(model_.time_in_state[at(of.by_time_in_state)], years_in_state_[at(of.attribute)]);
    }
    return stopped_[at(of.attribute)] ? 0.0F : product;
  }

  static void settle(OneClock& clock, Moment now) {
    if (clock.wound) clock.left = settled(clock.left, clock.rate, static_cast<Ticks>(now - clock.settled_at));
    clock.settled_at = now;
  }

  Clock winding(int lane, std::uint32_t occurrence, Moment now) const {
    const Transition& of = transition(lane);
    const PersonId id = life_.who.id;
    if (of.kind == ClockKind::exponential) return exponential_winding(key_, id, of.stream, occurrence);
    const double spent = static_cast<double>(now - entered_[at(of.attribute)]) / ticks_per_year;
    if (spent > 0) {
      const double left = of.kind == ClockKind::weibull
                              ? weibull_remaining(key_, id, of.stream, occurrence, of.shape, of.scale, spent)
                              : gamma_remaining(key_, id, of.stream, occurrence, of.shape, of.scale, spent);
      return static_cast<Clock>(std::clamp(std::ceil(left * sojourn_units), 1.0, longest_sojourn));
    }
    const double years = of.kind == ClockKind::weibull
                             ? weibull_sojourn(key_, id, of.stream, occurrence, of.shape, of.scale)
                             : gamma_sojourn(key_, id, of.stream, occurrence, of.shape, of.scale);
    return static_cast<Clock>(std::clamp(std::ceil(years * sojourn_units), 1.0, longest_sojourn));
  }

  void wind(int lane, Moment now) {
    OneClock& clock = clocks_[at(lane)];
    clock.left = winding(lane, clock.windings++, now);
    clock.settled_at = now;
    clock.wound = true;
  }

  void wind_sojourns(int attribute_index, Moment now) {
    for (int lane = 0; lane < lanes(); ++lane) {
      const Transition& of = transition(lane);
      const bool sojourn = of.kind == ClockKind::weibull || of.kind == ClockKind::gamma;
      if (sojourn && of.attribute == attribute_index && of.from == states_[at(attribute_index)]) wind(lane, now);
    }
  }

  void new_year(Moment now) {
    for (int lane = 0; lane < lanes(); ++lane) {
      clocks_[at(lane)].speed = speed(lane);
      take_rate(lane, now);
    }
  }

  void take_rate(int lane, Moment now) {
    OneClock& clock = clocks_[at(lane)];
    clock.rate = base(lane) * clock.speed;
    if (clock.rate > 0 && !clock.wound) wind(lane, now);
  }

  /// Recomputes every speed; a clock is settled only if its own changed in value.
  void retune(Moment now) {
    for (int lane = 0; lane < lanes(); ++lane) {
      OneClock& clock = clocks_[at(lane)];
      const float changed = speed(lane);
      if (changed == clock.speed) continue;
      settle(clock, now);
      clock.speed = changed;
      take_rate(lane, now);
    }
  }

  std::optional<Coming> next() const {
    std::optional<Coming> first;
    const auto consider = [&](const Coming& other) {
      if (other.moment <= year_end() && (!first || other.order() < first->order())) first = other;
    };
    for (int lane = 0; lane < lanes(); ++lane) {
      const Transition& of = transition(lane);
      const OneClock& clock = clocks_[at(lane)];
      if (of.kind == ClockKind::duration) {
        if (states_[at(of.attribute)] == of.from) {
          const Moment due = std::max(entered_[at(of.attribute)] + of.duration, came_[at(of.attribute)] + 1);
          consider({due, Coming::due, of.stream.value, lane});
        }
      } else if (clock.wound && clock.rate > 0) {
        const Ticks ticks = ticks_to_zero(clock.left, clock.rate, static_cast<Ticks>(year_end() - clock.settled_at));
        if (ticks != never) consider({clock.settled_at + ticks, Coming::firing, of.stream.value, lane});
      }
    }
    if (!fired_.empty()) consider({cycle_end_, Coming::cycle_end, 0, 0});
    for (int a = 0; a < static_cast<int>(states_.size()); ++a) {
      if (varies_by_time(a)) {
        consider({entered_[at(a)] + (years_in_state_[at(a)] + 1) * Moment{ticks_per_year}, Coming::step,
                  attribute(a).step_stream.value, a});
      }
    }
    return first;
  }

  bool varies_by_time(int attribute_index) const {
    return std::any_of(model_.transitions.begin(), model_.transitions.end(), [&](const Transition& of) {
      return of.by_time_in_state >= 0 && of.attribute == attribute_index && of.from == states_[at(attribute_index)];
    });
  }

  void happen(const Coming& coming) {
    const Moment now = coming.moment;
    if (coming.kind == Coming::step) {
      ++years_in_state_[at(coming.index)];
    } else if (coming.kind == Coming::cycle_end) {
      end_cycle(now);
    } else if (model_.cycles_per_year > 0) {
      if (transition(coming.index).kind == ClockKind::exponential) wind(coming.index, now);
      fired_.push_back(coming.index);
      stopped_[at(transition(coming.index).attribute)] = true;
      const Moment cycle = model_.cycle();
      expects(cycle > 0, "a year has cycles");
      cycle_end_ = (now + cycle - 1) / cycle * cycle;
    } else {
      if (transition(coming.index).kind == ClockKind::exponential) wind(coming.index, now);
      take_effect(coming.index, now);
    }
    if (life_.left == Leaving::no) retune(now);
  }

  void end_cycle(Moment now) {
    std::vector<int> fired;
    std::swap(fired, fired_);
    const auto leaving =
        std::find_if(fired.begin(), fired.end(), [&](int lane) { return transition(lane).leaving != Leaving::no; });
    if (leaving != fired.end()) return take_effect(*leaving, now);
    for (const int lane : fired) {
      stopped_[at(transition(lane).attribute)] = false;
      take_effect(lane, now);
      retune(now);
    }
  }

  void take_effect(int lane, Moment now) {
    const Transition& of = transition(lane);
    life_.happenings.push_back({lane, now, year_, states_});
    if (of.leaving != Leaving::no) {
      life_.left = of.leaving;
      life_.end = now;
      for (std::size_t a = 0; a < states_.size(); ++a) end_stay(static_cast<int>(a), now, false);
      return;
    }
    if (of.birth) give_birth(now);
    if (of.from == of.to && of.kind == ClockKind::exponential) return;
    end_stay(of.attribute, now, false);
    states_[at(of.attribute)] = of.to;
    years_in_state_[at(of.attribute)] = 0;
    wind_sojourns(of.attribute, now);
  }

  void end_stay(int attribute_index, Moment now, bool until_the_end) {
    life_.stays.push_back(
        {attribute_index, states_[at(attribute_index)], came_[at(attribute_index)], now, until_the_end});
    came_[at(attribute_index)] = now;
    entered_[at(attribute_index)] = now;
  }

  void give_birth(Moment now) {
    Inhabitant child;
    child.id = child_of(life_.who.id, static_cast<std::uint32_t>(life_.children.size()));
    child.founder = life_.who.founder;
    child.group = life_.who.group;
    const double boys = model_.boys_per_girl;
    const double chance = uniform(random_word(key_, child.id, stream_of("birth@sex"), 0));
    child.sex = chance < boys / (1 + boys) ? Sex::male : Sex::female;
    child.age_at_start = -1 - year_of(now);
    child.ses = life_.who.ses;
    child.area = life_.who.area;
    child.affiliation = life_.who.affiliation;
    child.entry = now;
    for (const Attribute& one : model_.attributes) child.states.push_back(one.newborn);
    life_.children.push_back(std::move(child));
  }

  const Model& model_;
  Key key_;
  Life life_;
  std::vector<int> states_;          ///< [attribute]
  std::vector<Moment> came_;         ///< [attribute]: into the state, here
  std::vector<Moment> entered_;      ///< [attribute]: into the state, perhaps before they came here
  std::vector<int> years_in_state_;  ///< [attribute]: whole years since entry
  std::vector<bool> stopped_;        ///< [attribute]: fired in this cycle
  std::vector<OneClock> clocks_;     ///< [lane]
  std::vector<int> fired_{};         ///< lanes that fired in this cycle, in that order
  Moment cycle_end_ = 0;
  int year_ = 0;
};

OneLife::OneLife(const Model& model, Key key, const Inhabitant& who)
    : living_(std::make_unique<Living>(model, key, who)) {}
OneLife::~OneLife() = default;
OneLife::OneLife(OneLife&&) noexcept = default;
bool OneLife::here() const { return living_->here(); }
const Inhabitant& OneLife::who() const { return living_->who(); }
const std::vector<int>& OneLife::states() const { return living_->states(); }
const std::vector<Happening>& OneLife::happenings() const { return living_->happenings(); }
float OneLife::hazard(int lane, int age, int year) const { return living_->hazard(lane, age, year); }
void OneLife::begin_year(int year) { living_->begin_year(year); }
void OneLife::happen_on_new_year(int lane) { living_->happen_on_new_year(lane); }
std::vector<Inhabitant> OneLife::live_year() { return living_->live_year(); }
Life OneLife::life() { return living_->life(); }

Life live(const Model& model, Key key, const Inhabitant& who) {
  OneLife life(model, key, who);
  for (int year = who.entry == 0 ? 0 : year_of(who.entry); year < model.years && life.here(); ++year) {
    life.begin_year(year);
    life.live_year();
  }
  return life.life();
}

}  // namespace kavel::reference
