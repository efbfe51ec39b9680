#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "core/errors.hpp"

namespace kavel {

/// The position of the one that has this name, which exists.
template <class Named>
int place_named(const std::vector<Named>& all, const std::string& name) {
  const auto found = std::find_if(all.begin(), all.end(), [&](const Named& one) { return one.name == name; });
  expects(found != all.end(), "what is asked for by its name exists");
  return static_cast<int>(found - all.begin());
}

}  // namespace kavel
