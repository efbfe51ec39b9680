#include "tests/support/packs.hpp"

namespace kavel::support {

AttributeSpec attribute(const std::string& name, std::vector<std::string> states) {
  AttributeSpec spec;
  spec.name = name;
  spec.key = name;
  for (const std::string& state : states) {
    if (state == "dead") spec.leaves.emplace_back(state, Leaving::death);
    if (state == "gone") spec.leaves.emplace_back(state, Leaving::emigration);
  }
  spec.states = std::move(states);
  return spec;
}

TransitionSpec& transition(AttributeSpec& of, const std::string& from, const std::string& to, double figure,
                           TransitionKind kind) {
  TransitionSpec spec;
  spec.from = from;
  spec.to = to;
  spec.name = from + '>' + to;
  spec.key = of.name + '.' + spec.name;
  spec.kind = kind;
  spec.figure = number(figure);
  spec.figure.key = spec.key;
  of.transitions.push_back(spec);
  return of.transitions.back();
}

TransitionSpec& sojourn(AttributeSpec& of, const std::string& from, const std::string& to, double shape, double scale,
                        TransitionKind kind) {
  TransitionSpec& spec = transition(of, from, to, 0, kind);
  spec.shape = number(shape);
  spec.scale = number(scale);
  return spec;
}

RatioSpec& ratio(TransitionSpec& of, const std::string& by, std::vector<std::pair<std::string, double>> by_state) {
  RatioSpec spec;
  spec.by = by;
  spec.effect = EffectKind::direct;
  spec.accelerates = of.kind == TransitionKind::weibull || of.kind == TransitionKind::gamma;
  spec.key = of.key + ".ratios";
  for (const auto& [state, value] : by_state) spec.by_state.emplace_back(state, number(value));
  of.ratios.push_back(spec);
  return of.ratios.back();
}

void gate(TransitionSpec& of, const std::string& attribute, std::vector<std::string> states) {
  of.gates.push_back({attribute, std::move(states), {}});
}

Quantity number(double value) {
  Quantity quantity;
  quantity.value = value;
  return quantity;
}

Quantity by_age(std::vector<std::pair<int, double>> from_age) {
  auto table = std::make_shared<Table>();
  table->columns = {"value"};
  table->by_age = true;
  for (std::size_t i = 0; i < from_age.size(); ++i) {
    TableRow row;
    row.keys.age = Range{from_age[i].first, i + 1 < from_age.size() ? from_age[i + 1].first - 1 : Range::open};
    row.values = {from_age[i].second};
    table->rows.push_back(row);
  }
  Quantity quantity;
  quantity.table = table;
  return quantity;
}

Quantity by_year_in_state(std::vector<double> figures) {
  auto table = std::make_shared<Table>();
  table->columns = {"value"};
  table->by_year_in_state = true;
  for (std::size_t i = 0; i < figures.size(); ++i) {
    const int year = static_cast<int>(i);
    TableRow row;
    row.keys.year_in_state = Range{year, i + 1 < figures.size() ? year : Range::open};
    row.values = {figures[i]};
    table->rows.push_back(row);
  }
  Quantity quantity;
  quantity.table = table;
  return quantity;
}

OutcomeSpec outcome(const std::string& name, OutcomeKind kind, double discount) {
  OutcomeSpec spec;
  spec.name = name;
  spec.key = name;
  spec.kind = kind;
  spec.discount = discount;
  return spec;
}

void pays(OutcomeSpec& outcome, const std::string& attribute, const std::string& state, double per_year) {
  outcome.per_year.push_back({attribute, state, number(per_year)});
}

void pays_once(OutcomeSpec& outcome, const std::string& attribute, const std::string& transition, double amount) {
  outcome.per_transition.push_back({attribute, transition, number(amount)});
}

Pack pack_of(std::vector<AttributeSpec> attributes, int cycles_per_year) {
  Pack pack;
  pack.cycles_per_year = cycles_per_year;
  pack.attributes = std::move(attributes);
  return pack;
}

Study study_of(Pack pack, int years, std::int64_t persons, int age) {
  Study study;
  study.years = years;
  study.age_groups = {0};
  PopulationCell cell;
  cell.age = age;
  cell.persons = persons;
  study.population.cells = {cell};
  study.variants = {{"usual", std::move(pack)}};
  return study;
}

}  // namespace kavel::support
