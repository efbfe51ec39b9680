#include "tally/tally.hpp"

#include <algorithm>
#include <bit>
#include <utility>

#include "tally/each_sum.hpp"
#include "tally/grouped.hpp"

namespace kavel {

TallyShape::TallyShape(const Model& model, const Valuation& valuation, const std::vector<int>& first_ages, int ses,
                       int area, FullCross cross)
    : years(model.years),
      age_groups(static_cast<int>(first_ages.size())),
      ses_groups(ses),
      areas(area),
      full_cross(cross),
      first_states(static_cast<int>(model.attributes.front().states.size())),
      states(model.states),
      transitions(static_cast<int>(model.transitions.size())),
      outcomes(static_cast<int>(valuation.outcomes.size())),
      measures(static_cast<int>(valuation.wellbeing.measures.size())),
      activities(static_cast<int>(valuation.care.activities.size())),
      deductibles(static_cast<int>(valuation.deductibles.size())),
      crossed(activities > 0) {
  for (const Attribute& attribute : model.attributes) first_of_attribute.push_back(attribute.first_state);
  for (const Transition& transition : model.transitions) {
    const int first = model.attributes[static_cast<std::size_t>(transition.attribute)].first_state;
    const bool leaves = transition.leaving != Leaving::no;
    changes.push_back({first + transition.from, first + (leaves ? transition.from : transition.to)});
  }
  group_of_age.assign(age_rows, 0);
  for (int age = -1; age <= oldest_age; ++age) {
    const auto next = std::upper_bound(first_ages.begin(), first_ages.end(), row_age(age));
    group_of_age[static_cast<std::size_t>(age_index(age))] =
        std::max(0, static_cast<int>(next - first_ages.begin()) - 1);
  }
}

std::size_t TallyShape::sex_age(int year_index, Sex sex, int age) const {
  const std::size_t row = static_cast<std::size_t>(year_index) * sexes + static_cast<std::size_t>(sex);
  const auto group = static_cast<std::size_t>(group_of_age[static_cast<std::size_t>(age_index(age))]);
  return row * static_cast<std::size_t>(age_groups) + group;
}

void Cells::resize(std::size_t cells, const TallyShape& shape) {
  ticks.assign(cells * static_cast<std::size_t>(shape.states), 0);
  events.assign(cells * static_cast<std::size_t>(shape.transitions), 0);
  outcomes.assign(cells * static_cast<std::size_t>(shape.outcomes), 0);
  volumes.assign(cells * static_cast<std::size_t>(shape.activities), 0);
  deductibles.assign(cells * static_cast<std::size_t>(shape.deductibles), 0);
}

Cells Cells::grouped(const std::vector<int>& group_of, int groups, int years) const {
  const auto add_up = [&](const auto& values) { return kavel::grouped(values, group_of, groups, years); };
  return {add_up(ticks), add_up(events), add_up(outcomes), add_up(volumes), add_up(deductibles)};
}

OpenCells::OpenCells(const TallyShape& shape) {
  const auto cells = static_cast<std::size_t>(shape.cells()) + static_cast<std::size_t>(shape.crossed_cells());
  ticks.assign(cells * static_cast<std::size_t>(shape.states), 0);
  happened.resize(cells * static_cast<std::size_t>(shape.transitions));
  lanes.assign(cells * static_cast<std::size_t>(shape.lane_words()), 0);
  stays.assign(cells * static_cast<std::size_t>(shape.state_words()), 0);
  touched.assign(cells, 0);
  marks.resize(static_cast<std::size_t>(shape.state_words()));
}

PeopleByGroup::PeopleByGroup(const TallyShape& shape) {
  const std::size_t cells =
      std::size_t{sexes} * static_cast<std::size_t>(shape.age_groups) * static_cast<std::size_t>(shape.crossed_cells());
  const auto years = static_cast<std::size_t>(shape.years);
  ticks.assign(cells * years, 0);
  first_volumes.assign(cells * static_cast<std::size_t>(shape.activities), 0);
  first_deductibles.assign(cells * static_cast<std::size_t>(shape.deductibles), 0);
  adults.assign(years * std::size_t{random_groups} * static_cast<std::size_t>(shape.states), 0);
}

Tally::Tally(const TallyShape& of) : shape(of), people(of), open(of) {
  const auto years = static_cast<std::size_t>(of.years);
  const std::size_t strata =
      years * sexes * static_cast<std::size_t>(of.age_groups) * static_cast<std::size_t>(of.strata());
  by_sex_age_ses.resize(strata, of);
  by_area.resize(years * static_cast<std::size_t>(of.areas), of);
  by_group.resize(years * static_cast<std::size_t>(random_groups), of);
  by_side.resize(years * static_cast<std::size_t>(of.side_cells()), of);
  wellbeing.measures = of.measures;
  wellbeing.by_sex_age_ses.resize(strata, of.measures);
  wellbeing.by_area.resize(years * static_cast<std::size_t>(of.areas), of.measures);
  wellbeing.by_group.resize(years * static_cast<std::size_t>(random_groups), of.measures);
  alive.assign(years * static_cast<std::size_t>(sexes * age_rows), 0);
  deaths.assign(alive.size(), 0);
  for (auto* persons : {&start, &births, &arrivals, &departures, &dead, &end}) persons->assign(years, 0);
}

void Tally::add(const Tally& other) {
  change_each_sum(*this, other, [](auto sum, auto more) { return sum + more; });
}

TallyYear::TallyYear(Tally& tally, const Valuation& valuation, int year_index, Sex sex, int age, int level)
    : tally_(&tally),
      open_(&tally.open),
      year_(static_cast<std::size_t>(year_index)),
      stratum_of_(tally.shape),
      states_(tally.shape.states),
      state_words_(tally.shape.state_words()),
      transitions_(tally.shape.transitions),
      words_(tally.shape.lane_words()),
      first_area_(tally.shape.strata()),
      first_group_(first_area_ + tally.shape.areas),
      first_side_(first_group_ + random_groups),
      sides_(tally.shape.sides.empty() ? nullptr : tally.shape.sides.data()),
      outcomes_(rates_of(valuation, sex, age, year_index, level)),
      volumes_(rates_of(valuation.volumes, sex, age, year_index, level)) {
  expects(!open_->in_use, "two cohort-years are open in one tally");
  open_->in_use = true;
  first_sex_age_ses_ = tally.shape.first_stratum(year_index, sex, age);
  const auto sex_index = static_cast<std::size_t>(sex);
  const auto age_at = static_cast<std::size_t>(age_index(age));
  alive_ = tally.alive.data() + (year_ * sexes + sex_index) * age_rows + age_at;
  deaths_ = tally.deaths.data() + (year_ * sexes + sex_index) * age_rows + age_at;
  if (row_age(age) >= adult_age) adults_ = tally.people.adults.data() + at(year_index, random_groups * states_, 0);
  if (!tally.shape.crossed) return;
  const std::size_t place = tally.shape.first_crossed(year_index, sex, age);
  people_ = tally.people.ticks.data() + place;
  if (year_index == 0)
    first_volumes_ = tally.people.first_volumes.data() + place * static_cast<std::size_t>(tally.shape.activities);
}

TallyYear::Rates TallyYear::rates_of(const Payoffs& payoffs, Sex sex, int age, int year_index, int level) {
  const PayoffsOf of{sex, age, year_index, level};
  return {&payoffs, payoffs.of_states.quanta(of), payoffs.of_transitions.quanta(of)};
}

TallyYear::Part TallyYear::part_of(int cell) const {
  const TallyShape& shape = tally_->shape;
  const auto in = [&](Cells& cells, std::size_t at) -> Part {
    return {cells.ticks.data() + at * static_cast<std::size_t>(states_),
            cells.events.data() + at * static_cast<std::size_t>(transitions_),
            cells.outcomes.data() + at * static_cast<std::size_t>(shape.outcomes),
            cells.volumes.data() + at * static_cast<std::size_t>(shape.activities)};
  };
  if (cell < first_area_) return in(tally_->by_sex_age_ses, first_sex_age_ses_ + static_cast<std::size_t>(cell));
  if (cell < first_group_) {
    return in(tally_->by_area,
              year_ * static_cast<std::size_t>(shape.areas) + static_cast<std::size_t>(cell - first_area_));
  }
  if (cell < first_side_)
    return in(tally_->by_group, year_ * std::size_t{random_groups} + static_cast<std::size_t>(cell - first_group_));
  return in(tally_->by_side, year_ * std::size_t{2 * random_groups} + static_cast<std::size_t>(cell - first_side_));
}

void TallyYear::stay(const PersonKey& key, const std::uint8_t* states, std::size_t first, std::int64_t ticks) {
  const std::vector<int>& first_of_attribute = tally_->shape.first_of_attribute;
  open_->at_hand.clear();
  std::fill(open_->marks.begin(), open_->marks.end(), 0);
  for (std::size_t a = first; a < first_of_attribute.size(); ++a) {
    const int state = first_of_attribute[a] + states[a];
    open_->at_hand.push_back(state);
    open_->marks[static_cast<std::size_t>(state / 64)] |= std::uint64_t{1} << (state % 64);
  }
  each_cell(key, [&](int cell) { stay_at_hand(cell, ticks); });
  if (is_first()) stay_at_hand(crossed_cell(key), ticks);
}

void TallyYear::stay_at_hand(int cell, std::int64_t ticks) {
  std::int64_t* const of_cell = open_->ticks.data() + at(cell, states_, 0);
  for (const int state : open_->at_hand) of_cell[state] += ticks;
  std::uint64_t* const stays = open_->stays.data() + at(cell, state_words_, 0);
  for (int word = 0; word < state_words_; ++word) stays[word] |= open_->marks[static_cast<std::size_t>(word)];
  open_->touched[static_cast<std::size_t>(cell)] = 1;
}

/// Adds everything, and what it is worth, to the tally.
void TallyYear::close() {
  for (int cell = 0; cell < tally_->shape.cells(); ++cell) {
    std::uint8_t& touched = open_->touched[static_cast<std::size_t>(cell)];
    if (touched == 0) continue;
    touched = 0;
    const Part part = part_of(cell);
    close_events(cell, part);
    close_states(cell, part);
  }
  if (is_first()) close_first();
  open_->in_use = false;
}

/// Of SES groups and random groups at once only the volumes of care are kept.
void TallyYear::close_first() {
  for (int crossed = 0; crossed < tally_->shape.crossed_cells(); ++crossed) {
    const int cell = tally_->shape.cells() + crossed;
    std::uint8_t& touched = open_->touched[static_cast<std::size_t>(cell)];
    if (touched == 0) continue;
    touched = 0;
    Int128* sums = first_volumes_ + at(crossed, tally_->shape.activities, 0);
    take_events(cell, [&](int lane, std::int64_t events) { pay_events(volumes_, sums, lane, events); });
    take_states(cell, [&](int state, std::int64_t ticks) { pay_state(volumes_, sums, state, ticks); });
  }
}

/// Calls take(lane) for each transition that happened in a cell: few, in most.
template <class Take>
void TallyYear::each_lane(int cell, const Take& take) const {
  for (int word = 0; word < words_; ++word) {
    for (std::uint64_t bits = open_->lanes[at(cell, words_, word)]; bits != 0; bits &= bits - 1) {
      take(64 * word + std::countr_zero(bits));
    }
  }
}

/// Takes a cell's events, lane by lane, and moves the ticks left after them to the new states.
template <class Take>
void TallyYear::take_events(int cell, const Take& take) {
  Happened* const happened = open_->happened.data() + at(cell, transitions_, 0);
  std::int64_t* const ticks = open_->ticks.data() + at(cell, states_, 0);
  const StateChange* const changes = tally_->shape.changes.data();
  each_lane(cell, [&](int lane) {
    const Happened of = happened[lane];
    happened[lane] = {};
    ticks[changes[lane].from] -= of.ticks_left;
    ticks[changes[lane].to] += of.ticks_left;
    mark(cell, changes[lane].from);
    mark(cell, changes[lane].to);
    take(lane, of.events);
  });
  for (int word = 0; word < words_; ++word) open_->lanes[at(cell, words_, word)] = 0;
}

/// Counts a cell's events, and pays what transitions pay.
void TallyYear::close_events(int cell, const Part& part) {
  take_events(cell, [&](int lane, std::int64_t events) {
    if (events == 0) return;  // as many were taken off
    part.events[lane] += events;
    pay_events(outcomes_, part.outcomes, lane, events);
    pay_events(volumes_, part.volumes, lane, events);
  });
}

void TallyYear::pay_events(const Rates& rates, Int128* sums, int lane, std::int64_t events) {
  const Payoffs& payoffs = *rates.payoffs;
  const auto place = static_cast<std::size_t>(lane);
  const auto first = static_cast<std::size_t>(payoffs.first_of_lane[place]);
  const auto end = static_cast<std::size_t>(payoffs.first_of_lane[place + 1]);
  for (std::size_t p = first; p < end; ++p)
    sums[payoffs.transition_payoffs[p].outcome] +=
        static_cast<Int128>(rates.of_transitions[p]) * events * ticks_per_year;
}

/// Adds a cell's ticks, and pays what states pay.
void TallyYear::close_states(int cell, const Part& part) {
  const bool is_group = adults_ != nullptr && cell >= first_group_ && cell < first_side_;
  std::int64_t* const adults = is_group ? adults_ + at(cell - first_group_, states_, 0) : nullptr;
  take_states(cell, [&](int state, std::int64_t ticks) {
    pay_state(outcomes_, part.outcomes, state, ticks);
    pay_state(volumes_, part.volumes, state, ticks);
    if (adults != nullptr) adults[state] += ticks;
    part.ticks[state] += ticks;
  });
}

/// Takes a cell's ticks, state by state: after few events they are in few.
template <class Take>
void TallyYear::take_states(int cell, const Take& take) {
  std::int64_t* const ticks = open_->ticks.data() + at(cell, states_, 0);
  for (int word = 0; word < state_words_; ++word) {
    const std::uint64_t marked = std::exchange(open_->stays[at(cell, state_words_, word)], 0);
    for (std::uint64_t bits = marked; bits != 0; bits &= bits - 1) {
      const int state = 64 * word + std::countr_zero(bits);
      if (state >= states_) break;
      if (ticks[state] != 0) take(state, std::exchange(ticks[state], 0));
    }
  }
}

void TallyYear::pay_state(const Rates& rates, Int128* sums, int state, std::int64_t ticks) {
  const int* const first = rates.payoffs->first_of_state.data() + state;
  const StatePayoff* const payoffs = rates.payoffs->state_payoffs.data() + first[0];
  const std::int64_t* const quanta = rates.of_states.at(static_cast<std::size_t>(first[0]));  // a state's go together
  for (int i = 0; i < first[1] - first[0]; ++i) sums[payoffs[i].outcome] += static_cast<Int128>(ticks) * quanta[i];
}

void TallyYear::follow(std::vector<std::int32_t>& persons) const {
  const StateChange* const changes = tally_->shape.changes.data();
  for (int cell = 0; cell < tally_->shape.cells(); ++cell) {
    const Happened* const happened = open_->happened.data() + at(cell, transitions_, 0);
    std::int32_t* const here = persons.data() + at(cell, states_, 0);
    each_lane(cell, [&](int lane) {
      const auto events = static_cast<std::int32_t>(happened[lane].events);
      here[changes[lane].from] -= events;
      here[changes[lane].to] += events;
    });
  }
}

}  // namespace kavel
