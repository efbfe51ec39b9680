#include "tally/difference.hpp"

#include <numeric>

#include "tally/each_sum.hpp"

namespace kavel {

namespace {

/// Adds to sums of which the last dimension is wider.
template <class Value, class PlaceOf>
void spread(const std::vector<Value>& narrow, int width, std::vector<Value>& wide, int wider, const PlaceOf& place_of) {
  const std::size_t cells = width == 0 ? 0 : narrow.size() / static_cast<std::size_t>(width);
  for (std::size_t cell = 0; cell < cells; ++cell) {
    const Value* const from = narrow.data() + cell * static_cast<std::size_t>(width);
    Value* const to = wide.data() + cell * static_cast<std::size_t>(wider);
    for (int i = 0; i < width; ++i) to[place_of(i)] += from[i];
  }
}

/// Whoever is in no other state of an attribute that only the wider model has is in its first; everyone is in one of
/// the first attribute.
void fill_outside(std::vector<std::int64_t>& ticks, int states, const Embedding& embedding) {
  for (std::size_t cell = 0; cell * static_cast<std::size_t>(states) < ticks.size(); ++cell) {
    std::int64_t* const of_cell = ticks.data() + cell * static_cast<std::size_t>(states);
    const std::int64_t everyone = std::accumulate(of_cell, of_cell + embedding.first_states, std::int64_t{0});
    for (const auto& [outside, end] : embedding.outside)
      of_cell[outside] = everyone - std::accumulate(of_cell + outside + 1, of_cell + end, std::int64_t{0});
  }
}

auto at(const std::vector<int>& places) {
  return [&places](int i) { return places[static_cast<std::size_t>(i)]; };
}

int same(int i) { return i; }

template <class Value>
void add(const std::vector<Value>& narrow, std::vector<Value>& wide) {
  expects(narrow.size() == wide.size(), "tallies of one study are added");
  for (std::size_t i = 0; i < wide.size(); ++i) wide[i] += narrow[i];
}

void add(const Cells& narrow, const TallyShape& from, const Embedding& embedding, Cells& wide, const TallyShape& to) {
  spread(narrow.ticks, from.states, wide.ticks, to.states, at(embedding.states));
  fill_outside(wide.ticks, to.states, embedding);
  spread(narrow.events, from.transitions, wide.events, to.transitions, at(embedding.transitions));
  add(narrow.outcomes, wide.outcomes);
  add(narrow.deductibles, wide.deductibles);
  spread(narrow.volumes, from.activities, wide.volumes, to.activities, same);
}

void add(const PeopleByGroup& narrow, const TallyShape& from, const Embedding& embedding, PeopleByGroup& wide,
         const TallyShape& to) {
  add(narrow.ticks, wide.ticks);
  spread(narrow.first_volumes, from.activities, wide.first_volumes, to.activities, same);
  add(narrow.first_deductibles, wide.first_deductibles);
  spread(narrow.adults, from.states, wide.adults, to.states, at(embedding.states));
  fill_outside(wide.adults, to.states, embedding);
}

}  // namespace

void add_embedded(const Tally& narrow, const Embedding& embedding, Tally& wide) {
  for (const auto cells : {&Tally::by_sex_age_ses, &Tally::by_area, &Tally::by_group, &Tally::by_side})
    add(narrow.*cells, narrow.shape, embedding, wide.*cells, wide.shape);
  add(narrow.people, narrow.shape, embedding, wide.people, wide.shape);
  each_alike_sum(wide, narrow, [](auto& sums, const auto& others) { add(others, sums); });
  wide.person_ticks += narrow.person_ticks;
}

Tally embedded(const Tally& narrow, const TallyShape& shape, const Embedding& embedding) {
  Tally wide(shape);
  add_embedded(narrow, embedding, wide);
  return wide;
}

}  // namespace kavel
