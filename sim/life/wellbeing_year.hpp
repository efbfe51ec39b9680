#pragma once

#include <cstdint>

#include "core/int128.hpp"
#include "random/philox.hpp"
#include "model/model.hpp"
#include "population/people.hpp"
#include "valuation/valuation.hpp"
#include "tally/differing.hpp"
#include "tally/tally.hpp"

namespace kavel {

/// How the persons of one cohort fare in one year, and where that is counted (sim/README.md, "Wellbeing"). A year's
/// value is added on 1 January and corrected at each event by (new - old) x the ticks that are left.
class WellbeingYear {
 public:
  WellbeingYear() = default;  ///< of a pack without measures
  /// `totals` [lineage x outcome] as in YearBooks.
  WellbeingYear(const Model& model, const Valuation& valuation, Key key, Tally& tally, Sex sex, int age, int year_index,
                Int128* totals);

  /// Are there measures at all? Nothing else may be called where there are none.
  bool any() const { return wellbeing_ != nullptr; }

  /// Someone enters: what they carry, from their own offset and their states.
  void enter(const PersonKey& key, const std::uint8_t* states, std::int32_t* modifiers) const;

  /// 1 January: takes over the effects of another age band, if it is one.
  void refresh(Rows& rows) const;

  /// Everyone in the cohort for the whole year, or who differs.
  void whole_year(const People& rows, const Differing* differing = nullptr) const;

  /// `ticks` more (or less) of someone as they are.
  void stay(const PersonKey& key, const std::int32_t* modifiers, Ticks ticks) const;

  /// A change within an attribute, `from` the state it was in to that in `states`: what they carry
  /// follows.
  void modify(const std::uint8_t* states, std::int32_t* modifiers, int attribute, int from) const;
  /// The same, counted for the `left` ticks of the year.
  void change(const PersonKey& key, const std::uint8_t* states, std::int32_t* modifiers, int attribute, int from,
              Ticks left) const;

 private:
  using Values = Modifiers;  ///< quanta
  Values values_of(const PersonKey& key, const std::int32_t* modifiers) const;
  void set_products(const std::uint8_t* states, std::int32_t* modifiers) const;
  void add_to_totals(const PersonKey& key, const std::int64_t* values) const;
  void add(const PersonKey& key, const Values& before, const Values& after, std::int64_t ticks) const;
  struct Part {
    std::int64_t* measured;
    Int128* values;
  };
  std::size_t stratum(const PersonKey& key) const { return static_cast<std::size_t>(stratum_of_(key)); }
  Part part(WellbeingCells& cells, std::size_t first_cell) const;
  struct CellSums;
  void post(const CellSums& sums, int first, int end, const Part& to) const;

  const Model* model_ = nullptr;
  const Wellbeing* wellbeing_ = nullptr;  ///< null: the pack has none
  Key key_{};
  std::size_t measures_ = 0, outcomes_ = 0;
  int ses_groups_ = 1, strata_ = 1, areas_ = 1, year_index_ = 0;
  StratumOf stratum_of_;
  const WellbeingRow* rows_ = nullptr;                ///< [SES]
  const WellbeingEffects* effects_ = nullptr;         ///< of this age
  const WellbeingEffects* effects_before_ = nullptr;  ///< of the age a year ago
  PerMeasure<bool> is_measured_{};
  Part by_stratum_{}, by_area_{}, by_group_{};
  Int128* totals_ = nullptr;
};

}  // namespace kavel
