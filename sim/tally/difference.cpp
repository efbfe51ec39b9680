#include "tally/difference.hpp"

#include "tally/each_sum.hpp"

namespace kavel {

namespace {

/// The last dimension spread out over a wider one.
template <class Value, class PlaceOf>
void spread(const std::vector<Value>& narrow, int width, std::vector<Value>& wide, int wider, const PlaceOf& place_of) {
  const std::size_t cells = width == 0 ? 0 : narrow.size() / static_cast<std::size_t>(width);
  for (std::size_t cell = 0; cell < cells; ++cell) {
    for (int i = 0; i < width; ++i) {
      wide[cell * static_cast<std::size_t>(wider) + static_cast<std::size_t>(place_of(i))] =
          narrow[cell * static_cast<std::size_t>(width) + static_cast<std::size_t>(i)];
    }
  }
}

/// Everyone is in one state of the first attribute, and in the first state of those that only the wider model has.
void fill_outside(std::vector<std::int64_t>& ticks, int states, const Embedding& embedding) {
  for (std::size_t cell = 0; cell * static_cast<std::size_t>(states) < ticks.size(); ++cell) {
    std::int64_t* of_cell = ticks.data() + cell * static_cast<std::size_t>(states);
    std::int64_t everyone = 0;
    for (int state = 0; state < embedding.first_states; ++state) everyone += of_cell[state];
    for (const int outside : embedding.outside) of_cell[outside] = everyone;
  }
}

auto at(const std::vector<int>& places) {
  return [&places](int i) { return places[static_cast<std::size_t>(i)]; };
}

int same(int i) { return i; }

void spread(const Cells& narrow, const TallyShape& from, Cells& wide, const TallyShape& to,
            const Embedding& embedding) {
  spread(narrow.ticks, from.states, wide.ticks, to.states, at(embedding.states));
  fill_outside(wide.ticks, to.states, embedding);
  spread(narrow.events, from.transitions, wide.events, to.transitions, at(embedding.transitions));
  wide.outcomes = narrow.outcomes;
  wide.deductibles = narrow.deductibles;
  spread(narrow.volumes, from.activities, wide.volumes, to.activities, same);
}

void spread(const PeopleByGroup& narrow, const TallyShape& from, PeopleByGroup& wide, const TallyShape& to,
            const Embedding& embedding) {
  wide.ticks = narrow.ticks;
  spread(narrow.first_volumes, from.activities, wide.first_volumes, to.activities, same);
  wide.first_deductibles = narrow.first_deductibles;
  spread(narrow.adults, from.states, wide.adults, to.states, at(embedding.states));
  fill_outside(wide.adults, to.states, embedding);
}

}  // namespace

Tally embedded(const Tally& narrow, const TallyShape& shape, const Embedding& embedding) {
  Tally wide(shape);
  spread(narrow.by_sex_age_ses, narrow.shape, wide.by_sex_age_ses, shape, embedding);
  spread(narrow.by_area, narrow.shape, wide.by_area, shape, embedding);
  spread(narrow.by_group, narrow.shape, wide.by_group, shape, embedding);
  spread(narrow.by_side, narrow.shape, wide.by_side, shape, embedding);
  spread(narrow.people, narrow.shape, wide.people, shape, embedding);
  wide.wellbeing = narrow.wellbeing;
  wide.alive = narrow.alive;
  wide.deaths = narrow.deaths;
  wide.start = narrow.start;
  wide.births = narrow.births;
  wide.arrivals = narrow.arrivals;
  wide.departures = narrow.departures;
  wide.dead = narrow.dead;
  wide.end = narrow.end;
  wide.person_ticks = narrow.person_ticks;
  return wide;
}

}  // namespace kavel
