#include "programme/check_programme.hpp"

#include <algorithm>
#include <set>

#include "core/meant.hpp"
#include "core/words.hpp"
#include "programme/names.hpp"

namespace kavel {

namespace {

template <class Named>
std::vector<std::string> names_of(const std::vector<Named>& all) {
  std::vector<std::string> names;
  for (const Named& one : all) names.push_back(one.name);
  return names;
}

/// What else readers may call it.
std::string said_of(const ActivitySpec& activity) { return activity.title + ' ' + activity.provider; }
std::string said_of(const OutcomeSpec& outcome) { return outcome.unit; }
template <class Titled>
std::string said_of(const Titled& one) {
  return one.title;
}

class ProgrammeCheck {
 public:
  ProgrammeCheck(const Programme& programme, const ProgrammeSetting& setting, Problems& problems)
      : programme_(programme), setting_(setting), problems_(problems) {
    for (const AttributeSpec& attribute : setting.pack.attributes) {
      attributes_.push_back(attribute.name);
      for (const TransitionSpec& one : attribute.transitions) transitions_.push_back(attribute.name + '.' + one.name);
    }
  }

  void run() {
    check_pack();
    check(programme_.eligible);
    for (const NamedTransition& one : programme_.offer.priority_risk.of) check_risk_of(one);
    if (programme_.offer.priority == Priority::benefit) check(programme_.offer.priority_benefit);
    check_draws();
    check_uptake();
    check_hazards();
    check_states();
    check_care();
    for (const WellbeingEffect& effect : programme_.wellbeing) {
      expect(effect.mark, effect.key, effect.measure, "measures", setting_.pack.wellbeing);
    }
    for (const OutcomeEffect& effect : programme_.outcomes)
      expect(effect.mark, effect.key, effect.outcome, "outcomes", setting_.pack.outcomes);
    for (const ModifierSpec& modifier : programme_.modifiers) check(modifier);
    if (programme_.cost) check(*programme_.cost);
  }

 private:
  void check_pack() {
    if (setting_.pack.cycles_per_year > 0) {
      problems_.add(programme_.mark, programme_.key, "a pack without a cycle", "a programme in discrete time");
    }
    if (programme_.name == any_programme) {
      problems_.add(programme_.mark, programme_.key, "another name than that of all programmes together",
                    in_quotes(any_programme));
    }
    if (contains(attributes_, programme_.name)) {
      problems_.add(programme_.mark, programme_.key, "another name than those of the pack's attributes",
                    in_quotes(programme_.name));
    }
  }

  /// Is this one of the names of the pack? Reports it if not.
  bool expect(const Mark& mark, const std::string& key, const std::string& name, const std::string& what,
              const std::vector<std::string>& known, const std::vector<std::string>& said = {}) {
    if (name.empty()) return false;  // has been told
    if (contains(known, name)) return true;
    const Choice choice = choice_among(name, known, said);
    problems_.add(mark, key,
                  known.empty() ? what + " in the pack, which has none" : "one of the " + what + ' ' + choice.names,
                  in_quotes(name), choice.suggestion);
    return false;
  }

  template <class Named>
  bool expect(const Mark& mark, const std::string& key, const std::string& name, const std::string& what,
              const std::vector<Named>& known) {
    std::vector<std::string> said;
    for (const Named& one : known) said.push_back(said_of(one));
    return expect(mark, key, name, what, names_of(known), said);
  }

  const AttributeSpec* attribute(const Mark& mark, const std::string& key, const std::string& name) {
    if (!expect(mark, key, name, "attributes", setting_.pack.attributes)) return nullptr;
    return &*std::find_if(setting_.pack.attributes.begin(), setting_.pack.attributes.end(),
                          [&](const AttributeSpec& one) { return one.name == name; });
  }

  /// A state in which people can be.
  void check_state(const Mark& mark, const std::string& key, const std::string& state, const AttributeSpec& of) {
    if (of.states.empty() || !expect(mark, key, state, "states", of.states)) return;
    for (const auto& [name, leaving] : of.leaves) {
      if (name == state && leaving != Leaving::no)
        problems_.add(mark, key, "a state within the population", in_quotes(state) + ", which leaves it");
    }
  }

  void check(const Predicate& condition) {
    using Kind = Predicate::Kind;
    for (const Predicate& part : condition.parts) check(part);
    if (condition.kind == Kind::ses) check_groups(condition, "SES groups", setting_.ses_groups);
    if (condition.kind == Kind::area) check_groups(condition, "areas", setting_.areas);
    if (condition.kind == Kind::delineated && !setting_.delineated)
      problems_.add(condition.mark, condition.key, "a study with a delineation", "none");
    if (condition.kind == Kind::state) {
      const AttributeSpec* of = attribute(condition.mark, condition.key, condition.attribute);
      if (of == nullptr) return;
      for (const std::string& state : condition.names) check_state(condition.mark, condition.key, state, *of);
    }
    for (const NamedTransition& one : condition.risk.of) check_risk_of(one);
    if (condition.kind == Kind::benefit) check(condition.benefit);
  }

  /// Something is predicted to be saved of a cost, or gained of an effect, by what a programme does.
  void check(const BenefitSpec& benefit) {
    const std::string key = benefit.key + ".of";
    if (!expect(benefit.mark, key, benefit.outcome, "outcomes", setting_.pack.outcomes)) return;
    const OutcomeSpec& of = *std::find_if(setting_.pack.outcomes.begin(), setting_.pack.outcomes.end(),
                                          [&](const OutcomeSpec& one) { return one.name == benefit.outcome; });
    if (of.kind != benefit.kind) {
      const bool saves = benefit.kind == OutcomeKind::cost;
      problems_.add(benefit.mark, key, saves ? "a cost, as it is saved" : "an effect, as it is gained",
                    in_quotes(benefit.outcome) + (saves ? ", an effect" : ", a cost"));
    }
    const bool does_something = !programme_.hazards.empty() || !programme_.states.empty() || !programme_.care.empty() ||
                                !programme_.wellbeing.empty() || !programme_.outcomes.empty();
    if (!does_something)
      problems_.add(benefit.mark, benefit.key, "a programme with effects, from which it is predicted", "none");
  }

  void check_groups(const Predicate& condition, const std::string& what, const std::vector<std::string>& known) {
    if (known.empty()) return;
    for (const std::string& name : condition.names) {
      if (!contains(known, name))
        problems_.add(condition.mark, condition.key, "one of the " + what + ' ' + listed(known), in_quotes(name),
                      suggest(name, known));
    }
  }

  const TransitionSpec* transition(const NamedTransition& named) {
    if (!expect(named.mark, named.key, named.attribute, "attributes", setting_.pack.attributes)) return nullptr;
    const std::string whole = named.attribute + '.' + named.transition;
    if (!contains(transitions_, whole)) {
      std::vector<std::string> own;
      std::copy_if(transitions_.begin(), transitions_.end(), std::back_inserter(own),
                   [&](const std::string& one) { return one.starts_with(named.attribute + '.'); });
      problems_.add(named.mark, named.key,
                    own.empty() ? "a transition of " + named.attribute + ", which has none"
                                : "one of the transitions " + listed(own),
                    in_quotes(whole), suggest(whole, own));
      return nullptr;
    }
    for (const AttributeSpec& spec : setting_.pack.attributes) {
      if (spec.name != named.attribute) continue;
      for (const TransitionSpec& one : spec.transitions) {
        if (one.name == named.transition) return &one;
      }
    }
    return nullptr;
  }

  /// A risk is predicted from a hazard.
  void check_risk_of(const NamedTransition& named) {
    const TransitionSpec* found = transition(named);
    if (found != nullptr && found->kind != TransitionKind::hazard)
      problems_.add(named.mark, named.key, "a transition by hazard", in_quotes(named.transition) + ", which is not");
  }

  void check_draws() {
    const std::vector<std::string>& known = setting_.capacities;
    for (const DrawSpec& draw : programme_.offer.draws_on) {
      if (contains(known, draw.capacity)) continue;
      problems_.add(
          draw.mark, draw.key,
          known.empty() ? "a capacity of the study, which has none" : "one of the capacities " + listed(known),
          in_quotes(draw.capacity), suggest(draw.capacity, known));
    }
  }

  void check_uptake() {
    if (programme_.uptake_by_ses.empty() || setting_.ses_groups.empty()) return;
    std::vector<std::string> given;
    for (const auto& [group, uptake] : programme_.uptake_by_ses) {
      given.push_back(group);
      if (!contains(setting_.ses_groups, group))
        problems_.add(uptake.mark, uptake.key, "one of the SES groups " + listed(setting_.ses_groups), in_quotes(group),
                      suggest(group, setting_.ses_groups));
    }
    for (const std::string& group : setting_.ses_groups) {
      if (!contains(given, group))
        problems_.add(programme_.uptake.mark, programme_.uptake.key,
                      "a probability for each of the SES groups " + listed(setting_.ses_groups), "none for " + group);
    }
  }

  void check_hazards() {
    std::set<std::string> seen;
    for (const HazardEffect& effect : programme_.hazards) {
      for (const NamedTransition& named : effect.transitions) {
        const TransitionSpec* found = transition(named);
        if (found == nullptr) continue;
        check_kind(effect, named, found->kind);
        if (!seen.insert(named.attribute + '.' + named.transition).second) {
          problems_.add(named.mark, named.key, "each transition once in a programme",
                        "a second " + in_quotes(named.attribute + '.' + named.transition));
        }
      }
    }
  }

  /// A fixed duration has no hazard, and a sojourn is sped up, not made more likely.
  void check_kind(const HazardEffect& effect, const NamedTransition& named, TransitionKind kind) {
    const bool sojourn = kind == TransitionKind::weibull || kind == TransitionKind::gamma;
    if (kind == TransitionKind::duration) {
      problems_.add(named.mark, named.key, "a transition with a hazard",
                    in_quotes(named.transition) + ", which has a fixed duration");
    } else if (sojourn && !effect.accelerates) {
      problems_.add(named.mark, named.key, "accelerates: true, as the transition has a Weibull or gamma time",
                    in_quotes(named.transition) + " without it");
    } else if (!sojourn && effect.accelerates) {
      problems_.add(named.mark, named.key, "a transition with a Weibull or gamma time, as it accelerates",
                    in_quotes(named.transition));
    }
  }

  void check_states() {
    for (std::size_t i = 0; i < programme_.states.size(); ++i) {
      const StateEffect& effect = programme_.states[i];
      const AttributeSpec* of = attribute(effect.mark, effect.key + ".attribute", effect.attribute);
      if (of == nullptr) continue;
      check_state(effect.from_mark, effect.key + ".from", effect.from, *of);
      check_state(effect.to_mark, effect.key + ".to", effect.to, *of);
      check_sum(i);
    }
  }

  /// Those who leave a state are not more than all.
  void check_sum(std::size_t last) {
    const StateEffect& effect = programme_.states[last];
    double sum = 0;
    bool again = false;
    for (std::size_t i = 0; i <= last; ++i) {
      const StateEffect& other = programme_.states[i];
      if (other.attribute != effect.attribute || other.from != effect.from) continue;
      again = again || (i < last && other.to == effect.to);
      if (!other.probability.table) sum += other.probability.value * other.probability.times;
    }
    if (again) problems_.add(effect.mark, effect.key, "each change of state once", "a second one");
    if (sum > 1 + 1e-9) {
      problems_.add(effect.mark, effect.key, "probabilities of leaving " + effect.from + " that add up to at most 1",
                    "more");
    }
  }

  void check_care() {
    const std::vector<ActivitySpec>& known = setting_.pack.activities;
    std::set<std::string> seen;
    for (const CareEffect& effect : programme_.care) {
      const bool exists = expect(effect.mark, effect.key + ".activity", effect.activity, "activities", known);
      if (effect.instead) expect(effect.instead_mark, effect.key + ".instead", *effect.instead, "activities", known);
      if (exists && !seen.insert(effect.activity).second)
        problems_.add(effect.mark, effect.key, "each activity once in a programme",
                      "a second " + in_quotes(effect.activity));
    }
  }

  void check(const ModifierSpec& modifier) {
    const AttributeSpec* of = attribute(modifier.mark, modifier.key + ".by", modifier.by);
    if (of == nullptr) return;
    for (const auto& [state, times] : modifier.by_state) check_state(times.mark, times.key, state, *of);
  }

  void check(const ProgrammeCostSpec& cost) {
    const Pack& pack = setting_.pack;
    if (!cost.payer.empty()) expect(cost.payer_mark, cost.key + ".payer", cost.payer, "payers", pack.payers);
    if (!cost.provider.empty())
      expect(cost.provider_mark, cost.key + ".provider", cost.provider, "providers", pack.providers);
    if (!cost.sector.empty()) expect(cost.sector_mark, cost.key + ".sector", cost.sector, "sectors", pack.sectors);
  }

  const Programme& programme_;
  const ProgrammeSetting& setting_;
  Problems& problems_;
  std::vector<std::string> attributes_{};
  std::vector<std::string> transitions_{};
};

}  // namespace

std::vector<std::string> names_of_capacities(const std::vector<CapacitySpec>& capacities) {
  return names_of(capacities);
}

void check_programme(const Programme& programme, const ProgrammeSetting& setting, Problems& problems) {
  ProgrammeCheck(programme, setting, problems).run();
}

}  // namespace kavel
