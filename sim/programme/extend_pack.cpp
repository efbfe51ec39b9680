#include "programme/extend_pack.hpp"

#include <algorithm>
#include <memory>

#include "random/math.hpp"
#include "programme/names.hpp"
#include "programme/strengths.hpp"

namespace kavel {

namespace {

Quantity number(double value, const Quantity& like) {
  Quantity result;
  result.value = value;
  result.provenance = like.provenance;
  result.mark = like.mark;
  result.key = like.key;
  return result;
}

/// A figure with every number changed.
template <class Change>
Quantity changed(const Quantity& figure, const Change& change) {
  Quantity result = figure;
  result.times = 1;
  result.value = change(figure.value * figure.times);
  if (figure.outside) result.outside = change(*figure.outside * figure.times);
  if (!figure.table) return result;
  auto table = std::make_shared<Table>(*figure.table);
  for (TableRow& row : table->rows) {
    double& value = row.values[static_cast<std::size_t>(figure.column)];
    value = change(value * figure.times);
  }
  table->build_index();
  result.table = std::move(table);
  return result;
}

/// Was someone ever in one of the programmes, whichever? Their first start says so.
AttributeSpec in_any(const Programme& first) {
  AttributeSpec spec;
  spec.name = attribute_of_any;
  spec.mark = first.mark;
  spec.key = first.key;
  spec.of_programme = true;
  spec.states = {state_outside, state_reached};
  TransitionSpec& start = spec.transitions.emplace_back();
  start.name = first_start;
  start.from = state_outside;
  start.to = state_reached;
  start.on_enrolment = true;
  start.mark = first.mark;
  start.key = first.key;
  return spec;
}

/// Extends a pack by one programme.
class Extension {
 public:
  Extension(Pack& pack, const Programme& programme, Problems& problems)
      : pack_(pack), programme_(programme), strengths_(programme, pack, problems) {}

  void make() {
    add_attribute();
    for (const CareEffect& effect : programme_.care) add_care(effect);
    for (const HazardEffect& effect : programme_.hazards) add_ratios(effect);
    for (const StateEffect& effect : programme_.states) add_move(effect);
    for (const WellbeingEffect& effect : programme_.wellbeing) add_wellbeing(effect);
    for (const OutcomeEffect& effect : programme_.outcomes) add_to_outcome(effect);
    if (programme_.cost) add_cost(*programme_.cost);
  }

 private:
  /// Calls take(state, part of the effect that is left, strength) for each state in which the programme works.
  template <class Take>
  void each_state(const Take& take) const {
    const int count = strengths_.count();
    for (int s = 0; s < count; ++s) {
      take(state_taking_part(s, count), strengths_.of(s));
      for (int year = 1; year <= waning(); ++year) {
        take(state_after(year, s, count), strengths_.of(s) * programme_.waning[static_cast<std::size_t>(year - 1)]);
      }
    }
  }

  int waning() const { return static_cast<int>(programme_.waning.size()); }

  void add_attribute() {
    AttributeSpec spec;
    spec.name = attribute_of(programme_);
    spec.mark = programme_.mark;
    spec.key = programme_.key;
    spec.of_programme = true;
    spec.states.push_back(state_outside);
    each_state([&](const std::string& state, double) { spec.states.push_back(state); });
    spec.states.push_back(state_ended);
    for (int s = 0; s < strengths_.count(); ++s) add_course(spec, s);
    if (programme_.offer.again_after_taking_part) add_returns(spec, *programme_.offer.again_after_taking_part);
    pack_.attributes.push_back(std::move(spec));
  }

  TransitionSpec& add_transition(AttributeSpec& spec, const std::string& from, const std::string& to,
                                 const std::string& cause = "") const {
    TransitionSpec& transition = spec.transitions.emplace_back();
    transition.name = from + '>' + to + (cause.empty() ? "" : '/' + cause);
    transition.from = from;
    transition.to = to;
    transition.cause = cause;
    transition.mark = programme_.mark;
    transition.key = programme_.key;
    return transition;
  }

  /// Start, dropout, the end of the course and the years after it, for those of one strength.
  void add_course(AttributeSpec& spec, int strength) const {
    const int count = strengths_.count();
    const std::string taking_part = state_taking_part(strength, count);
    add_transition(spec, state_outside, taking_part).on_enrolment = true;
    if (programme_.dropout) add_transition(spec, taking_part, state_ended, "dropout").figure = *programme_.dropout;
    if (!programme_.lasts) return;
    std::string from = taking_part;
    for (int year = 0; year <= waning(); ++year) {
      const std::string to = year < waning() ? state_after(year + 1, strength, count) : state_ended;
      TransitionSpec& over = add_transition(spec, from, to);
      over.kind = TransitionKind::duration;
      over.figure = year == 0 ? *programme_.lasts : number(1, *programme_.lasts);
      from = to;
    }
  }

  /// Back from where people are who may start again: on a 1 January in the j-th year after, j - 1 whole years are over.
  void add_returns(AttributeSpec& spec, int whole_years) const {
    const int count = strengths_.count();
    for (int s = 0; s < count; ++s) {
      for (int year = whole_years + 1; year <= waning(); ++year)
        add_transition(spec, state_after(year, s, count), state_outside).on_enrolment = true;
    }
    add_transition(spec, state_ended, state_outside).on_enrolment = true;
  }

  AttributeSpec& attribute(const std::string& name) {
    return *std::find_if(pack_.attributes.begin(), pack_.attributes.end(),
                         [&](const AttributeSpec& one) { return one.name == name; });
  }

  void add_ratios(const HazardEffect& effect) {
    for (const NamedTransition& named : effect.transitions) {
      for (TransitionSpec& transition : attribute(named.attribute).transitions) {
        if (transition.name != named.transition) continue;
        RatioSpec ratio;
        ratio.by = attribute_of(programme_);
        ratio.effect = EffectKind::direct;
        ratio.accelerates = effect.accelerates;
        ratio.mark = effect.mark;
        ratio.key = effect.key;
        each_state([&](const std::string& state, double strength) {
          ratio.by_state.emplace_back(
              state, changed(effect.ratio, [&](double value) { return portable_pow(value, strength); }));
        });
        transition.ratios.push_back(std::move(ratio));
      }
    }
  }

  void add_move(const StateEffect& effect) {
    add_transition(attribute(effect.attribute), effect.from, effect.to, programme_.name).on_enrolment = true;
  }

  void add_care(const CareEffect& effect) {
    if (effect.share.value * effect.share.times == 0) return;  // nothing moves, and nothing need be kept of it
    CareShiftSpec shift;
    shift.attribute = attribute_of(programme_);
    each_state([&](const std::string& state, double strength) { shift.strengths.emplace_back(state, strength); });
    shift.activity = effect.activity;
    shift.share = effect.share;
    if (effect.instead) {
      const bool elsewhere = *effect.instead == effect.activity;
      shift.instead.emplace_back(
          elsewhere ? counted_apart(effect.activity, activity_elsewhere(effect.activity), ", elsewhere")
                    : *effect.instead,
          effect.ratio);
    }
    if (effect.refill.value > 0) shift.instead.emplace_back(refilled(effect.activity), effect.refill);
    shift.mark = effect.mark;
    shift.key = effect.key;
    pack_.care_shifts.push_back(std::move(shift));
  }

  /// The activity in which freed capacity is counted that is filled again; who uses it is not told, so nobody pays a
  /// deductible on it.
  std::string refilled(const std::string& name) {
    std::string made = counted_apart(name, activity_of_refill(name), ", filled again");
    for (ActivitySpec& one : pack_.activities) {
      if (one.name != made || made == name) continue;
      one.deductible.clear();
      one.spread.clear();
    }
    return made;
  }

  /// An activity of the same sector, payer, provider, price and outcomes as another, of which only programmes ask.
  std::string counted_apart(const std::string& name, const std::string& apart, const std::string& title) {
    const auto named = [&](const std::string& wanted) {
      return std::find_if(pack_.activities.begin(), pack_.activities.end(),
                          [&](const ActivitySpec& one) { return one.name == wanted; });
    };
    const auto of = named(name);
    if (of == pack_.activities.end()) return name;  // told by check_programme
    if (named(apart) != pack_.activities.end()) return apart;
    ActivitySpec made = *of;
    made.name = apart;
    made.title = (of->title.empty() ? name : of->title) + title;
    made.per_year.clear();
    made.per_transition.clear();
    made.residual.reset();
    for (OutcomeSpec& outcome : pack_.outcomes) {
      const std::vector<std::string>& held = outcome.activities;
      if (std::find(held.begin(), held.end(), name) != held.end()) outcome.activities.push_back(apart);
    }
    pack_.activities.push_back(std::move(made));
    return apart;
  }

  void add_wellbeing(const WellbeingEffect& effect) {
    for (WellbeingSpec& measure : pack_.wellbeing) {
      if (measure.name != effect.measure) continue;
      const bool multiplies = measure.scale == WellbeingScale::multiply;
      each_state([&](const std::string& state, double strength) {
        const Quantity figure = changed(
            effect.effect, [&](double value) { return multiplies ? portable_pow(value, strength) : value * strength; });
        measure.states.push_back({attribute_of(programme_), state, figure});
      });
    }
  }

  void add_to_outcome(const OutcomeEffect& effect) {
    for (OutcomeSpec& outcome : pack_.outcomes) {
      if (!holds(outcome, effect.outcome)) continue;
      each_state([&](const std::string& state, double strength) {
        outcome.per_year.push_back(
            {attribute_of(programme_), state, changed(effect.a_year, [&](double value) { return value * strength; })});
      });
    }
  }

  void add_cost(const ProgrammeCostSpec& cost) {
    ActivitySpec activity;
    activity.name = attribute_of(programme_);
    activity.title = programme_.title.empty() ? programme_.name : programme_.title;
    activity.sector = cost.sector;
    activity.payer = cost.payer;
    activity.provider = cost.provider;
    activity.unit = "EUR " + std::to_string(cost.price_year);
    activity.price_year = cost.price_year;
    activity.price = number(1, {});
    activity.fixed_share = number(0, {});
    activity.of_programme = true;
    activity.mark = cost.mark;
    activity.key = cost.key;
    const int count = strengths_.count();
    for (int s = 0; s < count; ++s) {
      const std::string taking_part = state_taking_part(s, count);
      if (cost.per_year) activity.per_year.push_back({attribute_of(programme_), taking_part, *cost.per_year});
      if (cost.per_session) {
        const Quantity& sessions = present(cost.sessions_a_year, "sessions have a number of them a year");
        const double times = sessions.value * sessions.times;
        activity.per_year.push_back({attribute_of(programme_), taking_part,
                                     changed(*cost.per_session, [&](double value) { return value * times; })});
      }
      if (cost.per_participant) {
        activity.per_transition.push_back(
            {attribute_of(programme_), state_outside + '>' + taking_part, *cost.per_participant});
      }
    }
    pack_.fixed_costs.push_back(
        {activity.name, programme_.offer.start, programme_.offer.end, cost.set_up, cost.running});
    take_into_outcomes(activity);
    pack_.activities.push_back(std::move(activity));
  }

  /// An outcome that holds all care of a sector holds what programmes cost in it.
  void take_into_outcomes(const ActivitySpec& cost) {
    const auto holds_all = [&](const OutcomeSpec& outcome) {
      bool any = false;
      for (const ActivitySpec& activity : pack_.activities) {
        if (activity.sector != cost.sector) continue;
        any = true;
        if (std::find(outcome.activities.begin(), outcome.activities.end(), activity.name) ==
            outcome.activities.end()) {
          return false;
        }
      }
      return any;
    };
    for (OutcomeSpec& outcome : pack_.outcomes) {
      if (holds_all(outcome)) outcome.activities.push_back(cost.name);
    }
  }

  Pack& pack_;
  const Programme& programme_;
  Strengths strengths_;
};

}  // namespace

Pack extended(const Pack& usual, const std::vector<const Programme*>& programmes, Problems& problems) {
  Pack pack = usual;
  if (!programmes.empty()) pack.attributes.push_back(in_any(*programmes.front()));
  for (const Programme* programme : programmes) Extension(pack, *programme, problems).make();
  return pack;
}

}  // namespace kavel
