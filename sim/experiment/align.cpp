#include "experiment/align.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <numeric>

namespace kavel {

namespace {

using Names = std::map<std::string, int>;

/// Where each of `things` stands among all of its kind; new ones come after those known.
template <class Things>
std::vector<int> places(const Things& things, std::size_t variant, Names& known, std::vector<Axes::Place>& all) {
  std::vector<int> result;
  for (std::size_t i = 0; i < things.size(); ++i) {
    const auto [place, fresh] = known.emplace(things[i].name, static_cast<int>(all.size()));
    if (fresh) all.push_back({variant, i});
    result.push_back(place->second);
  }
  return result;
}

/// How many cells of the last dimension there are.
template <class Value>
std::size_t cells_of(const Array<Value>& array) {
  return std::accumulate(array.shape.begin(), array.shape.end() - 1, std::size_t{1}, std::multiplies<>());
}

/// The last dimension spread out over a wider one; what a variant does not have is 0.
template <class Value>
void widen(Array<Value>& array, const std::vector<int>& to, std::size_t width) {
  if (array.shape.empty()) return;
  const std::size_t narrow = array.shape.back();
  if (narrow == width && std::is_sorted(to.begin(), to.end())) return;
  const std::size_t cells = cells_of(array);
  std::vector<Value> values(cells * width, Value{});
  for (std::size_t cell = 0; cell < cells; ++cell) {
    for (std::size_t i = 0; i < narrow; ++i) {
      values[cell * width + static_cast<std::size_t>(to[i])] = array.values[cell * narrow + i];
    }
  }
  array.values = std::move(values);
  array.shape.back() = width;
}

}  // namespace

Axes::Axes(const std::vector<CompiledVariant>& variants) {
  Names attributes;
  Names transitions;
  Names activities;
  std::vector<int> first_states;
  for (std::size_t v = 0; v < variants.size(); ++v) {
    const Model& model = variants[v].model;
    Map& map = maps_.emplace_back();
    map.attributes = places(model.attributes, v, attributes, attributes_);
    map.transitions = places(model.transitions, v, transitions, transitions_);
    map.activities = places(variants[v].valuation.care.activities, v, activities, activities_);
    while (first_states.size() < attributes_.size()) {  // of attributes that this variant is the first to have
      const Place& place = attributes_[first_states.size()];
      first_states.push_back(states_);
      states_ += static_cast<int>(variants[place.variant].model.attributes[place.index].states.size());
    }
    for (std::size_t a = 0; a < model.attributes.size(); ++a) {
      const int first = first_states[static_cast<std::size_t>(map.attributes[a])];
      for (std::size_t s = 0; s < model.attributes[a].states.size(); ++s)
        map.states.push_back(first + static_cast<int>(s));
    }
    own_states_.push_back(model.attributes.empty() ? 0 : model.attributes.front().states.size());
  }
  for (std::size_t v = 0; v < variants.size(); ++v) {
    for (std::size_t a = 0; a < attributes_.size(); ++a) {
      const std::vector<int>& own = maps_[v].attributes;
      if (std::find(own.begin(), own.end(), static_cast<int>(a)) == own.end())
        maps_[v].outside.push_back(first_states[a]);
    }
  }
}

/// Person-years by state.
void Axes::align(Array<double>& person_years, const Map& map) const {
  widen(person_years, map.states, static_cast<std::size_t>(states_));
  if (person_years.shape.empty()) return;
  // Everyone is in one state of the first attribute, so its states hold all person-years.
  const std::size_t first = own_states_.front();
  const std::size_t cells = cells_of(person_years);
  for (std::size_t cell = 0; cell < cells; ++cell) {
    double* years = person_years.values.data() + cell * static_cast<std::size_t>(states_);
    double everyone = 0;
    for (std::size_t s = 0; s < first; ++s) everyone += years[s];
    for (const int outside : map.outside) years[outside] = everyone;
  }
}

void Axes::align(Trajectories& results, const Map& map) const {
  align(results.person_years, map);
  widen(results.events, map.transitions, transitions_.size());
  widen(results.volumes, map.activities, activities_.size());
}

void Axes::align(VariantResults& results, std::size_t variant) const {
  const Map& map = maps_[variant];
  align(results.by_sex_age_ses, map);
  align(results.by_area, map);
  align(results.by_delineation, map);
  align(results.by_group, map);
  align(results.by_cross, map);
  align(results.people.first, map);
  align(results.people.adults, map);
  align(results.people.by_side, map);
  widen(results.prices.nominal, map.activities, activities_.size());
  widen(results.prices.real, map.activities, activities_.size());
}

RecordedLife Axes::own(RecordedLife life) const {
  const Map& map = maps_[life.variant];
  std::vector<int> states;
  for (const int attribute : map.attributes) states.push_back(life.states[static_cast<std::size_t>(attribute)]);
  life.states = std::move(states);
  for (LifeEvent& event : life.events) {
    const auto place = std::find(map.transitions.begin(), map.transitions.end(), event.transition);
    expects(place != map.transitions.end(), "a life has the transitions of its variant");
    event.transition = static_cast<int>(place - map.transitions.begin());
  }
  return life;
}

void Axes::align(std::vector<RecordedLife>& lives) const {
  for (RecordedLife& life : lives) {
    const Map& map = maps_[life.variant];
    std::vector<int> states(attributes_.size(), 0);
    for (std::size_t a = 0; a < life.states.size(); ++a) {
      states[static_cast<std::size_t>(map.attributes[a])] = life.states[a];
    }
    life.states = std::move(states);
    for (LifeEvent& event : life.events) event.transition = map.transitions[static_cast<std::size_t>(event.transition)];
  }
}

}  // namespace kavel
