#include "tests/support/random_programmes.hpp"

#include <algorithm>

#include "programme/strengths.hpp"
#include "tests/support/dice.hpp"

namespace kavel::support {

namespace {

Quantity number(double value) {
  Quantity quantity;
  quantity.value = value;
  quantity.provenance = {"", "made up", Status::assumed};
  return quantity;
}

/// By age, all ages.
template <class Value>
Quantity by_age(const Value& value) {
  auto table = std::make_shared<Table>();
  table->columns = {"value"};
  table->by_age = true;
  for (const int from : {0, 30, 60}) {
    TableRow row;
    row.keys.age = Range{from, from == 60 ? Range::open : from + 29};
    row.values = {value()};
    table->rows.push_back(row);
  }
  table->build_index();
  Quantity quantity = number(0);
  quantity.table = table;
  return quantity;
}

class ProgrammeMaker {
 public:
  ProgrammeMaker(Study& study, std::uint64_t number)
      : study_(study), pack_(study.variants.front().pack), dice_(number) {}

  void make() {
    const int programmes = dice_.between(1, 3);
    for (int p = 0; p < programmes; ++p) study_.programmes.push_back(programme("p" + std::to_string(p)));
    if (dice_.one_in(2)) add_capacities();
    const int arms = dice_.between(1, 2);
    for (int a = 0; a < arms; ++a) {
      Arm arm;
      arm.name = "arm" + std::to_string(a);
      for (int p = 0; p < programmes; ++p) {
        if (a == 0 || dice_.one_in(2)) arm.programmes.push_back(p);
      }
      study_.arms.push_back(arm);
    }
  }

 private:
  bool leaves(const AttributeSpec& attribute, const std::string& state) const {
    return std::any_of(attribute.leaves.begin(), attribute.leaves.end(),
                       [&](const auto& one) { return one.first == state && one.second != Leaving::no; });
  }

  const AttributeSpec& attribute() { return dice_.of(pack_.attributes); }

  /// Transitions whose hazard can be changed; perhaps sojourns, too.
  std::vector<NamedTransition> hazards(bool with_sojourns) const {
    std::vector<NamedTransition> all;
    for (const AttributeSpec& one : pack_.attributes) {
      for (const TransitionSpec& transition : one.transitions) {
        const bool sojourn = transition.kind == TransitionKind::weibull || transition.kind == TransitionKind::gamma;
        if (transition.kind != TransitionKind::duration && (with_sojourns || !sojourn))
          all.push_back({one.name, transition.name, {}, "transitions"});
      }
    }
    return all;
  }

  /// States within the population.
  std::vector<std::string> staying(const AttributeSpec& of) const {
    std::vector<std::string> states;
    for (const std::string& state : of.states) {
      if (!leaves(of, state)) states.push_back(state);
    }
    return states;
  }

  std::vector<std::string> some(const std::vector<std::string>& names) {
    std::vector<std::string> chosen;
    for (const std::string& name : names) {
      if (dice_.one_in(2)) chosen.push_back(name);
    }
    if (chosen.empty()) chosen.push_back(dice_.of(names));
    return chosen;
  }

  RiskSpec risk() {
    RiskSpec spec;
    spec.years = dice_.between(1, 10);
    const std::vector<NamedTransition> all = hazards(false);
    spec.of.push_back(dice_.of(all));
    const NamedTransition& other = dice_.of(all);
    if (other.transition != spec.of.front().transition) spec.of.push_back(other);
    return spec;
  }

  bool can_benefit() const { return has_effects_ && !pack_.outcomes.empty(); }

  /// In one of the outcomes.
  BenefitSpec benefit() {
    BenefitSpec spec;
    const OutcomeSpec& of = dice_.of(pack_.outcomes);
    spec.kind = of.kind;
    spec.outcome = of.name;
    spec.years = dice_.between(1, 12);
    return spec;
  }

  Predicate predicate(int depth) {
    Predicate made;
    if (can_benefit() && dice_.one_in(4)) {
      made.kind = Predicate::Kind::benefit;
      made.benefit = benefit();
      made.at_least = dice_.one_in(3) ? 0 : dice_.log_between(1e-4, 10);
      return made;
    }
    switch (dice_.below(depth > 0 ? 9 : 6)) {
      case 0:
        made.kind = Predicate::Kind::age;
        made.age.from = dice_.between(0, 50);
        made.age.to = dice_.between(made.age.from, 120);
        break;
      case 1:
        made.kind = Predicate::Kind::sex;
        made.names = some({"female", "male"});
        break;
      case 2:
        made.kind = Predicate::Kind::ses;
        made.names = some(study_.population.ses_groups);
        break;
      case 3:
        made.kind = Predicate::Kind::area;
        made.names = some(study_.population.areas);
        break;
      case 4: {
        const AttributeSpec& of = attribute();
        made.kind = Predicate::Kind::state;
        made.attribute = of.name;
        made.names = some(staying(of));
        break;
      }
      case 5:
        made.kind = dice_.one_in(2) ? Predicate::Kind::delineated : Predicate::Kind::risk;
        if (made.kind == Predicate::Kind::risk) {
          made.risk = risk();
          made.at_least = dice_.log_between(0.001, 0.6);
        }
        break;
      default:
        made.kind = dice_.of(std::vector{Predicate::Kind::all, Predicate::Kind::any, Predicate::Kind::none});
        for (int i = dice_.between(1, 3); i > 0; --i) made.parts.push_back(predicate(depth - 1));
    }
    return made;
  }

  OfferSpec offer() {
    OfferSpec made;
    made.start = study_.start + (dice_.one_in(2) ? 0 : dice_.between(-1, std::max(1, study_.years - 2)));
    if (dice_.one_in(3)) made.end = made.start + dice_.between(0, 4);
    if (dice_.one_in(3)) {
      double share = 0;
      for (int year = made.start; year < made.start + 3; ++year) {
        share += (1 - share) * dice_.share();
        made.ramp.emplace_back(year, share);
      }
    }
    if (dice_.one_in(2)) made.places = dice_.between(0, 12);
    if (dice_.one_in(2)) {
      made.priority = Priority::risk;
      made.priority_risk = risk();
    } else if (can_benefit() && dice_.one_in(2)) {
      made.priority = Priority::benefit;
      made.priority_benefit = benefit();
    }
    if (dice_.one_in(3)) made.again_after = dice_.between(1, 3);
    return made;
  }

  /// One or two, of the region or by area, and programmes that draw on them.
  void add_capacities() {
    for (int c = dice_.between(1, 2); c > 0; --c) {
      CapacitySpec spec;
      spec.name = "c" + std::to_string(c);
      spec.unit = "hour";
      spec.a_year = number(dice_.between(0.0, 60.0));
      if (dice_.one_in(2)) {
        for (const std::string& area : study_.population.areas)
          spec.by_area.emplace_back(area, number(dice_.between(0.0, 30.0)));
      }
      study_.capacities.push_back(spec);
      for (Programme& programme : study_.programmes) {
        if (dice_.one_in(2)) programme.offer.draws_on.push_back({spec.name, number(dice_.between(0.5, 12.0)), {}, ""});
      }
    }
  }

  double ratio() { return dice_.one_in(8) ? 1.0 : dice_.one_in(6) ? 0.0 : dice_.log_between(0.05, 10); }

  Programme programme(const std::string& name) {
    Programme made;
    made.name = name;
    made.key = "programmes." + name;
    made.provenance = {"", "made up", Status::assumed};
    made.uptake = dice_.one_in(2) ? number(dice_.between(0.3, 1.0)) : by_age([&] { return dice_.share(); });
    if (dice_.one_in(3)) {
      for (const std::string& group : study_.population.ses_groups) {
        made.uptake_by_ses.emplace_back(group, number(dice_.share()));
      }
    }
    if (dice_.one_in(2)) made.lasts = number(dice_.of(std::vector<double>{0.5, 1, 2, 2.75}));
    if (!made.lasts || dice_.one_in(2)) made.dropout = number(dice_.log_between(0.01, 2));
    if (made.lasts && dice_.one_in(2)) made.waning = {dice_.share(), dice_.share()};
    if (dice_.one_in(3)) made.coverage = number(dice_.share());
    if (dice_.one_in(3)) made.response = number(dice_.log_between(0.05, 1));
    if (dice_.one_in(3)) add_modifier(made);
    add_effects(made);
    if (!pack_.activities.empty() && dice_.one_in(2)) add_care(made);
    has_effects_ = !made.hazards.empty() || !made.states.empty() || !made.care.empty() || !made.wellbeing.empty() ||
                   !made.outcomes.empty();
    if (dice_.one_in(2)) made.eligible.parts.push_back(predicate(2));
    made.offer = offer();
    if (!dice_.one_in(4)) made.offer.again_after_taking_part = dice_.one_in(3) ? dice_.between(1, 3) : 0;
    if (!pack_.sectors.empty() && !pack_.providers.empty() && dice_.one_in(2)) add_cost(made);
    return made;
  }

  void add_modifier(Programme& made) {
    const AttributeSpec& by = attribute();
    if (by.states.size() > 4) return;
    made.modifiers.push_back({by.name, {{staying(by).front(), number(dice_.share() * 2)}}, {}, "modifiers"});
  }

  void add_effects(Programme& made) {
    for (int i = dice_.between(0, 4); i > 0; --i) {
      HazardEffect effect;
      effect.transitions.push_back(dice_.of(hazards(true)));
      if (has_effect_on(made, effect.transitions.front())) continue;
      effect.ratio = dice_.one_in(2) ? number(ratio()) : by_age([&] { return ratio(); });
      effect.accelerates = is_sojourn(effect.transitions.front());
      if (effect.accelerates) effect.ratio = number(dice_.log_between(0.3, 3));
      effect.key = made.key + ".effects.hazard";
      made.hazards.push_back(effect);
    }
    for (int i = dice_.between(0, 2); i > 0; --i) add_move(made);
    for (const OutcomeSpec& outcome : pack_.outcomes) {
      if (dice_.one_in(3)) made.outcomes.push_back({outcome.name, number(dice_.between(-10.0, 100.0)), {}, "outcomes"});
    }
    for (const WellbeingSpec& measure : pack_.wellbeing) {
      if (!dice_.one_in(2)) continue;
      WellbeingEffect effect;
      effect.measure = measure.name;
      effect.effect =
          number(measure.scale == WellbeingScale::multiply ? dice_.between(0.5, 1.5) : dice_.between(-0.5, 0.5));
      made.wellbeing.push_back(effect);
    }
  }

  /// All programmes of a study together shift less than all of an activity, whoever takes part.
  void add_care(Programme& made) {
    Problems problems;
    const Strengths strengths(made, pack_, problems);
    double most = 1;
    for (int s = 0; s < strengths.count(); ++s) most = std::max(most, strengths.of(s));
    for (const ActivitySpec& activity : pack_.activities) {
      if (!dice_.one_in(2)) continue;
      CareEffect effect;
      effect.activity = activity.name;
      effect.share = number(dice_.one_in(6) ? 0 : dice_.share() / (3 * most));
      const std::string& other = dice_.of(pack_.activities).name;
      if (other != activity.name || dice_.one_in(2)) effect.instead = other;
      effect.ratio = number(dice_.log_between(0.1, 3));
      effect.refill = number(dice_.one_in(2) ? 0 : dice_.share());
      effect.key = made.key + ".effects.care";
      made.care.push_back(effect);
    }
  }

  static bool has_effect_on(const Programme& programme, const NamedTransition& on) {
    return std::any_of(programme.hazards.begin(), programme.hazards.end(), [&](const HazardEffect& effect) {
      return effect.transitions.front().attribute == on.attribute &&
             effect.transitions.front().transition == on.transition;
    });
  }

  bool is_sojourn(const NamedTransition& named) const {
    for (const AttributeSpec& one : pack_.attributes) {
      for (const TransitionSpec& transition : one.transitions) {
        if (one.name == named.attribute && transition.name == named.transition) {
          return transition.kind == TransitionKind::weibull || transition.kind == TransitionKind::gamma;
        }
      }
    }
    return false;
  }

  void add_move(Programme& made) {
    const AttributeSpec& of = attribute();
    StateEffect effect;
    effect.attribute = of.name;
    effect.from = dice_.of(staying(of));
    effect.to = dice_.of(staying(of));
    if (effect.from == effect.to) return;
    const bool again = std::any_of(made.states.begin(), made.states.end(), [&](const StateEffect& one) {
      return one.attribute == effect.attribute && one.from == effect.from && one.to == effect.to;
    });
    if (again) return;
    effect.probability = dice_.one_in(2) ? number(dice_.share()) : by_age([&] { return dice_.share(); });
    made.states.push_back(effect);
  }

  void add_cost(Programme& made) {
    ProgrammeCostSpec cost;
    cost.sector = dice_.of(pack_.sectors).name;
    cost.provider = dice_.of(pack_.providers).name;
    if (!pack_.payers.empty() && !dice_.one_in(4)) cost.payer = dice_.of(pack_.payers).name;
    cost.price_year = study_.start;
    cost.per_participant = number(dice_.log_between(10, 1000));
    if (dice_.one_in(3)) cost.set_up = number(dice_.log_between(10, 1e6));
    if (dice_.one_in(3)) cost.running = number(dice_.log_between(10, 1e6));
    if (dice_.one_in(2)) cost.per_year = number(dice_.log_between(10, 1000));
    if (dice_.one_in(2)) {
      cost.per_session = number(dice_.log_between(10, 100));
      cost.sessions_a_year = number(dice_.between(1, 50));
    }
    made.cost = cost;
  }

  Study& study_;
  const Pack& pack_;
  Dice dice_;
  bool has_effects_ = false;  ///< of the programme at hand
};

}  // namespace

bool takes_programmes(const Study& study) {
  if (study.variants.size() != 1 || study.variants.front().pack.cycles_per_year > 0) return false;
  for (const AttributeSpec& attribute : study.variants.front().pack.attributes) {
    for (const TransitionSpec& transition : attribute.transitions) {
      if (transition.kind == TransitionKind::hazard) return true;
    }
  }
  return false;
}

void add_random_programmes(Study& study, std::uint64_t number) { ProgrammeMaker(study, number).make(); }

}  // namespace kavel::support
