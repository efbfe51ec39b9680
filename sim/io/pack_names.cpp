#include "io/pack_names.hpp"

#include <algorithm>

#include "core/meant.hpp"
#include "io/text.hpp"

namespace kavel {

PackNames::PackNames(const YamlNode* attributes) {
  if (attributes == nullptr) return;
  for (const Entry& entry : attributes->entries) {
    Attribute& known = known_[entry.key];
    names_.push_back(entry.key);
    if (const YamlNode* states = entry.value->find("states")) {
      for (const NodePtr& state : states->items) known.states.push_back(state->text);
    }
    if (const YamlNode* leaves = entry.value->find("leaves")) {
      for (const Entry& leaving : leaves->entries) known.leaving.push_back(leaving.key);
    }
    if (const YamlNode* transitions = entry.value->find("transitions")) {
      for (const Entry& transition : transitions->entries) known.transitions.push_back(transition.key);
    }
  }
}

const PackNames::Attribute* PackNames::find(const std::string& name) const {
  const auto found = known_.find(name);
  return found == known_.end() ? nullptr : &found->second;
}

const PackNames::Attribute* PackNames::attribute(const Mark& mark, const std::string& path, const std::string& name,
                                                 Problems& problems) const {
  const Attribute* found = find(name);
  if (found == nullptr) {
    const Choice choice = choice_among(name, names_);
    problems.add(mark, path, names_.empty() ? "an attribute" : "one of the attributes " + choice.names, in_quotes(name),
                 choice.suggestion);
  }
  return found;
}

bool check_state(const Mark& mark, const std::string& path, const std::string& state, const PackNames::Attribute& of,
                 Problems& problems) {
  if (of.states.empty() || contains(of.states, state)) return true;  // without states there is one problem already
  problems.add(mark, path, "one of the states " + listed(of.states), in_quotes(state), suggest(state, of.states));
  return false;
}

bool check_start(const Mark& mark, const std::string& path, const std::string& state, const PackNames::Attribute& of,
                 Problems& problems) {
  if (!check_state(mark, path, state, of, problems)) return false;
  if (!contains(of.leaving, state)) return true;
  problems.add(mark, path, "a state within the population", in_quotes(state) + ", which leaves it");
  return false;
}

}  // namespace kavel
