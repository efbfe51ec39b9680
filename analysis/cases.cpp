#include "analysis/cases.hpp"

#include <algorithm>
#include <set>

#include "programme/names.hpp"

namespace kavel {

namespace {

/// `attribute.from>to/cause` in its parts.
struct Change {
  std::string from{}, to{}, cause{};
  std::size_t transition = 0;
};

Change change_of(const std::string& name, std::size_t transition) {
  const std::string way = name.substr(attribute_in(name).size() + 1);
  const std::size_t arrow = way.find('>');
  const std::size_t slash = std::min(way.find('/', arrow), way.size());
  return {way.substr(0, arrow), way.substr(arrow + 1, slash - arrow - 1),
          slash == way.size() ? "" : way.substr(slash + 1), transition};
}

/// An attribute of the pack: its states and how they change into each other.
class Ways {
 public:
  Ways(const Results& results, std::string attribute) : attribute_(std::move(attribute)) {
    for (const std::string& state : results.states) {
      if (attribute_in(state) == attribute_) states_.push_back(state.substr(attribute_.size() + 1));
    }
    for (std::size_t i = 0; i < results.transitions.size(); ++i) {
      if (attribute_in(results.transitions[i]) != attribute_) continue;
      gives_birth_ = gives_birth_ || results.roles[i] == Role::birth;
      if (results.roles[i] != Role::change) continue;
      const Change change = change_of(results.transitions[i], i);
      const bool by_programme = is_programme(results, change.cause);
      moved_ = moved_ || by_programme;
      if (!by_programme) changes_.push_back(change);
    }
  }

  bool moved() const { return moved_; }
  bool for_good() const {
    return !any([&](const Change& change) { return change.to == first() && change.from != first(); });
  }

  std::vector<Cases> cases() const {
    std::vector<Cases> all;
    if (moved_ || gives_birth_) return all;
    for (const std::string& state : states_) {
      Cases of{attribute_, state, {}};
      for (const Change& change : changes_) {
        if (change.to == state && is_case(change)) of.transitions.push_back(change.transition);
      }
      if (!of.transitions.empty()) all.push_back(std::move(of));
    }
    return all;
  }

 private:
  static bool is_programme(const Results& results, const std::string& cause) {
    return !cause.empty() && std::any_of(results.states.begin(), results.states.end(), [&](const std::string& state) {
      return attribute_in(state) == programme_prefix + cause;
    });
  }

  template <class Holds>
  bool any(const Holds& holds) const {
    return std::any_of(changes_.begin(), changes_.end(), holds);
  }

  const std::string& first() const { return states_.front(); }
  bool is_onset(const Change& change) const { return change.from == first() && change.to != first(); }
  bool follows_first(const std::string& state) const {
    return any([&](const Change& change) { return is_onset(change) && change.to == state; });
  }
  bool leads_on(const std::string& state) const {
    return any([&](const Change& change) { return change.from == state && change.to != state; });
  }

  bool is_case(const Change& change) const {
    if (change.from == change.to || is_onset(change)) return true;
    if (change.to == first()) return false;
    if (follows_first(change.to)) return for_good() && !follows_first(change.from);
    return !leads_on(change.to);
  }

  std::string attribute_;
  std::vector<std::string> states_{};
  std::vector<Change> changes_{};
  bool gives_birth_ = false;
  bool moved_ = false;
};

/// Of the pack, in their order.
std::vector<std::string> attributes_of(const Results& results) {
  std::vector<std::string> attributes;
  for (const std::string& state : results.states) {
    const std::string attribute = attribute_in(state);
    if (is_of_programme(state) || (!attributes.empty() && attributes.back() == attribute)) continue;
    attributes.push_back(attribute);
  }
  return attributes;
}

}  // namespace

std::vector<Cases> cases_of(const Results& results) {
  std::vector<Cases> all;
  for (const std::string& attribute : attributes_of(results)) {
    for (Cases& cases : Ways(results, attribute).cases()) all.push_back(std::move(cases));
  }
  return all;
}

std::vector<std::size_t> states_by_years(const Results& results) {
  std::set<std::string> chosen;
  for (const std::string& attribute : attributes_of(results)) {
    const Ways ways(results, attribute);
    if (ways.moved() || (!ways.for_good() && !ways.cases().empty())) chosen.insert(attribute);
  }
  std::vector<std::size_t> states;
  for (std::size_t i = 1; i < results.states.size(); ++i) {
    const std::string attribute = attribute_in(results.states[i]);
    if (chosen.count(attribute) > 0 && attribute_in(results.states[i - 1]) == attribute) states.push_back(i);
  }
  return states;
}

}  // namespace kavel
