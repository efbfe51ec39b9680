#include "io/read_payoffs.hpp"

#include "io/text.hpp"

namespace kavel {

namespace {

/// One figure for every state that does not leave; by state, if its table has that column.
void take_for_all_states(const std::string& attribute_name, const PackNames::Attribute& known, const Quantity& quantity,
                         const PackReading& reading, std::vector<StatePayoffSpec>& payoffs) {
  std::vector<std::string> states;
  if (quantity.table && quantity.table->by_state) {
    for (const TableRow& row : quantity.table->rows) {
      if (!row.keys.state || contains(states, *row.keys.state)) continue;
      check_state(quantity.table->mark_of(row), quantity.key, *row.keys.state, known, reading.problems);
      states.push_back(*row.keys.state);
    }
  } else {
    for (const std::string& state : known.states) {
      if (!contains(known.leaving, state)) states.push_back(state);
    }
  }
  for (const std::string& state : states) payoffs.push_back({attribute_name, state, quantity});
}

}  // namespace

std::vector<StatePayoffSpec> read_per_year(const YamlNode& node, const std::string& path, const std::string& unit,
                                           const PackReading& reading, const Provenance& near) {
  std::vector<StatePayoffSpec> payoffs;
  const Fields fields(node, schema().by_attribute, path, reading.problems);
  const Meaning meaning = Meaning::per_year(unit);
  for (const Entry* entry : fields.others()) {
    const std::string at = fields.path(entry->key);
    const PackNames::Attribute* known = reading.names.attribute(entry->mark(), at, entry->key, reading.problems);
    if (known == nullptr) continue;
    const YamlNode& value = *entry->value;
    const bool by_state =
        value.kind == YamlNode::Kind::mapping && value.find("value") == nullptr && value.find("table") == nullptr;
    if (!by_state) {
      take_for_all_states(entry->key, *known, reading.figures.read(value, meaning, at, near), reading, payoffs);
      continue;
    }
    const Fields states(value, schema().by_state, at, reading.problems);
    for (const Entry* state : states.others()) {
      check_state(state->mark(), states.path(state->key), state->key, *known, reading.problems);
      payoffs.push_back(
          {entry->key, state->key, reading.figures.read(*state->value, meaning, states.path(state->key), near)});
    }
  }
  return payoffs;
}

std::vector<TransitionPayoffSpec> read_per_transition(const YamlNode& node, const std::string& path,
                                                      const std::string& unit, const PackReading& reading,
                                                      const Provenance& near) {
  std::vector<TransitionPayoffSpec> payoffs;
  const Fields fields(node, schema().by_attribute_transition, path, reading.problems);
  for (const Entry* entry : fields.others()) {
    const std::string at = fields.path(entry->key);
    const PackNames::Attribute* known = reading.names.attribute(entry->mark(), at, entry->key, reading.problems);
    if (known == nullptr) continue;
    const Fields transitions(*entry->value, schema().by_transition, at, reading.problems);
    for (const Entry* one : transitions.others()) {
      const std::string key = transitions.path(one->key);
      if (!contains(known->transitions, one->key)) {
        reading.problems.add(one->mark(), key, "one of the transitions " + listed(known->transitions),
                             in_quotes(one->key), suggest(one->key, known->transitions));
      }
      payoffs.push_back(
          {entry->key, one->key, reading.figures.read(*one->value, Meaning::per_transition(unit), key, near)});
    }
  }
  return payoffs;
}

}  // namespace kavel
