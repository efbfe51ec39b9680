#pragma once

#include <cstdint>
#include <vector>

#include "core/int128.hpp"
#include "model/model.hpp"
#include "population/people.hpp"
#include "valuation/care_rates.hpp"
#include "tally/tally.hpp"

namespace kavel {

/// What programmes shift of the care that the persons of one cohort ask for in one year, and where that is counted
/// (sim/README.md, "Care that is shifted"). A year as they are on 1 January is added then, and corrected at events.
class CareYear {
 public:
  CareYear(const Model& model, const Valuation& valuation);

  /// Do programmes shift any care? Nothing else may be called where none does.
  bool any() const { return !shifts_->empty(); }

  /// A cohort-year begins. `totals` [lineage x outcome] as in YearBooks.
  void open(Tally& tally, Sex sex, int age, int year_index, int level, Int128* totals);

  /// Is care shifted for someone in these states?
  bool shifts(const std::uint8_t* states) const { return shifts_->any_of(states); }
  /// Everyone in the cohort for the whole year.
  void whole_year(const People& rows);
  /// `ticks` more (or less) of someone as they are.
  void stay(const PersonKey& key, const std::uint8_t* states, std::int64_t ticks);
  /// A transition happens to someone, still in the states before it.
  void happen(const PersonKey& key, const std::uint8_t* states, int lane);

  /// Adds to the sums [part of the deductible] what is shifted of expected spending, in quanta x ticks …
  template <class Sum>
  void add_spending(std::size_t deductible, const std::uint8_t* states, std::int64_t ticks, Sum* sums);
  /// … and when a transition happens.
  void add_spending_at(std::size_t deductible, const std::uint8_t* states, int lane, Int128* sums);

 private:
  struct Rates : CareRates {
    bool known = false;
  };
  struct Cells {
    Int128* volumes = nullptr;
    Int128* outcomes = nullptr;
  };

  const Rates& rates(std::size_t programme, int state);
  /// Calls take(rates) for each programme that shifts care of someone in these states.
  template <class Take>
  void each(const std::uint8_t* states, const Take& take);
  /// Calls take(rates of a state) for each state they are in that asks for care that is shifted.
  template <class Take>
  void each_rate(const Rates& of, const std::uint8_t* states, const Take& take) const;
  void post(const PersonKey& key);
  void post(const Cells& to, std::size_t cell) const;

  const Model* model_;
  const Valuation* valuation_;
  const CareShifts* shifts_;
  std::size_t width_;                 ///< sums
  std::vector<std::size_t> first_{};  ///< [programme]: its first state among rates_
  std::vector<Rates> rates_{};        ///< [state of each programme]: of the cohort-year at hand
  std::vector<Int128> sums_;          ///< of the person at hand, in quanta x ticks

  // The cohort-year at hand.
  CareOf of_{};
  std::size_t activities_ = 0, outcomes_ = 0;
  StratumOf stratum_of_{};
  Cells by_stratum_{}, by_area_{}, by_group_{}, by_side_{}, first_year_{};
  const int* sides_ = nullptr;
  Int128* totals_ = nullptr;
};

template <class Take>
void CareYear::each(const std::uint8_t* states, const Take& take) {
  for (std::size_t p = 0; p < shifts_->programmes.size(); ++p) {
    const CareProgramme& programme = shifts_->programmes[p];
    const int state = states[programme.attribute];
    if (programme.strengths[static_cast<std::size_t>(state)] != 0) take(rates(p, state));
  }
}

template <class Take>
void CareYear::each_rate(const Rates& of, const std::uint8_t* states, const Take& take) const {
  for (const int a : shifts_->attributes) {
    const int state = model_->attributes[static_cast<std::size_t>(a)].first_state + states[a];
    take(of.states.data() + static_cast<std::size_t>(state) * width_);
  }
}

template <class Sum>
void CareYear::add_spending(std::size_t deductible, const std::uint8_t* states, std::int64_t ticks, Sum* sums) {
  each(states, [&](const Rates& of) {
    each_rate(of, states, [&](const std::int64_t* rate) {
      for (std::size_t i = 0; i < shifts_->spending.size(); ++i) {
        const SpendingPart& part = shifts_->spending[i];
        if (static_cast<std::size_t>(part.deductible) != deductible) continue;
        sums[part.part] += static_cast<Sum>(rate[shifts_->spending_sum() + i]) * ticks;
      }
    });
  });
}

}  // namespace kavel
