#include "model/embedding.hpp"

#include <map>
#include <string>

#include "core/errors.hpp"

namespace kavel {

Embedding::Embedding(const Model& narrow, const Model& wide) {
  first_states = static_cast<int>(narrow.attributes.front().states.size());
  std::map<std::string, int> lanes;
  for (std::size_t lane = 0; lane < wide.transitions.size(); ++lane) {
    lanes.emplace(wide.transitions[lane].name, static_cast<int>(lane));
  }
  for (const Transition& transition : narrow.transitions) transitions.push_back(lanes.at(transition.name));
  for (std::size_t a = 0; a < wide.attributes.size(); ++a) {
    if (a >= narrow.attributes.size()) {
      const int first = wide.attributes[a].first_state;
      outside.push_back({first, first + static_cast<int>(wide.attributes[a].states.size())});
      continue;
    }
    expects(narrow.attributes[a].name == wide.attributes[a].name, "a wider model begins with the narrower one's");
    for (std::size_t s = 0; s < narrow.attributes[a].states.size(); ++s) {
      states.push_back(wide.attributes[a].first_state + static_cast<int>(s));
    }
  }
}

}  // namespace kavel
