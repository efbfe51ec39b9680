#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

#include "core/ticks.hpp"
#include "random/stream.hpp"
#include "model/compile_parts.hpp"

namespace kavel {

namespace {

int state_of(const AttributeSpec& spec, const std::string& name) {
  const auto found = std::find(spec.states.begin(), spec.states.end(), name);
  return found == spec.states.end() ? -1 : static_cast<int>(found - spec.states.begin());
}

ClockKind clock_of(TransitionKind kind) {
  switch (kind) {
    case TransitionKind::duration:
      return ClockKind::duration;
    case TransitionKind::weibull:
      return ClockKind::weibull;
    case TransitionKind::gamma:
      return ClockKind::gamma;
    default:
      return ClockKind::exponential;
  }
}

bool is_sojourn(ClockKind kind) { return kind == ClockKind::weibull || kind == ClockKind::gamma; }

/// Keeps every permanent name's stream and refuses two names with one hash.
class StreamNames {
 public:
  explicit StreamNames(Problems& problems) : problems_(&problems) {}

  StreamId take(const std::string& name, const Mark& mark) {
    const StreamId stream = stream_of(name);
    const auto [place, fresh] = taken_.emplace(stream.value, name);
    if (!fresh) {
      problems_->add(mark, name, "a name of its own for every source of chance",
                     place->second == name ? "the same name twice" : "the same stream as " + place->second);
    }
    return stream;
  }

 private:
  Problems* problems_;
  std::map<std::uint32_t, std::string> taken_{};
};

class AttributeCompiler {
 public:
  explicit AttributeCompiler(Compilation& compilation)
      : c_(compilation), model_(compilation.model), names_(compilation.problems) {}

  void run() {
    for (const AttributeSpec& spec : c_.pack.attributes) add_attribute(spec);
    if (c_.pack.births && model_.birth_lane < 0) {
      c_.problems.add(c_.pack.births->mark, "births", "a transition with birth: true", "none");
    }
    if (model_.birth_lane >= 0 && !c_.pack.births) {
      c_.problems.add(c_.specs[static_cast<std::size_t>(model_.birth_lane)]->mark, "births",
                      "boys_per_girl, since a transition is a birth", "no births section");
    }
    if (c_.pack.births) model_.boys_per_girl = c_.pack.births->boys_per_girl;
    names_.take("birth@sex", c_.pack.mark);
    for (const ArrivalsSpec& spec : c_.pack.arrivals) {
      ArrivalFlow& flow = model_.arrivals.emplace_back();
      const std::string name = "arrivals." + spec.name;
      flow.stream = names_.take(name, spec.mark);
      flow.number_stream = names_.take(name + "@number", spec.mark);
      flow.tick_stream = names_.take(name + "@tick", spec.mark);
    }
    names_.take("persons@sample", c_.pack.mark);
    for (const WellbeingSpec& measure : c_.pack.wellbeing) names_.take("wellbeing@" + measure.name, measure.mark);
    for (const SpreadSpec& spread : c_.pack.spreads) names_.take("spending@" + spread.name, spread.mark);
    pad_lanes();
  }

 private:
  void add_attribute(const AttributeSpec& spec) {
    const int index = static_cast<int>(model_.attributes.size());
    if (spec.states.empty() || spec.states.size() > 250) {
      c_.problems.add(spec.mark, spec.key + ".states", "1 to 250 states", std::to_string(spec.states.size()));
    }
    Attribute attribute;
    attribute.name = spec.name;
    attribute.states = spec.states;
    attribute.first_state = model_.states;
    attribute.newborn = spec.newborn ? std::max(0, state_of(spec, *spec.newborn)) : 0;
    attribute.start_stream = names_.take(spec.name + "@start", spec.mark);
    if (!spec.time_in_state.empty()) attribute.time_stream = names_.take(spec.name + "@time", spec.mark);
    attribute.step_stream = names_.take(spec.name, spec.mark);
    if (spec.of_programme) {
      for (const char* about : {"@asked", "@covered", "@uptake", "@order", "@response"})
        names_.take(spec.name + about, spec.mark);
    }
    attribute.entries.resize(spec.states.size());
    model_.states += static_cast<int>(spec.states.size());
    model_.attributes.push_back(std::move(attribute));
    for (const TransitionSpec& transition : spec.transitions) add_transition(spec, transition, index);
  }

  void add_transition(const AttributeSpec& spec, const TransitionSpec& written, int attribute_index) {
    Attribute& attribute = model_.attributes[static_cast<std::size_t>(attribute_index)];
    const int lane = static_cast<int>(model_.transitions.size());
    Transition transition;
    transition.name = spec.name + '.' + written.name;
    transition.cause = written.cause;
    transition.attribute = attribute_index;
    transition.from = state_of(spec, written.from);
    transition.to = state_of(spec, written.to);
    if (transition.from < 0 || transition.to < 0) {
      c_.problems.add(written.mark, written.key, "from>to between states of " + spec.name, written.name,
                      nearest(transition.from < 0 ? written.from : written.to, spec.states));
      return;
    }
    transition.stream = names_.take(transition.name, written.mark);
    if (written.on_enrolment) names_.take(transition.name + "@enrolment", written.mark);
    transition.kind = clock_of(written.kind);
    for (const auto& [state, leaving] : spec.leaves) {
      if (state == written.to && written.from != written.to) transition.leaving = leaving;
      if (state == written.from) {
        c_.problems.add(written.mark, written.key, "no way back from a state that leaves the population", written.name);
      }
    }
    transition.birth = written.birth;
    if (written.birth) take_birth(written, lane);
    take_sojourn(written, transition, attribute, lane);
    take_time_in_state(written, transition, attribute, lane);
    attribute.lanes.push_back(lane);
    model_.transitions.push_back(std::move(transition));
    c_.specs.push_back(&written);
  }

  void take_birth(const TransitionSpec& written, int lane) {
    if (model_.birth_lane >= 0) {
      c_.problems.add(written.mark, written.key + ".birth", "one transition that is a birth", "a second one");
    }
    if (clock_of(written.kind) != ClockKind::exponential) {
      c_.problems.add(written.mark, written.key, "a birth by hazard, rate or probability", "a sojourn");
    }
    model_.birth_lane = lane;
  }

  void take_sojourn(const TransitionSpec& written, Transition& transition, Attribute& attribute, int lane) {
    StateEntry& entry = attribute.entries[static_cast<std::size_t>(transition.from)];
    if (transition.kind == ClockKind::exponential) return;
    if (model_.cycles_per_year > 0) {
      c_.problems.add(written.mark, written.key, "a hazard, rate or probability in a model with a cycle", "a sojourn");
    }
    if (transition.from == transition.to) {
      c_.problems.add(written.mark, written.key, "a recurrent event by hazard",
                      "a sojourn that leads to where it began");
    }
    if (written.normalise) {
      c_.problems.add(written.mark, written.key + ".normalise", "a hazard, rate or probability", "a sojourn");
    }
    if (is_sojourn(transition.kind)) {
      if (written.shape.table || written.scale.table) {
        c_.problems.add(written.mark, written.key, "one number for shape and for scale", "a table");
      }
      transition.shape = c_.figures.at(written.shape, {}, Domain::positive);
      transition.scale = c_.figures.at(written.scale, {}, Domain::positive);
      if (transition.kind == ClockKind::gamma && transition.shape > 0 &&
          (transition.shape < 0.001 || transition.shape > 1e6)) {
        c_.problems.add(written.shape.mark, written.key + ".gamma.shape", "a shape from 0.001 to 1000000",
                        std::to_string(transition.shape));
      }
      entry.sojourns.push_back(lane);
      return;
    }
    const double years = c_.figures.at(written.figure, {}, Domain::positive);
    if (written.figure.table) {
      c_.problems.add(written.mark, written.key + ".duration", "one number of years", "a table");
    }
    if (years > 1000) c_.problems.add(written.figure.mark, written.key, "a duration of at most 1000 years", "more");
    if (written.only || !written.gates.empty()) {
      c_.problems.add(written.mark, written.key, "a duration without conditions", "only or while");
    }
    transition.duration = std::max<Moment>(1, static_cast<Moment>(std::llround(years * ticks_per_year)));
    take_duration(transition, entry, lane);
    keep_time(attribute);
  }

  /// Of several durations out of a state the shortest decides; of equal ones the lowest stream.
  void take_duration(const Transition& transition, StateEntry& entry, int lane) const {
    if (entry.first_due >= 0) {
      const Transition& first = model_.transitions[static_cast<std::size_t>(entry.first_due)];
      if (std::tie(first.duration, first.stream) < std::tie(transition.duration, transition.stream)) return;
    }
    entry.first_due = lane;
  }

  void take_time_in_state(const TransitionSpec& written, Transition& transition, Attribute& attribute, int lane) {
    if (transition.kind != ClockKind::exponential || !steps_in_group(written, attribute)) return;
    if (transition.from == transition.to) {
      c_.problems.add(written.mark, written.key, "a figure without year_in_state for a recurrent event",
                      "year_in_state");
    }
    transition.by_time_in_state = static_cast<int>(model_.time_in_state.size());
    TimeInState table;
    table.lane = lane;
    model_.time_in_state.push_back(std::move(table));
    attribute.entries[static_cast<std::size_t>(transition.from)].stepped.push_back(lane);
    keep_time(attribute);
  }

  /// Does this figure vary by year in state, or that of a transition that shares its cycle's probability?
  bool steps_in_group(const TransitionSpec& written, const Attribute& attribute) const {
    const auto steps = [](const TransitionSpec& spec) {
      return spec.figure.table && spec.figure.table->by_year_in_state;
    };
    if (steps(written)) return true;
    if (model_.cycles_per_year == 0 || written.kind == TransitionKind::hazard) return false;
    for (const AttributeSpec& spec : c_.pack.attributes) {
      if (spec.name != attribute.name) continue;
      for (const TransitionSpec& other : spec.transitions) {
        if (other.from == written.from && other.kind != TransitionKind::hazard && steps(other)) return true;
      }
    }
    return false;
  }

  void keep_time(Attribute& attribute) {
    if (attribute.timed < 0) attribute.timed = model_.timed++;
  }

  void pad_lanes() {
    const int transitions = static_cast<int>(model_.transitions.size());
    model_.lanes = std::max(1, (transitions + lanes_per_group - 1) / lanes_per_group) * lanes_per_group;
    model_.streams.assign(static_cast<std::size_t>(model_.lanes), 0);
    for (int lane = 0; lane < transitions; ++lane) {
      model_.streams[static_cast<std::size_t>(lane)] = model_.transitions[static_cast<std::size_t>(lane)].stream.value;
    }
    c_.age_ratio.resize(static_cast<std::size_t>(transitions));
    c_.mean_ratio.resize(static_cast<std::size_t>(transitions));
  }

  Compilation& c_;
  Model& model_;
  StreamNames names_;
};

}  // namespace

void compile_attributes(Compilation& compilation) { AttributeCompiler(compilation).run(); }

}  // namespace kavel
