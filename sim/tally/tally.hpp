#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "core/int128.hpp"
#include "model/model.hpp"
#include "population/founders.hpp"
#include "population/rows.hpp"
#include "valuation/valuation.hpp"
#include "tally/wellbeing_tally.hpp"

namespace kavel {

/// The states a transition leads from and to, by position among all states; the same where it changes none or leaves.
struct StateChange {
  int from = 0;
  int to = 0;
};

/// Are cells by sex, age group and SES kept apart by zone too?
enum class FullCross : std::uint8_t { no, yes };

/// Sizes of the tallies of one variant.
struct TallyShape {
  int years = 0, age_groups = 1, ses_groups = 1;
  int areas = 1;  ///< zones (population/zones.hpp): areas, inside and outside the delineation apart
  FullCross full_cross = FullCross::no;
  int first_states = 0;  ///< of the first attribute: everyone is in one of them
  int states = 0, transitions = 0, outcomes = 0, measures = 0, activities = 0, deductibles = 0;
  std::vector<int> first_of_attribute{};  ///< [attribute]: position of its first state among all
  std::vector<int> group_of_age{};        ///< [age + 1]: age group
  std::vector<StateChange> changes{};     ///< [transition]
  bool crossed = false;                   ///< are people counted by SES and random group at once? where there is care
  std::vector<int> sides{};               ///< [zone]: 0 inside the delineation, 1 outside; empty: there is none

  TallyShape() = default;
  TallyShape(const Model& model, const Valuation& valuation, const std::vector<int>& first_ages, int ses, int area,
             FullCross cross = FullCross::no);

  /// Cells of one sex and age group: SES groups, or SES x zone in a full cross.
  int strata() const { return ses_groups * (full_cross == FullCross::yes ? areas : 1); }
  /// Which of the rows [year x sex x age group] those of an age are in.
  std::size_t sex_age(int year_index, Sex sex, int age) const;
  /// The first of its strata in Tally::by_sex_age_ses.
  std::size_t first_stratum(int year_index, Sex sex, int age) const {
    return sex_age(year_index, sex, age) * static_cast<std::size_t>(strata());
  }
  /// The first of its cells where every SES group stands with every random group: see PeopleByGroup.
  std::size_t first_crossed(int year_index, Sex sex, int age) const {
    return sex_age(year_index, sex, age) * static_cast<std::size_t>(ses_groups) * std::size_t{random_groups};
  }
  /// Cells of one cohort-year: strata, then areas, then random groups, then those inside and outside.
  int cells() const { return strata() + areas + random_groups + side_cells(); }
  int side_cells() const { return sides.empty() ? 0 : 2 * random_groups; }
  /// Beyond them, in the first year, every SES group with every random group.
  int crossed_cells() const { return crossed ? ses_groups * random_groups : 0; }
  /// Words that hold a bit for each transition.
  int lane_words() const { return (transitions + 63) / 64; }
  /// … and for each state.
  int state_words() const { return (states + 63) / 64; }
};

/// Which stratum of their sex and age group a person is in: see TallyShape::strata.
struct StratumOf {
  int zones_of_ses = 1;
  unsigned zone_mask = 0;  ///< all ones, or none: the zone does not matter

  StratumOf() = default;
  explicit StratumOf(const TallyShape& shape)
      : zones_of_ses(shape.strata() / shape.ses_groups), zone_mask(shape.full_cross == FullCross::yes ? ~0U : 0U) {}
  int operator()(const PersonKey& key) const { return key.ses * zones_of_ses + static_cast<int>(key.zone & zone_mask); }
};

/// Exact sums for a set of cells: all integers, so that any order of addition gives the same.
struct Cells {
  std::vector<std::int64_t> ticks{};        ///< [cell x state]
  std::vector<std::int64_t> events{};       ///< [cell x transition]
  std::vector<Int128> outcomes{};           ///< [cell x outcome], quanta x ticks
  std::vector<Int128> volumes{};            ///< [cell x activity], quanta x ticks
  std::vector<std::int64_t> deductibles{};  ///< [cell x deductible], paid, in quanta

  void resize(std::size_t cells, const TallyShape& shape);
  /// [year x cell] added up to [year x group]; `group_of` [cell].
  Cells grouped(const std::vector<int>& group_of, int groups, int years) const;
};

/// How often a transition happened, and the ticks of the year that were left then, in all.
struct Happened {
  std::int64_t events = 0;
  std::int64_t ticks_left = 0;
};

/// What the cohort-year at hand adds up to before it is multiplied by what it is worth at the cohort's age: one number
/// or two to an event, whatever states pay. All zero between cohort-years.
struct OpenCells {
  std::vector<std::int64_t> ticks{};    ///< [cell x state], transitions' changes apart
  std::vector<Happened> happened{};     ///< [cell x transition]
  std::vector<std::uint64_t> lanes{};   ///< [cell x 64 transitions]: a bit for each that happened
  std::vector<std::uint64_t> stays{};   ///< [cell x 64 states]: a bit for each whose ticks may not be zero
  std::vector<std::uint8_t> touched{};  ///< [cell]: has anything in it
  std::vector<int> at_hand{};           ///< the states of someone …
  std::vector<std::uint64_t> marks{};   ///< … and a bit for each
  bool in_use = false;

  explicit OpenCells(const TallyShape& shape);
};

inline constexpr int adult_age = 18;

/// What standard errors need besides random groups of everyone. By cell and random group at once, for those of
/// meerkosten by cause: people, and what they used in the first year (empty without activities).
struct PeopleByGroup {
  std::vector<std::int64_t> ticks{};    ///< lived [year x sex x age group x SES x random group]
  std::vector<Int128> first_volumes{};  ///< of the first year [sex x age group x SES x random group x activity]
  std::vector<std::int64_t> first_deductibles{};  ///< paid in the first year [… x random group x deductible], quanta
  std::vector<std::int64_t> adults{};             ///< ticks of those of adult_age or over [year x random group x state]

  PeopleByGroup() = default;
  explicit PeopleByGroup(const TallyShape& shape);
};

/// What a variant's years add up to (sim/README.md, "Books").
struct Tally {
  TallyShape shape{};
  Cells by_sex_age_ses{};  ///< [year x sex x age group x SES (x zone, in a full cross)]
  Cells by_area{};         ///< [year x zone]
  Cells by_group{};        ///< [year x random group]
  Cells by_side{};         ///< [year x inside, outside x random group]; empty without a delineation
  WellbeingTally wellbeing{};
  PeopleByGroup people{};
  std::vector<std::int64_t> alive{};   ///< ticks [year x sex x age + 1]
  std::vector<std::int64_t> deaths{};  ///< [year x sex x age + 1]
  std::vector<std::int64_t> start{}, births{}, arrivals{}, departures{}, dead{}, end{};  ///< persons [year]
  std::int64_t person_ticks = 0;
  OpenCells open;  ///< of the cohort-year at hand

  explicit Tally(const TallyShape& shape);
  void add(const Tally& other);
};

/// Position in arrays [SES x random group].
inline std::size_t crossed_place(const PersonKey& key) {
  return static_cast<std::size_t>(key.ses) * std::size_t{random_groups} + key.group;
}

/// Where the persons of one cohort, all of one cost level, add to in one year. It reaches the tally when it goes out of
/// scope; a tally has one at a time.
class TallyYear {
 public:
  TallyYear(Tally& tally, const Valuation& valuation, int year_index, Sex sex, int age, int level = 0);
  ~TallyYear() { close(); }
  TallyYear(const TallyYear&) = delete;
  TallyYear& operator=(const TallyYear&) = delete;

  /// `ticks` more (or less) in a state.
  void stay(const PersonKey& key, int state, std::int64_t ticks) {
    each_cell(key, [&](int cell) { stay_in(cell, state, ticks); });
    if (is_first()) stay_in(crossed_cell(key), state, ticks);
  }
  /// The same in a person's states [attribute] of all attributes from `first` on.
  void stay(const PersonKey& key, const std::uint8_t* states, std::size_t first, std::int64_t ticks);
  /// A transition with `ticks` of the year left: they count for its new state instead of the old. `sign` -1: it is
  /// taken off, here and below.
  void event(const PersonKey& key, int lane, std::int64_t ticks, int sign = 1) {
    each_cell(key, [&](int cell) { event_in(cell, lane, sign * ticks, sign); });
    if (is_first()) event_in(crossed_cell(key), lane, sign * ticks, sign);
  }
  /// A whole year for a cell's persons: [state] how many are in it.
  void whole_year(int cell, const std::int32_t* persons) {
    std::int64_t* ticks = open_->ticks.data() + at(cell, states_, 0);
    for (int state = 0; state < states_; ++state) ticks[state] += std::int64_t{persons[state]} * ticks_per_year;
    std::fill_n(open_->stays.data() + at(cell, state_words_, 0), state_words_, ~std::uint64_t{0});
    open_->touched[static_cast<std::size_t>(cell)] = 1;
  }
  void alive(std::int64_t ticks) {
    *alive_ += ticks;
    tally_->person_ticks += ticks;
  }
  /// Someone's `ticks` more (or less) here.
  void alive(const PersonKey& key, std::int64_t ticks) {
    alive(ticks);
    if (people_ != nullptr) people_[crossed_place(key)] += ticks;
  }
  /// A whole year for persons [SES x random group], counted in alive() already.
  void people(const std::vector<std::int32_t>& persons) {
    if (people_ == nullptr) return;
    for (std::size_t i = 0; i < persons.size(); ++i) people_[i] += std::int64_t{persons[i]} * ticks_per_year;
  }
  /// In the first year care is counted by SES and random group at once, too.
  bool is_first() const { return first_volumes_ != nullptr; }
  void death(int sign = 1) {
    *deaths_ += sign;
    tally_->dead[year_] += sign;
  }
  void departure(int sign = 1) { tally_->departures[year_] += sign; }
  void birth(int sign = 1) { tally_->births[year_] += sign; }
  void arrival() { ++tally_->arrivals[year_]; }

  /// Calls take(cell) for the cells a person belongs to.
  template <class Take>
  void each_cell(const PersonKey& key, const Take& take) const {
    take(stratum_of_(key));
    take(first_area_ + key.zone);
    take(first_group_ + key.group);
    if (sides_ != nullptr) take(first_side_ + sides_[key.zone] * random_groups + key.group);
  }
  /// Moves persons, [cell x state], as the events booked so far moved them.
  void follow(std::vector<std::int32_t>& persons) const;

 private:
  void stay_in(int cell, int state, std::int64_t ticks) {
    open_->ticks[at(cell, states_, state)] += ticks;
    mark(cell, state);
    open_->touched[static_cast<std::size_t>(cell)] = 1;
  }
  void event_in(int cell, int lane, std::int64_t ticks, int sign) {
    Happened& happened = open_->happened[at(cell, transitions_, lane)];
    happened.events += sign;
    happened.ticks_left += ticks;
    open_->lanes[at(cell, words_, lane / 64)] |= std::uint64_t{1} << (lane % 64);
    open_->touched[static_cast<std::size_t>(cell)] = 1;
  }
  void stay_at_hand(int cell, std::int64_t ticks);
  void mark(int cell, int state) {
    open_->stays[at(cell, state_words_, state / 64)] |= std::uint64_t{1} << (state % 64);
  }
  int crossed_cell(const PersonKey& key) const { return tally_->shape.cells() + static_cast<int>(crossed_place(key)); }

  struct Part {
    std::int64_t* ticks;
    std::int64_t* events;
    Int128* outcomes;
    Int128* volumes;
  };
  /// What the cohort's states and transitions pay in this year.
  struct Rates {
    const Payoffs* payoffs;
    PayoffRow<std::int64_t> of_states, of_transitions;
  };
  static Rates rates_of(const Payoffs& payoffs, Sex sex, int age, int year_index, int level);
  static std::size_t at(int cell, int width, int position) {
    return static_cast<std::size_t>(cell) * static_cast<std::size_t>(width) + static_cast<std::size_t>(position);
  }
  Part part_of(int cell) const;
  void close();
  void close_states(int cell, const Part& part);
  template <class Take>
  void each_lane(int cell, const Take& take) const;
  template <class Take>
  void take_events(int cell, const Take& take);
  void close_events(int cell, const Part& part);
  void close_first();
  static void pay_events(const Rates& rates, Int128* sums, int lane, std::int64_t events);
  template <class Take>
  void take_states(int cell, const Take& take);
  static void pay_state(const Rates& rates, Int128* sums, int state, std::int64_t ticks);

  Tally* tally_;
  OpenCells* open_;
  std::size_t year_;
  StratumOf stratum_of_;
  int states_, state_words_, transitions_, words_, first_area_, first_group_, first_side_;
  const int* sides_;  ///< [zone]; null without a delineation
  Rates outcomes_, volumes_;
  std::size_t first_sex_age_ses_;  ///< its first cell in Tally::by_sex_age_ses
  std::int64_t* alive_;
  std::int64_t* deaths_;
  std::int64_t* adults_ = nullptr;   ///< [random group x state]; null below adult_age
  std::int64_t* people_ = nullptr;   ///< [SES x random group]; null if nobody counts them
  Int128* first_volumes_ = nullptr;  ///< [SES x random group x activity]; null but in the first year
};

}  // namespace kavel
