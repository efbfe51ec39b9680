#pragma once

#include <vector>

#include "model/model.hpp"

namespace kavel {

/// Where the attributes, states and transitions of a model stand in a wider one, which has all of them, by name, and
/// more attributes after them.
struct Embedding {
  std::vector<int> states{};       ///< [state of the narrower]
  std::vector<int> transitions{};  ///< [transition of the narrower]
  struct States {
    int first = 0, end = 0;
  };
  std::vector<States> outside{};  ///< of the attributes that only the wider has
  int first_states = 0;           ///< how many states the first attribute has

  Embedding(const Model& narrow, const Model& wide);
};

}  // namespace kavel
