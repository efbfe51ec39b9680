#include "tally/census.hpp"

namespace kavel {

Census::Census(const Model& model, const TallyShape& shape)
    : model_(&model), states_(shape.states), cells_(shape.cells()), crossed_cells_(shape.crossed_cells()) {}

void Census::count(const TallyYear& year, const PersonKey& key, const std::uint8_t* states, int change) {
  if (!people_.empty()) people_[crossed_place(key)] += change;
  year.each_cell(key, [&](int cell) {
    for (std::size_t a = 0; a < model_->attributes.size(); ++a) {
      at(cell, model_->attributes[a].first_state + states[a]) += change;
    }
  });
}

void Census::enter(const TallyYear& year, const PersonKey& key, const std::uint8_t* states) {
  if (counted_) count(year, key, states, 1);
}

void Census::leave(const TallyYear& year, const PersonKey& key, const std::uint8_t* states) {
  if (counted_) count(year, key, states, -1);
}

void Census::count_all(const TallyYear& year, const People& rows) {
  persons_.assign(static_cast<std::size_t>(cells_) * static_cast<std::size_t>(states_), 0);
  people_.assign(static_cast<std::size_t>(crossed_cells_), 0);
  counted_ = true;
  for (std::size_t row = 0; row < rows.size(); ++row) count(year, rows.key(row), rows.states(row), 1);
}

void Census::walk(TallyYear& year, const PersonKey& key, const std::uint8_t* states) const {
  year.alive(key, ticks_per_year);
  year.stay(key, states, 0, ticks_per_year);
}

/// Of who does not differ, only what the other block has no attributes for. How long people are in the first state of
/// those follows from the rest (tally/difference.hpp).
void Census::walk_differing(TallyYear& year, const People& rows, const Differing& differing) const {
  auto next = differing.rows.begin();
  for (std::size_t row = 0; row < rows.size(); ++row) {
    const std::uint8_t* const states = rows.states(row);
    if (next != differing.rows.end() && *next == row) {
      walk(year, rows.key(row), states);
      ++next;
      continue;
    }
    for (std::size_t a = differing.common; a < model_->attributes.size(); ++a) {
      if (states[a] == 0) continue;
      year.stay(rows.key(row), model_->attributes[a].first_state + states[a], ticks_per_year);
    }
  }
}

void Census::new_year(TallyYear& year, const People& rows, const Differing* differing) {
  if (differing != nullptr || !is_worth_counting(year, rows)) {
    counted_ = false;
    if (differing != nullptr) return walk_differing(year, rows, *differing);
    for (std::size_t row = 0; row < rows.size(); ++row) walk(year, rows.key(row), rows.states(row));
    return;
  }
  if (!counted_) count_all(year, rows);
  year.alive(static_cast<std::int64_t>(rows.size()) * ticks_per_year);
  year.people(people_);
  for (int cell = 0; cell < cells_; ++cell) year.whole_year(cell, &at(cell, 0));
}

void Census::end_year(const TallyYear& year) {
  if (counted_) year.follow(persons_);
}

}  // namespace kavel
