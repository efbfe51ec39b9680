#pragma once

#include <cstdint>
#include <vector>

#include "core/int128.hpp"
#include "model/model.hpp"
#include "population/founders.hpp"
#include "population/rows.hpp"
#include "valuation/valuation.hpp"

namespace kavel {

/// Sizes of the tallies of one variant.
struct TallyShape {
  int years = 0, age_groups = 1, ses_groups = 1, areas = 1, states = 0, transitions = 0, outcomes = 0;
  std::vector<int> group_of_age{};  ///< [age + 1]: age group

  TallyShape() = default;
  TallyShape(const Model& model, const Valuation& valuation, const std::vector<int>& first_ages, int ses, int area);
};

/// Exact sums for a set of cells: all integers, so that any order of addition gives the same.
struct Cells {
  std::vector<std::int64_t> ticks{};   ///< [cell x state]
  std::vector<std::int64_t> events{};  ///< [cell x transition]
  std::vector<Int128> outcomes{};      ///< [cell x outcome], quanta x ticks

  void resize(std::size_t cells, const TallyShape& shape);
  void add(const Cells& other);
};

/// What a variant's years add up to (sim/README.md, "Books").
struct Tally {
  TallyShape shape{};
  Cells by_sex_age_ses{};                                                    ///< [year x sex x age group x SES]
  Cells by_area{};                                                           ///< [year x area]
  Cells by_group{};                                                          ///< [year x random group]
  std::vector<std::int64_t> alive{};                                         ///< ticks [year x sex x age + 1]
  std::vector<std::int64_t> deaths{};                                        ///< [year x sex x age + 1]
  std::vector<std::int64_t> start{}, births{}, departures{}, dead{}, end{};  ///< persons [year]
  std::int64_t person_ticks = 0;

  explicit Tally(const TallyShape& shape);
  void add(const Tally& other);
};

/// Where the persons of one cohort add to in one year.
class TallyYear {
 public:
  TallyYear(Tally& tally, const Valuation& valuation, int year_index, Sex sex, int age);

  /// `ticks` more (or less) in a state, by so many persons of one key.
  void stay(const PersonKey& key, int state, std::int64_t ticks) {
    sas_.ticks[key.ses * states_ + state] += ticks;
    area_.ticks[key.area * states_ + state] += ticks;
    group_.ticks[key.group * states_ + state] += ticks;
    pay_in_all(key, state, ticks);
  }
  /// A change of state with `ticks` of the year left: they count for the new state instead of the old.
  void move(const PersonKey& key, int from, int to, std::int64_t ticks) {
    const auto move_in = [&](const Part& part, int cell) {
      part.ticks[cell * states_ + from] -= ticks;
      part.ticks[cell * states_ + to] += ticks;
    };
    move_in(sas_, key.ses);
    move_in(area_, key.area);
    move_in(group_, key.group);
    pay_in_all(key, from, -ticks);
    pay_in_all(key, to, ticks);
  }
  void event(const PersonKey& key, int lane);
  void alive(std::int64_t ticks) {
    *alive_ += ticks;
    tally_->person_ticks += ticks;
  }
  void death() {
    ++*deaths_;
    ++tally_->dead[year_];
  }
  void departure() { ++tally_->departures[year_]; }
  void birth() { ++tally_->births[year_]; }

  enum class Table { sex_age_ses, area, group };
  /// A whole year in a state for `persons` persons of one cell.
  void whole_year(Table table, int cell, int state, std::int64_t persons) {
    const std::int64_t ticks = persons * ticks_per_year;
    stay_in(table == Table::sex_age_ses ? sas_ : table == Table::area ? area_ : group_, cell, state, ticks);
  }

 private:
  struct Part {
    std::int64_t* ticks;
    std::int64_t* events;
    Int128* outcomes;
  };
  Part part(Cells& cells, std::size_t first_cell) const;

  void pay_in_all(const PersonKey& key, int state, std::int64_t ticks) const {
    for (int p = first_of_state_[state]; p < first_of_state_[state + 1]; ++p) {
      const Int128 amount = static_cast<Int128>(ticks) * quanta_[p];
      const int outcome = payoffs_[p].outcome;
      sas_.outcomes[key.ses * outcomes_ + outcome] += amount;
      area_.outcomes[key.area * outcomes_ + outcome] += amount;
      group_.outcomes[key.group * outcomes_ + outcome] += amount;
    }
  }

  void stay_in(const Part& part, int cell, int state, std::int64_t ticks) const {
    part.ticks[cell * states_ + state] += ticks;
    for (int p = first_of_state_[state]; p < first_of_state_[state + 1]; ++p) {
      part.outcomes[cell * outcomes_ + payoffs_[p].outcome] += static_cast<Int128>(ticks) * quanta_[p];
    }
  }

  Tally* tally_;
  const Valuation* valuation_;
  std::size_t year_;
  std::size_t amounts_row_;
  int states_, transitions_, outcomes_;
  const int* first_of_state_;
  const StatePayoff* payoffs_;
  const std::int64_t* quanta_;
  Part sas_{}, area_{}, group_{};
  std::int64_t* alive_;
  std::int64_t* deaths_;
};

}  // namespace kavel
