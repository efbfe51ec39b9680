#include "io/read_population.hpp"

#include <algorithm>
#include <optional>

#include "io/fields.hpp"
#include "io/read_region.hpp"

namespace kavel {

namespace {

std::vector<CohortStates> read_states(const YamlNode& node, const std::string& path, Problems& problems) {
  std::vector<CohortStates> result;
  const Fields fields(node, schema().cohort_states, path, problems);
  for (const Entry* entry : fields.others()) {
    CohortStates states{entry->key, {}, entry->mark(), fields.path(entry->key)};
    const Fields shares(*entry->value, schema().shares, states.key, problems);
    for (const Entry* one : shares.others()) {
      Quantity share;
      share.key = shares.path(one->key);
      share.mark = one->value->mark();
      share.provenance = {"1", "the study's cohort", Status::assumed};
      share.value = read_number(*one->value, schema().share, share.key, problems).value_or(0);
      states.shares.emplace_back(one->key, std::move(share));
    }
    result.push_back(std::move(states));
  }
  return result;
}

}  // namespace

PopulationRead read_population(const YamlNode& node, const std::string& path, FigureReader& figures,
                               Problems& problems) {
  PopulationRead result;
  Population& population = result.population;
  population.mark = node.mark();
  Fields fields(node, schema().population, path, problems);
  if (!fields.is_mapping()) return result;
  const auto persons = fields.whole("persons");
  const auto sex = fields.choice("sex");
  const auto age = fields.whole("age");
  const YamlNode* region = fields.find("region");
  const YamlNode* states = fields.find("states");
  fields.done();
  if (region != nullptr) {
    for (const std::string_view key : {"sex", "age", "states"}) {
      if (const YamlNode* other = node.find(key)) {
        problems.add(other->mark(), fields.path(key), "only persons beside region", "a key of a cohort");
      }
    }
    const auto scaled_to = persons ? std::optional(static_cast<std::int64_t>(*persons)) : std::nullopt;
    result = read_region(*region, fields.path("region"), scaled_to, figures, problems);
    population.mark = node.mark();
    return result;
  }
  const bool mistyped = std::any_of(node.entries.begin(), node.entries.end(), [](const Entry& entry) {
    return schema().population.find(entry.key) == nullptr;  // perhaps the one that is missing
  });
  for (const std::string_view key : {"persons", "sex", "age"}) {
    if (mistyped || node.find(key) != nullptr) continue;
    const Shape& shape = *schema().population.find(key)->shape;
    problems.add(node.mark(), fields.path(key), expected_of(shape), "nothing: a cohort needs it (or give a region)");
  }
  population.age_rule = AgeRule::exact;
  population.cells.push_back({sex && *sex == 1 ? Sex::male : Sex::female, static_cast<int>(age.value_or(0)), 0, 0,
                              static_cast<std::int64_t>(persons.value_or(1))});
  if (states != nullptr) result.states = read_states(*states, fields.path("states"), problems);
  return result;
}

}  // namespace kavel
