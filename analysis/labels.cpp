#include "analysis/labels.hpp"

#include <algorithm>
#include <cctype>

#include "programme/names.hpp"

namespace kavel {

std::vector<std::string> arm_names(const Results& results) {
  std::vector<std::string> names;
  for (std::size_t v = 1; v < results.variants.size(); ++v) names.push_back(results.variants[v].name);
  return names;
}

std::string spaced(std::string name) {
  std::replace(name.begin(), name.end(), '_', ' ');
  return name;
}

std::string capital(std::string text) {
  if (!text.empty() && text.front() >= 'a' && text.front() <= 'z') text.front() = static_cast<char>(text.front() - 32);
  return text;
}

Labels::Labels(const Study& study) {
  for (const AttributeSpec& attribute : study.variants.front().pack.attributes) {
    attributes_[attribute.name] = attribute.title;
    for (const auto& [state, title] : attribute.titles) states_[attribute.name + '.' + state] = title;
  }
  for (const WellbeingSpec& measure : study.variants.front().pack.wellbeing) measures_[measure.name] = measure.title;
  std::map<std::string, int> called;
  for (const Programme& programme : study.programmes) ++called[programme.title];
  for (const Programme& programme : study.programmes) {  // two forms of one programme go by their names
    if (called[programme.title] == 1) programmes_[programme.name] = programme.title;
  }
}

std::string Labels::said(const Titles& titles, const std::string& name) {
  const auto found = titles.find(name);
  return found == titles.end() || found->second.empty() ? capital(spaced(name)) : found->second;
}

std::string Labels::outcome(const std::string& name, const std::string& unit) {
  const auto same = [](char a, char b) { return std::tolower(a) == std::tolower(b); };
  const bool unit_says_it = std::equal(name.begin(), name.end(), unit.begin(), unit.end(), same);
  return unit_says_it ? unit : capital(spaced(name));
}

std::string Labels::state(const std::string& attribute, const std::string& state) const {
  const bool titled = states_.contains(attribute + '.' + state);
  if (attribute == state && !titled) return this->attribute(attribute);
  return this->attribute(attribute) + ": " + state_alone(attribute, state);
}

std::string Labels::state_alone(const std::string& attribute, const std::string& state) const {
  const auto title = states_.find(attribute + '.' + state);
  return title == states_.end() ? spaced(state) : title->second;
}

std::string Labels::in_programme(const std::string& state) {
  const std::string stage = state.substr(0, state.find('.'));  // of any strength
  if (stage.starts_with("after_")) return "year " + stage.substr(stage.find('_') + 1) + " after the course";
  return spaced(stage);
}

std::string Labels::in_text(const std::string& attribute, const std::string& state) const {
  if (is_of_programme(attribute))
    return programme(attribute.substr(programme_prefix.size())) + ": " + in_programme(state);
  if (states_.contains(attribute + '.' + state)) return spaced(attribute) + ": " + state_alone(attribute, state);
  return attribute == state ? spaced(state) : spaced(attribute) + ' ' + spaced(state);
}

}  // namespace kavel
