#include "life/wellbeing_year.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "life/kernels.hpp"

namespace kavel {

namespace {

constexpr std::size_t batch_rows = 64;  ///< whose values are found together
constexpr auto width = std::size_t{most_measures};

}  // namespace

/// Sums over the persons of a cohort by cell, before they are multiplied by the year.
struct WellbeingYear::CellSums {
  explicit CellSums(int cells)
      : values(static_cast<std::size_t>(cells) * width, 0), persons(static_cast<std::size_t>(cells), 0) {}

  void add(int cell, const std::int64_t* of_person) {
    ++persons[static_cast<std::size_t>(cell)];
    for (std::size_t m = 0; m < width; ++m) of(cell)[m] += of_person[m];
  }
  std::int64_t* of(int cell) { return values.data() + static_cast<std::size_t>(cell) * width; }

  std::vector<std::int64_t> values;   ///< quanta [cell x measure]
  std::vector<std::int64_t> persons;  ///< [cell]
};

WellbeingYear::WellbeingYear(const Model& model, const Valuation& valuation, Key key, Tally& tally, Sex sex, int age,
                             int year_index, Int128* totals)
    : model_(&model),
      wellbeing_(valuation.wellbeing.empty() ? nullptr : &valuation.wellbeing),
      key_(key),
      year_index_(year_index),
      totals_(totals) {
  if (wellbeing_ == nullptr) return;
  const TallyShape& shape = tally.shape;
  measures_ = wellbeing_->measures.size();
  outcomes_ = valuation.outcomes.size();
  ses_groups_ = shape.ses_groups;
  strata_ = shape.strata();
  stratum_of_ = StratumOf(shape);
  areas_ = shape.areas;
  rows_ = wellbeing_->rows_of(sex, age, year_index);
  effects_ = &wellbeing_->effects_of(sex, age);
  effects_before_ = &wellbeing_->effects_of(sex, age - 1);
  for (std::size_t m = 0; m < measures_; ++m) is_measured_[m] = row_age(age) >= wellbeing_->measures[m].from_age;
  const auto year = static_cast<std::size_t>(year_index);
  by_stratum_ = part(tally.wellbeing.by_sex_age_ses, shape.first_stratum(year_index, sex, age));
  by_area_ = part(tally.wellbeing.by_area, year * static_cast<std::size_t>(shape.areas));
  by_group_ = part(tally.wellbeing.by_group, year * std::size_t{random_groups});
}

WellbeingYear::Part WellbeingYear::part(WellbeingCells& cells, std::size_t first_cell) const {
  return {cells.measured.data() + first_cell * measures_, cells.values.data() + first_cell * measures_};
}

void WellbeingYear::enter(const PersonKey& key, const std::uint8_t* states, std::int32_t* modifiers) const {
  const Modifiers own = modifiers_of(*model_, *wellbeing_, *effects_, key_, key.id, states);
  std::copy(own.begin(), own.end(), modifiers);
}

/// The products of factors of these states; sums stay as they are.
void WellbeingYear::set_products(const std::uint8_t* states, std::int32_t* modifiers) const {
  const Modifiers products = products_of(*model_, *wellbeing_, *effects_, states);
  for (const std::size_t m : wellbeing_->products) modifiers[m] = products[m];
}

void WellbeingYear::refresh(Rows& rows) const {
  if (effects_ == effects_before_) return;
  for (std::size_t row = 0; row < rows.size(); ++row) {
    std::int32_t* const modifiers = rows.modifiers(row);
    const std::uint8_t* const states = rows.states(row);
    for (const int attribute : wellbeing_->attributes) {
      const int state = model_->attributes[static_cast<std::size_t>(attribute)].first_state + states[attribute];
      const Modifiers& before = effects_before_->shifts[static_cast<std::size_t>(state)];
      const Modifiers& now = effects_->shifts[static_cast<std::size_t>(state)];
      for (std::size_t m = 0; m < measures_; ++m) modifiers[m] += now[m] - before[m];
    }
    set_products(states, modifiers);
  }
}

WellbeingYear::Values WellbeingYear::values_of(const PersonKey& key, const std::int32_t* modifiers) const {
  Values values;
  const WellbeingRow& row = rows_[key.ses];
  for (std::size_t m = 0; m < std::size_t{most_measures}; ++m) values[m] = row.value(m, modifiers[m]);
  return values;
}

void WellbeingYear::whole_year(const People& rows, const Differing* differing) const {
  if (differing != nullptr && differing->rows.empty()) return;
  const int first_area = ses_groups_;
  const int first_group = first_area + areas_;
  const std::size_t persons = differing == nullptr ? rows.size() : differing->rows.size();
  if (persons < static_cast<std::size_t>(first_group) + std::size_t{random_groups}) {  // fewer than cells: one by one
    each_run(rows.size(), differing, 1,
             [&](std::size_t row, std::size_t /*count*/) { stay(rows.key(row), rows.modifiers(row), ticks_per_year); });
    return;
  }
  CellSums sums(first_group + random_groups);
  const bool by_ses = strata_ == ses_groups_;  // else the strata are finer than what the kernel adds up
  CellSums strata(by_ses ? 0 : strata_);
  std::array<std::int64_t, batch_rows * width> values;
  each_run(rows.size(), differing, batch_rows, [&](std::size_t first, std::size_t count) {
    kernels().fare({&rows.key(first), rows.modifiers(first), rows_, count},
                   {sums.of(0), sums.of(first_area), sums.of(first_group)}, values.data());
    for (std::size_t i = 0; i < count; ++i) {
      const PersonKey& key = rows.key(first + i);
      for (const int cell : {int{key.ses}, first_area + key.zone, first_group + key.group}) {
        ++sums.persons[static_cast<std::size_t>(cell)];
      }
      if (!by_ses) strata.add(stratum_of_(key), values.data() + i * width);
      add_to_totals(key, values.data() + i * width);
    }
  });
  post(by_ses ? sums : strata, 0, strata_, by_stratum_);
  post(sums, first_area, first_group, by_area_);
  post(sums, first_group, first_group + random_groups, by_group_);
}

/// A whole year's value counts for the outcomes of the lineage.
void WellbeingYear::add_to_totals(const PersonKey& key, const std::int64_t* values) const {
  Int128* const totals = totals_ + static_cast<std::size_t>(key.lineage) * outcomes_;
  for (const WellbeingOutcome& outcome : wellbeing_->outcomes) {
    const std::int64_t weight = outcome.weights[static_cast<std::size_t>(year_index_)];
    totals[outcome.outcome] += discounted(values[static_cast<std::size_t>(outcome.measure)], weight) * ticks_per_year;
  }
}

/// Posts a whole year for everyone in the cells first … end - 1.
void WellbeingYear::post(const CellSums& sums, int first, int end, const Part& to) const {
  for (int cell = first; cell < end; ++cell) {
    const std::int64_t persons = sums.persons[static_cast<std::size_t>(cell)];
    const std::int64_t* const values = sums.values.data() + static_cast<std::size_t>(cell) * width;
    const std::size_t at = static_cast<std::size_t>(cell - first) * measures_;
    for (std::size_t m = 0; persons > 0 && m < measures_; ++m) {
      if (!is_measured_[m]) continue;
      to.measured[at + m] += persons * ticks_per_year;
      to.values[at + m] += static_cast<Int128>(values[m]) * ticks_per_year;
    }
  }
}

void WellbeingYear::stay(const PersonKey& key, const std::int32_t* modifiers, Ticks ticks) const {
  add(key, Values{}, values_of(key, modifiers), ticks);
  for (std::size_t m = 0; m < measures_; ++m) {
    if (!is_measured_[m]) continue;
    by_stratum_.measured[stratum(key) * measures_ + m] += ticks;
    by_area_.measured[key.zone * measures_ + m] += ticks;
    by_group_.measured[key.group * measures_ + m] += ticks;
  }
}

/// Counts `after` instead of `before` for `ticks`.
void WellbeingYear::add(const PersonKey& key, const Values& before, const Values& after, std::int64_t ticks) const {
  for (std::size_t m = 0; m < measures_; ++m) {
    const std::int64_t amount = (std::int64_t{after[m]} - before[m]) * ticks;
    if (amount == 0) continue;
    by_stratum_.values[stratum(key) * measures_ + m] += amount;
    by_area_.values[key.zone * measures_ + m] += amount;
    by_group_.values[key.group * measures_ + m] += amount;
  }
  Int128* const totals = totals_ + static_cast<std::size_t>(key.lineage) * outcomes_;
  for (const WellbeingOutcome& outcome : wellbeing_->outcomes) {
    const auto m = static_cast<std::size_t>(outcome.measure);
    const std::int64_t weight = outcome.weights[static_cast<std::size_t>(year_index_)];
    totals[outcome.outcome] += (discounted(after[m], weight) - discounted(before[m], weight)) * ticks;
  }
}

void WellbeingYear::modify(const std::uint8_t* states, std::int32_t* modifiers, int attribute, int from) const {
  if (wellbeing_->affects[static_cast<std::size_t>(attribute)] == 0) return;
  const auto first = static_cast<std::size_t>(model_->attributes[static_cast<std::size_t>(attribute)].first_state);
  const std::size_t before = first + static_cast<std::size_t>(from);
  const std::size_t now = first + states[attribute];
  const Modifiers& lost = effects_->shifts[before];
  const Modifiers& gained = effects_->shifts[now];
  for (std::size_t m = 0; m < measures_; ++m) modifiers[m] += gained[m] - lost[m];
  if (effects_->factors[before] != effects_->factors[now]) set_products(states, modifiers);
}

void WellbeingYear::change(const PersonKey& key, const std::uint8_t* states, std::int32_t* modifiers, int attribute,
                           int from, Ticks left) const {
  if (wellbeing_->affects[static_cast<std::size_t>(attribute)] == 0) return;
  const Values before = values_of(key, modifiers);
  modify(states, modifiers, attribute, from);
  add(key, before, values_of(key, modifiers), left);
}

}  // namespace kavel
