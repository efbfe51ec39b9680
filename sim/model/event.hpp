#pragma once

#include <vector>

#include "core/ids.hpp"
#include "core/ticks.hpp"

namespace kavel {

/// A transition in somebody's life.
struct Event {
  PersonId person{};
  int year_index = 0;
  Ticks tick = 0;
  int lane = 0;
  friend auto operator<=>(const Event&, const Event&) = default;
};

using Trace = std::vector<Event>;

}  // namespace kavel
