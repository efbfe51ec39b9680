#include "tests/reference/shifted_care.hpp"

#include <algorithm>

namespace kavel::reference {

namespace {

template <class Int>
std::size_t at(Int index) {
  return static_cast<std::size_t>(index);
}

struct Telling {
  const Model& model;
  const Valuation& valuation;
  const Life& life;
  const TakeShifted& take;

  PayoffsOf row(int year) const {
    const int level = valuation.level_of_area.empty() ? 0 : valuation.level_of_area[at(life.who.area)];
    return {life.who.sex, life.who.age_at_start + year, year, level};
  }

  /// What comes of a volume of an activity in the hands of someone who takes part.
  void tell(const CareProgramme& programme, int state, int year, int activity, double volume, Moment ticks) const {
    for (const CareShift& shift : programme.shifts) {
      if (shift.activity != activity) continue;
      const double dropped = volume * (shift.share * programme.strengths[at(state)]);
      for (const CareChange& change : shift.changes) {
        take(year, change.activity, dropped * change.per_unit[at(year)], ticks);
      }
    }
  }

  void tell_stays(const CareProgramme& programme, const Stay& part, const Stay& stay, int year) const {
    const Moment from = std::max({part.from, stay.from, moment(year, 0)});
    const Moment to = std::min({part.to, stay.to, moment(year + 1, 0)});
    if (from >= to) return;
    const Payoffs& volumes = valuation.volumes;
    for (std::size_t p = 0; p < volumes.state_payoffs.size(); ++p) {
      if (volumes.state_payoffs[p].state != model.attributes[at(stay.attribute)].first_state + stay.state) continue;
      const double volume = volumes.of_states.amounts(row(year))[p];
      tell(programme, part.state, year, volumes.state_payoffs[p].outcome, volume, to - from);
    }
  }

  void tell_happening(const CareProgramme& programme, const Happening& happening) const {
    const int state = happening.states[at(programme.attribute)];
    if (programme.strengths[at(state)] == 0) return;
    const Payoffs& volumes = valuation.volumes;
    for (std::size_t p = 0; p < volumes.transition_payoffs.size(); ++p) {
      const TransitionPayoff& payoff = volumes.transition_payoffs[p];
      if (payoff.lane != happening.lane) continue;
      const double volume = volumes.of_transitions.amounts(row(happening.year))[p];
      tell(programme, state, happening.year, payoff.outcome, volume, ticks_per_year);
    }
  }
};

}  // namespace

void each_shifted(const Model& model, const Valuation& valuation, const Life& life, const TakeShifted& take) {
  const Telling telling{model, valuation, life, take};
  for (const CareProgramme& programme : valuation.care_shifts.programmes) {
    for (const Stay& part : life.stays) {
      if (part.attribute != programme.attribute || programme.strengths[at(part.state)] == 0) continue;
      for (const Stay& stay : life.stays) {
        for (int year = 0; year < model.years; ++year) telling.tell_stays(programme, part, stay, year);
      }
    }
    for (const Happening& happening : life.happenings) telling.tell_happening(programme, happening);
  }
}

}  // namespace kavel::reference
