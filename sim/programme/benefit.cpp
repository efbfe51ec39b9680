#include "programme/benefit.hpp"

#include <algorithm>

#include "core/clock.hpp"
#include "core/named.hpp"
#include "random/math.hpp"

namespace kavel {

namespace {

constexpr std::size_t most_stages = 8;

int state_named(const Attribute& attribute, const std::string& name) {
  return static_cast<int>(std::find(attribute.states.begin(), attribute.states.end(), name) - attribute.states.begin());
}

double number_of(const Quantity& quantity) { return quantity.value * quantity.times; }

/// The value at `t` of what is known at whole years from 0 on: linear in between, nothing before.
double between(const double* at_years, double t) {
  if (t <= 0) return 0;
  const auto whole = static_cast<std::size_t>(t);
  const double part = t - static_cast<double>(whole);
  return part == 0 ? at_years[whole] : at_years[whole] + part * (at_years[whole + 1] - at_years[whole]);
}

}  // namespace

/// What is foreseen of one person. `avoided` [event x year + 1]: how many of that event do not happen up to then.
struct Benefit::Foreseen {
  const PersonThen& who;
  double strength = 1;
  std::vector<double> parts{};          ///< of the year at hand, by share of the effects left
  std::vector<double> moved{};          ///< [shift]: probability
  std::vector<double> usual{}, with{};  ///< [event]: cumulative hazard so far
  std::vector<double> avoided{};
};

Benefit::Benefit(const BenefitSpec& spec, const ProgrammeCompiling& with)
    : model_(with.around.model),
      usual_(with.around.usual),
      valuation_(with.around.valuation),
      years_(spec.years),
      course_(with),
      strengths_(Strengths(with.programme, *with.around.pack, with.problems)) {
  const int outcome = place_named(valuation_->outcomes, spec.outcome);
  const Outcome& of = valuation_->outcomes[static_cast<std::size_t>(outcome)];
  quantum_ = of.quantum;
  is_cost_ = of.kind == OutcomeKind::cost;
  worth_ = OutcomeWorth(*valuation_, *usual_, outcome);
  add_shifts(with);
  add_events(with);
  add_rest(with);
  for (const OutcomeEffect& effect : with.programme.outcomes) {
    const std::vector<OutcomeSpec>& outcomes = with.around.pack->outcomes;
    const auto asked = std::find_if(outcomes.begin(), outcomes.end(),
                                    [&](const OutcomeSpec& one) { return one.name == spec.outcome; });
    if (asked != outcomes.end() && holds(*asked, effect.outcome)) a_year_ += number_of(effect.a_year);
  }
}

void Benefit::add_shifts(const ProgrammeCompiling& with) {
  for (const StateEffect& effect : with.programme.states) {
    const int attribute = place_named(usual_->attributes, effect.attribute);
    const Attribute& of = usual_->attributes[static_cast<std::size_t>(attribute)];
    shifts_.push_back({attribute, state_named(of, effect.from), state_named(of, effect.to),
                       by_sex_age(with.setting, [&](const Circumstances& at) {
                         return with.figures.at(effect.probability, at, Domain::probability);
                       })});
  }
}

/// Does the state of an attribute that the programme shifts change this hazard, other than as its own from-state?
bool Benefit::depends_on_shifts(int lane) const {
  const int own = model_->transitions[static_cast<std::size_t>(lane)].attribute;
  return std::any_of(shifts_.begin(), shifts_.end(), [&](const Shift& shift) {
    const Attribute& by = model_->attributes[static_cast<std::size_t>(shift.attribute)];
    const std::vector<int>& lanes = model_->factors[static_cast<std::size_t>(by.factor)].lanes;
    return shift.attribute != own && std::find(lanes.begin(), lanes.end(), lane) != lanes.end();
  });
}

/// In the order of usual care's transitions.
void Benefit::add_events(const ProgrammeCompiling& with) {
  std::vector<const HazardEffect*> effects(usual_->transitions.size(), nullptr);
  for (const HazardEffect& effect : with.programme.hazards) {
    for (const NamedTransition& named : effect.transitions) {
      const int lane = place_named(usual_->transitions, named.attribute + '.' + named.transition);
      effects[static_cast<std::size_t>(lane)] = &effect;
    }
  }
  for (std::size_t usual = 0; usual < usual_->transitions.size(); ++usual) {
    const Transition& transition = usual_->transitions[usual];
    if (transition.kind != ClockKind::exponential) continue;
    const HazardEffect* const effect = effects[usual];
    const int lane = place_named(model_->transitions, transition.name);
    if (effect == nullptr && !depends_on_shifts(lane)) continue;
    Event event{lane, static_cast<int>(usual), transition.attribute, transition.from == transition.to, {}, {}};
    if (effect != nullptr) {
      event.ratio = by_sex_age(with.setting, [&](const Circumstances& at) {
        return with.figures.at(effect->ratio, at, Domain::not_negative);
      });
    }
    add_stages(event);
    events_.push_back(std::move(event));
  }
}

/// The state an event leads to, and those that follow it after fixed durations.
void Benefit::add_stages(Event& event) const {
  const Attribute& attribute = usual_->attributes[static_cast<std::size_t>(event.attribute)];
  int lane = event.usual;
  double since = 0;
  while (lane >= 0 && event.stages.size() < most_stages) {
    const Transition& transition = usual_->transitions[static_cast<std::size_t>(lane)];
    since += event.stages.empty() ? 0 : static_cast<double>(transition.duration) / ticks_per_year;
    if (transition.leaving != Leaving::no) {
      event.stages.push_back({since, -1});
      return;
    }
    event.stages.push_back({since, transition.to});
    lane = attribute.entries[static_cast<std::size_t>(transition.to)].first_due;
  }
}

void Benefit::add_rest(const ProgrammeCompiling& with) {
  for (const CareEffect& effect : with.programme.care) {
    Care care;
    care.activity = place_named(valuation_->care.activities, effect.activity);
    care.share = number_of(effect.share);
    if (effect.instead) care.instead = place_named(valuation_->care.activities, *effect.instead);  // perhaps the same
    if (effect.instead) care.ratio = number_of(effect.ratio);
    care_.push_back(care);
  }
  for (const WellbeingEffect& effect : with.programme.wellbeing) {
    const int measure = place_named(valuation_->wellbeing.measures, effect.measure);
    const bool multiplies = valuation_->wellbeing.is_product[static_cast<std::size_t>(measure)] != 0;
    wellbeing_.push_back({measure, multiplies, number_of(effect.effect)});
  }
}

std::int64_t Benefit::of(const PersonThen& who) const {
  Foreseen seen{who, present(strengths_, "a benefit has strengths").expected(who.states), {}, {}, {}, {}, {}};
  seen.moved = probabilities_of_shifts(who);
  seen.usual.assign(events_.size(), 0.0);
  seen.with.assign(events_.size(), 0.0);
  seen.avoided.assign(events_.size() * static_cast<std::size_t>(years_ + 1), 0.0);
  double more = 0;  // of the outcome
  for (int year = 0; year < years_; ++year) {
    const LaterYear at = later(*model_, who, year);
    WorthOf of{who.sex, at.age, at.year_index, valuation_->level_of(who.key->area), who.key->ses};
    of.fares = worth_.fares(who.states, of);
    course_.part_of_year(sex_age(who), year, seen.parts);
    more += of_events(seen, year, at, of) + of_shifts(seen, of) + of_care(seen, of) + of_wellbeing(seen, of) +
            a_year_ * left_of_effects(seen);
  }
  return quanta(is_cost_ ? -more : more);
}

/// [shift]: one after the other, each of those still in its from-state.
std::vector<double> Benefit::probabilities_of_shifts(const PersonThen& who) const {
  std::vector<double> moved;
  for (std::size_t s = 0; s < shifts_.size(); ++s) {
    const Shift& shift = shifts_[s];
    double probability = who.states[shift.attribute] == shift.from ? shift.probability[sex_age(who)] : 0;
    for (std::size_t before = 0; before < s; ++before) {
      if (shifts_[before].attribute == shift.attribute) probability -= probability * own_probability(who, before);
    }
    moved.push_back(probability);
  }
  return moved;
}

double Benefit::own_probability(const PersonThen& who, std::size_t s) const {
  const Shift& shift = shifts_[s];
  return who.states[shift.attribute] == shift.from ? shift.probability[sex_age(who)] : 0;
}

/// How many times as high the programme makes a hazard in the year at hand.
double Benefit::times(const Event& event, const Foreseen& seen, int age) const {
  double effect = 1;
  if (!event.ratio.empty()) {
    const double ratio = event.ratio[sex_age(seen.who.sex, age)];
    for (std::size_t left = 0; left < seen.parts.size(); ++left) {
      if (seen.parts[left] > 0)
        effect += seen.parts[left] * (portable_pow(ratio, seen.strength * course_.left()[left]) - 1);
    }
  }
  for (std::size_t s = 0; s < shifts_.size(); ++s) {
    if (seen.moved[s] > 0 && shifts_[s].attribute != event.attribute)
      effect *= 1 + seen.moved[s] * (ratio_of_shift(shifts_[s], event.lane, seen.who.sex, age) - 1);
  }
  return effect;
}

/// Of the speeds in the two states; 1 where there is none in the first.
double Benefit::ratio_of_shift(const Shift& shift, int lane, Sex sex, int age) const {
  const Attribute& attribute = model_->attributes[static_cast<std::size_t>(shift.attribute)];
  const Factor& factor = model_->factors[static_cast<std::size_t>(attribute.factor)];
  const std::vector<float>& rows = factor.rows[static_cast<std::size_t>(model_->band(factor, sex, age))];
  const auto at = [&](int state) {
    return rows[static_cast<std::size_t>(state) * static_cast<std::size_t>(model_->lanes) +
                static_cast<std::size_t>(lane)];
  };
  return at(shift.from) == 0.0F ? 1 : static_cast<double>(at(shift.to)) / static_cast<double>(at(shift.from));
}

/// Events that do not happen, and the states they do not lead to.
double Benefit::of_events(Foreseen& seen, int year, const LaterYear& at, const WorthOf& of) const {
  const float* const base = model_->base_row(seen.who.sex, at.age, at.year_index);
  double more = 0;
  for (std::size_t e = 0; e < events_.size(); ++e) {
    const Event& event = events_[e];
    const double hazard = static_cast<double>(base[event.lane] * seen.who.speeds[event.lane]) / clock_unit;
    if (hazard == 0 && seen.usual[e] == 0) continue;
    seen.usual[e] += hazard;
    seen.with[e] += hazard * times(event, seen, at.age);
    double* const avoided = seen.avoided.data() + e * static_cast<std::size_t>(years_ + 1);
    avoided[year + 1] =
        event.recurs ? seen.usual[e] - seen.with[e] : portable_exp(-seen.with[e]) - portable_exp(-seen.usual[e]);
    more -= (avoided[year + 1] - avoided[year]) * worth_.of_event(event.usual, of);
    if (!event.recurs) more -= of_states_after(event, avoided, seen, year, of);
  }
  return more;
}

/// What those whose event does not happen would spend the year in, against the state they stay in.
double Benefit::of_states_after(const Event& event, const double* avoided, const Foreseen& seen, int year,
                                const WorthOf& of) const {
  const auto since = [&](double lag) { return (between(avoided, year - lag) + between(avoided, year + 1 - lag)) / 2; };
  double more = 0;
  for (std::size_t s = 0; s < event.stages.size(); ++s) {
    const Stage& stage = event.stages[s];
    const double there = since(stage.since) - (s + 1 < event.stages.size() ? since(event.stages[s + 1].since) : 0);
    if (there == 0) continue;
    more += there * (stage.state < 0 ? -worth_.of_states(seen.who.states, of)
                                     : worth_.of_other_state(seen.who.states, event.attribute, stage.state, of));
  }
  return more;
}

double Benefit::of_shifts(const Foreseen& seen, const WorthOf& of) const {
  double more = 0;
  for (std::size_t s = 0; s < shifts_.size(); ++s) {
    if (seen.moved[s] > 0)
      more += seen.moved[s] * worth_.of_other_state(seen.who.states, shifts_[s].attribute, shifts_[s].to, of);
  }
  return more;
}

/// Effects that add up, over the year at hand: how many times.
double Benefit::left_of_effects(const Foreseen& seen) const {
  double effect = 0;
  for (std::size_t left = 0; left < seen.parts.size(); ++left)
    effect += seen.parts[left] * seen.strength * course_.left()[left];
  return effect;
}

double Benefit::of_care(const Foreseen& seen, const WorthOf& of) const {
  const double effect = left_of_effects(seen);
  double more = 0;
  for (const Care& care : care_) {
    const auto year = static_cast<std::size_t>(of.year_index);
    const std::vector<Activity>& activities = valuation_->care.activities;
    double per_unit = -worth_.of_activity(care.activity, of.year_index);
    if (care.instead >= 0) {
      const double times = substituted(activities[static_cast<std::size_t>(care.activity)],
                                       activities[static_cast<std::size_t>(care.instead)], year);
      per_unit += care.ratio * times * worth_.of_activity(care.instead, of.year_index);
    }
    if (per_unit == 0) continue;
    const double volume = volume_of_states(*valuation_, *usual_, seen.who.states, care.activity, of);
    more += volume * care.share * effect * per_unit;
  }
  return more;
}

double Benefit::of_wellbeing(const Foreseen& seen, const WorthOf& of) const {
  double more = 0;
  for (const Wellbeing& one : wellbeing_) {
    if (one.measure != worth_.measure()) continue;
    for (std::size_t left = 0; left < seen.parts.size(); ++left) {
      if (seen.parts[left] == 0) continue;
      const double strength = seen.strength * course_.left()[left];
      const double change = one.multiplies ? portable_pow(one.effect, strength) : one.effect * strength;
      more += seen.parts[left] * worth_.of_change(seen.who.states, one.measure, change, of);
    }
  }
  return more;
}

}  // namespace kavel
