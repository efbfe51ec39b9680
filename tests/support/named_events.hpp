#pragma once

#include <compare>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "core/ticks.hpp"
#include "experiment/study.hpp"

namespace kavel::support {

/// An event as it can be compared between models whose lanes differ.
struct NamedEvent {
  std::uint64_t person = 0;
  Moment moment = 0;
  std::string transition{};
  friend auto operator<=>(const NamedEvent&, const NamedEvent&) = default;
};

/// Every event of a variant whose transition is wanted (all, if not said), ordered by person, moment and name.
std::vector<NamedEvent> named_events(const Study& study, std::size_t variant = 0,
                                     const std::function<bool(const std::string&)>& wanted = {});

/// The first difference in words, or nothing.
std::string first_difference(const std::vector<NamedEvent>& expected, const std::vector<NamedEvent>& got);

}  // namespace kavel::support
