#include "tally/census.hpp"

namespace kavel {

Census::Census(const Model& model, const TallyShape& shape)
    : model_(&model), states_(shape.states), ses_groups_(shape.ses_groups), areas_(shape.areas) {}

void Census::count(const PersonKey& key, const std::uint8_t* states, int change) {
  for (std::size_t a = 0; a < model_->attributes.size(); ++a) {
    const int state = model_->attributes[a].first_state + states[a];
    by_ses_[static_cast<std::size_t>(key.ses * states_ + state)] += change;
    by_area_[static_cast<std::size_t>(key.area * states_ + state)] += change;
    by_group_[static_cast<std::size_t>(key.group * states_ + state)] += change;
  }
}

void Census::enter(const PersonKey& key, const std::uint8_t* states) {
  if (counted_) count(key, states, 1);
}

void Census::leave(const PersonKey& key, const std::uint8_t* states) {
  if (counted_) count(key, states, -1);
}

void Census::move(const PersonKey& key, int from_state, int to_state) {
  if (!counted_) return;
  const auto move_in = [&](std::vector<std::int32_t>& counts, int cell) {
    --counts[static_cast<std::size_t>(cell * states_ + from_state)];
    ++counts[static_cast<std::size_t>(cell * states_ + to_state)];
  };
  move_in(by_ses_, key.ses);
  move_in(by_area_, key.area);
  move_in(by_group_, key.group);
}

void Census::count_all(const Rows& rows) {
  by_ses_.assign(static_cast<std::size_t>(ses_groups_) * static_cast<std::size_t>(states_), 0);
  by_area_.assign(static_cast<std::size_t>(areas_) * static_cast<std::size_t>(states_), 0);
  by_group_.assign(std::size_t{random_groups} * static_cast<std::size_t>(states_), 0);
  counted_ = true;
  for (std::size_t row = 0; row < rows.size(); ++row) count(rows.key(row), rows.states(row), 1);
}

void Census::new_year(TallyYear& year, const Rows& rows) {
  const auto cells = static_cast<std::size_t>(ses_groups_ + areas_ + random_groups);
  const bool worth_counting = rows.size() > 2 * cells;
  if (worth_counting && !counted_) count_all(rows);
  if (!worth_counting) {
    counted_ = false;
    for (std::size_t row = 0; row < rows.size(); ++row) {
      for (std::size_t a = 0; a < model_->attributes.size(); ++a) {
        year.stay(rows.key(row), model_->attributes[a].first_state + rows.states(row)[a], ticks_per_year);
      }
    }
    return;
  }
  const auto add = [&](TallyYear::Table table, const std::vector<std::int32_t>& counts) {
    const int size = static_cast<int>(counts.size());
    for (int at = 0; at < size; ++at) {
      const std::int32_t persons = counts[static_cast<std::size_t>(at)];
      if (persons != 0) year.whole_year(table, at / states_, at % states_, persons);
    }
  };
  add(TallyYear::Table::sex_age_ses, by_ses_);
  add(TallyYear::Table::area, by_area_);
  add(TallyYear::Table::group, by_group_);
}

}  // namespace kavel
