#pragma once

#include "tally/tally.hpp"
#include "tests/valuation/valuing.hpp"

namespace kavel {

/// Two attributes, payoffs on states and transitions, two SES groups, three areas, ages in three groups.
struct ThingsToCount {
  Model model{};
  Valuation valuation{};
  TallyShape shape{};
};

inline ThingsToCount something_to_count(int years = 3) {
  AttributeSpec one = support::attribute("one", {"a", "b", "c"});
  support::transition(one, "a", "b", 1);
  support::transition(one, "b", "c", 1);
  AttributeSpec two = support::attribute("two", {"x", "y"});
  support::transition(two, "x", "y", 1);
  Pack pack = support::pack_of({one, two});
  OutcomeSpec cost = support::outcome("cost", OutcomeKind::cost);
  support::pays(cost, "one", "b", 10);
  support::pays(cost, "two", "y", -3);
  support::pays_once(cost, "one", "a>b", 7);
  OutcomeSpec qaly = support::outcome("qaly", OutcomeKind::effect);
  support::pays(qaly, "one", "b", 0.5);
  pack.outcomes = {cost, qaly};
  const Valued of = valued(pack, years);
  return {of.model, of.valuation, TallyShape(of.model, of.valuation, {0, 18, 65}, 2, 3)};
}

}  // namespace kavel
