#include "tests/reference/reference.hpp"

#include <algorithm>
#include <tuple>

#include "random/math.hpp"
#include "random/stream.hpp"
#include "experiment/compiled.hpp"
#include "tests/reference/books.hpp"

namespace kavel::reference {

namespace {

/// Given the states of the attributes before it.
int state_at_start(const Attribute& attribute, Key key, const Inhabitant& who) {
  const double chance = uniform(random_word(key, who.id, attribute.start_stream, 0));
  const auto states = static_cast<int>(attribute.states.size());
  int row = static_cast<int>(who.sex) * (oldest_age + 1) + row_age(who.age_at_start);
  for (const Condition& on : attribute.conditions) {
    row = row * on.values + (on.attribute == -1 ? who.ses : who.states[static_cast<std::size_t>(on.attribute)]);
  }
  for (int state = 0; state < states - 1; ++state) {
    if (attribute.cumulative_prevalence[static_cast<std::size_t>(row * states + state)] > chance) return state;
  }
  return states - 1;
}

/// How long someone has been in a state at the start.
Moment spent_at_start(const Attribute& attribute, Ticks cycle, Key key, const Inhabitant& who, int state) {
  const TimeSpent& of = attribute.entries[static_cast<std::size_t>(state)].spent;
  if (of.years.empty()) return 0;
  const int age = row_age(who.age_at_start);
  const double chance = uniform(random_word(key, who.id, stream_of(attribute.name + "@time"), 0));
  double years = of.years[static_cast<std::size_t>(static_cast<int>(who.sex) * (oldest_age + 1) + age)];
  years *= of.kind == TimeSpentSpec::Kind::uniform ? chance : -portable_log(chance);
  if (years > age) years = age;
  auto ticks = static_cast<Moment>(years * ticks_per_year);
  if (cycle > 0) ticks -= ticks % cycle;
  return ticks;
}

void give_states(const Model& model, Key key, Inhabitant& who) {
  for (const Attribute& attribute : model.attributes) {
    who.states.push_back(state_at_start(attribute, key, who));
    who.spent.push_back(spent_at_start(attribute, model.cycle(), key, who, who.states.back()));
  }
}

std::vector<Inhabitant> founders_of(const Study& study, const Model& model) {
  std::vector<PopulationCell> cells = study.population.cells;
  std::stable_sort(cells.begin(), cells.end(), [](const PopulationCell& a, const PopulationCell& b) {
    return std::tuple(a.sex, a.age, a.area, a.ses) < std::tuple(b.sex, b.age, b.area, b.ses);
  });
  std::vector<Inhabitant> founders;
  for (const PopulationCell& cell : cells) {
    for (std::int64_t i = 0; i < cell.persons; ++i) {
      const PersonId id{founders.size()};
      Inhabitant founder{id, id, cell.sex, cell.age, cell.ses, cell.area, 0, {}, {}};
      give_states(model, key_of(study.seed, 0), founder);
      founders.push_back(std::move(founder));
    }
  }
  return founders;
}

}  // namespace

std::vector<Life> everyone(const Study& study, const Model& model) {
  std::vector<Life> lives;
  for (const Inhabitant& founder : founders_of(study, model)) {
    std::vector<Inhabitant> waiting{founder};
    while (!waiting.empty()) {
      const Inhabitant who = waiting.back();
      waiting.pop_back();
      lives.push_back(live(model, key_of(study.seed, 0), who));
      waiting.insert(waiting.end(), lives.back().children.begin(), lives.back().children.end());
    }
  }
  return lives;
}

Trace reference_trace(const Study& study, std::size_t variant) {
  Trace events;
  for (const Life& life : everyone(study, compile_variants(study)[variant].model)) {
    for (const Happening& happening : life.happenings) {
      const int year = year_of(happening.moment);
      events.push_back({life.who.id, year, static_cast<Ticks>(happening.moment - moment(year, 0)), happening.lane});
    }
  }
  std::sort(events.begin(), events.end());
  return events;
}

Results reference_run(const Study& study) {
  const std::vector<CompiledVariant> variants = compile_variants(study);
  std::vector<std::vector<Life>> lives;
  for (const CompiledVariant& variant : variants) lives.push_back(everyone(study, variant.model));
  return keep_books(study, variants, lives);
}

}  // namespace kavel::reference
