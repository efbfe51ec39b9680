#include <set>

#include "model/compile_parts.hpp"

namespace kavel {

namespace {

/// Which attributes act on which, by ratios or gates.
using Effects = std::vector<std::set<int>>;

Effects effects_between(const Compilation& c) {
  Effects effects(c.model.attributes.size() + 2);
  for (const RatioTable& table : c.ratios) {
    if (!table.trivial) {
      effects[static_cast<std::size_t>(table.factor)].insert(
          c.model.transitions[static_cast<std::size_t>(table.lane)].attribute);
    }
  }
  return effects;
}

bool reaches(const Effects& effects, int from, int to, std::set<int>& seen) {
  if (from == to) return true;
  if (!seen.insert(from).second) return false;
  for (const int next : effects[static_cast<std::size_t>(from)]) {
    if (reaches(effects, next, to, seen)) return true;
  }
  return false;
}

/// An attribute through which `from` acts on `to` besides directly, or -1.
int mediator_between(const Effects& effects, int from, int to) {
  for (const int middle : effects[static_cast<std::size_t>(from)]) {
    if (middle == to || middle == from) continue;
    std::set<int> seen{from};
    if (reaches(effects, middle, to, seen)) return middle;
  }
  return -1;
}

}  // namespace

/// A total effect already holds what a mediator passes on; beside the modelled mediator it would count twice.
void check_effects(Compilation& c) {
  const Effects effects = effects_between(c);
  for (std::size_t lane = 0; lane < c.specs.size(); ++lane) {
    const int target = c.model.transitions[lane].attribute;
    for (const RatioSpec& ratio : c.specs[lane]->ratios) {
      if (ratio.effect == EffectKind::direct) continue;
      for (std::size_t source = 0; source < c.model.attributes.size(); ++source) {
        if (c.model.attributes[source].name != ratio.by) continue;
        const int mediator = mediator_between(effects, static_cast<int>(source), target);
        if (mediator < 0) continue;
        c.problems.add(ratio.mark, ratio.key + ".effect",
                       "direct, since " + ratio.by + " also acts through " +
                           c.model.attributes[static_cast<std::size_t>(mediator)].name,
                       ratio.effect == EffectKind::total ? "total" : "nothing");
      }
    }
  }
}

}  // namespace kavel
