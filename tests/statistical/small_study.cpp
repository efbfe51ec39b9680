#include "small_study.hpp"

#include <memory>

#include "persons.hpp"

namespace kavel {

Quantity figure(double value) {
  Quantity quantity;
  quantity.value = value;
  return quantity;
}

Quantity figures(std::vector<std::pair<TableKeys, double>> rows) {
  auto table = std::make_shared<Table>();
  table->columns = {"figure"};
  for (auto& [keys, value] : rows) {
    table->by_sex = table->by_sex || keys.sex;
    table->by_age = table->by_age || keys.age;
    table->by_year = table->by_year || keys.year;
    table->by_year_of_study = table->by_year_of_study || keys.year_of_study;
    table->by_year_in_state = table->by_year_in_state || keys.year_in_state;
    table->by_state = table->by_state || keys.state;
    TableRow row;
    row.keys = std::move(keys);
    row.values = {value};
    table->rows.push_back(std::move(row));
  }
  Quantity quantity;
  quantity.table = std::move(table);
  return quantity;
}

namespace {

TransitionSpec transition(const std::string& name, TransitionKind kind) {
  const std::size_t arrow = name.find('>');
  const std::size_t slash = std::min(name.find('/'), name.size());
  TransitionSpec spec;
  spec.name = name;
  spec.key = name;
  spec.from = name.substr(0, arrow);
  spec.to = name.substr(arrow + 1, slash - arrow - 1);
  if (slash < name.size()) spec.cause = name.substr(slash + 1);
  spec.kind = kind;
  return spec;
}

TransitionSpec sojourn(const std::string& name, TransitionKind kind, double shape, double scale) {
  TransitionSpec spec = transition(name, kind);
  spec.shape = figure(shape);
  spec.scale = figure(scale);
  return spec;
}

}  // namespace

TransitionSpec by_hazard(const std::string& name, Quantity hazard) {
  TransitionSpec spec = transition(name, TransitionKind::hazard);
  spec.figure = std::move(hazard);
  return spec;
}

TransitionSpec by_hazard(const std::string& name, double hazard) { return by_hazard(name, figure(hazard)); }

TransitionSpec by_probability(const std::string& name, Quantity probability) {
  TransitionSpec spec = transition(name, TransitionKind::probability);
  spec.figure = std::move(probability);
  return spec;
}

TransitionSpec by_duration(const std::string& name, double years) {
  TransitionSpec spec = transition(name, TransitionKind::duration);
  spec.figure = figure(years);
  return spec;
}

TransitionSpec by_weibull(const std::string& name, double shape, double scale) {
  return sojourn(name, TransitionKind::weibull, shape, scale);
}

TransitionSpec by_gamma(const std::string& name, double shape, double scale) {
  return sojourn(name, TransitionKind::gamma, shape, scale);
}

RatioSpec ratios(const std::string& by, std::vector<std::pair<std::string, double>> by_state) {
  RatioSpec spec;
  spec.by = by;
  for (const auto& [state, ratio] : by_state) spec.by_state.emplace_back(state, figure(ratio));
  return spec;
}

GateSpec gate(const std::string& attribute, std::vector<std::string> states) {
  GateSpec spec;
  spec.attribute = attribute;
  spec.states = std::move(states);
  return spec;
}

AttributeSpec attribute(const std::string& name, std::vector<std::string> states,
                        std::vector<TransitionSpec> transitions) {
  AttributeSpec spec;
  spec.name = name;
  spec.key = name;
  spec.states = std::move(states);
  spec.transitions = std::move(transitions);
  return spec;
}

OutcomeSpec count_of(const std::string& attribute, const std::string& transition) {
  OutcomeSpec spec;
  spec.name = attribute + '.' + transition;
  spec.unit = "event";
  spec.per_transition = {{attribute, transition, figure(1)}};
  return spec;
}

Study cohort_study(std::vector<AttributeSpec> attributes, int years, int age) {
  Study study;
  study.seed = 2;
  study.years = years;
  study.population.cells = {{Sex::female, age, 0, 0, law_persons}};
  study.age_groups = {0};
  Variant variant;
  variant.name = "only";
  variant.pack.attributes = std::move(attributes);
  study.variants.push_back(std::move(variant));
  return study;
}

}  // namespace kavel
