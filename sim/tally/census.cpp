#include "tally/census.hpp"

namespace kavel {

Census::Census(const Model& model, const TallyShape& shape)
    : model_(&model), states_(shape.states), cells_(shape.cells()) {
  people_.assign(static_cast<std::size_t>(shape.crossed_cells()), 0);
}

void Census::count(const TallyYear& year, const PersonKey& key, const std::uint8_t* states, int change) {
  year.each_cell(key, [&](int cell) {
    for (std::size_t a = 0; a < model_->attributes.size(); ++a) {
      at(cell, model_->attributes[a].first_state + states[a]) += change;
    }
  });
}

void Census::enter(const TallyYear& year, const PersonKey& key, const std::uint8_t* states) {
  if (!people_.empty()) ++people_[crossed_place(key)];
  if (counted_) count(year, key, states, 1);
}

void Census::adopt(const PersonKey& key) {
  if (!people_.empty()) ++people_[crossed_place(key)];
  counted_ = false;  // new_year counts everyone
}

void Census::leave(const TallyYear& year, const PersonKey& key, const std::uint8_t* states) {
  if (!people_.empty()) --people_[crossed_place(key)];
  if (counted_) count(year, key, states, -1);
}

void Census::count_all(const TallyYear& year, const Rows& rows) {
  persons_.assign(static_cast<std::size_t>(cells_) * static_cast<std::size_t>(states_), 0);
  counted_ = true;
  for (std::size_t row = 0; row < rows.size(); ++row) count(year, rows.key(row), rows.states(row), 1);
}

void Census::new_year(TallyYear& year, const Rows& rows) {
  year.people(people_);
  const bool worth_counting = rows.size() > 2 * static_cast<std::size_t>(cells_) && !year.is_first();
  if (!worth_counting) {
    counted_ = false;
    for (std::size_t row = 0; row < rows.size(); ++row) {
      for (std::size_t a = 0; a < model_->attributes.size(); ++a) {
        year.stay(rows.key(row), model_->attributes[a].first_state + rows.states(row)[a], ticks_per_year);
      }
    }
    return;
  }
  if (!counted_) count_all(year, rows);
  for (int cell = 0; cell < cells_; ++cell) year.whole_year(cell, &at(cell, 0));
}

void Census::end_year(const TallyYear& year) {
  if (counted_) year.follow(persons_);
}

}  // namespace kavel
