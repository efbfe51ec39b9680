#include "tests/support/named_events.hpp"

#include <algorithm>

#include "experiment/compiled.hpp"
#include "experiment/run.hpp"

namespace kavel::support {

std::vector<NamedEvent> named_events(const Study& study, std::size_t variant,
                                     const std::function<bool(const std::string&)>& wanted) {
  const CompiledVariant compiled = compile_variants(study)[variant];
  std::vector<NamedEvent> events;
  for (const Event& event : trace(study, variant, {})) {
    const std::string& name = compiled.model.transitions[static_cast<std::size_t>(event.lane)].name;
    if (!wanted || wanted(name)) events.push_back({event.person.value, moment(event.year_index, event.tick), name});
  }
  std::sort(events.begin(), events.end());
  return events;
}

std::string first_difference(const std::vector<NamedEvent>& expected, const std::vector<NamedEvent>& got) {
  const auto words = [](const std::vector<NamedEvent>& events, std::size_t i) {
    if (i >= events.size()) return std::string("no more");
    return "person " + std::to_string(events[i].person) + ", " +
           std::to_string(static_cast<double>(events[i].moment) / ticks_per_year) + ", " + events[i].transition;
  };
  for (std::size_t i = 0; i < std::max(expected.size(), got.size()); ++i) {
    if (i < expected.size() && i < got.size() && expected[i] == got[i]) continue;
    return "event " + std::to_string(i) + " of " + std::to_string(expected.size()) + ": expected " +
           words(expected, i) + ", got " + words(got, i);
  }
  return {};
}

}  // namespace kavel::support
