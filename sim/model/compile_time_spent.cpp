#include <algorithm>

#include "model/compile_parts.hpp"

namespace kavel {

namespace {

/// Checks what only the compiled transitions out of the state can tell.
void check(Compilation& c, const Attribute& attribute, std::size_t state, const TimeBeforeSpec& spec) {
  const StateEntry& entry = attribute.entries[state];
  if (entry.first_due < 0 && entry.sojourns.empty() && entry.stepped.empty()) {
    c.problems.add(spec.mark, spec.key,
                   "a state out of which a duration, a Weibull or gamma time or a figure by year in state leads",
                   spec.state);
  }
  if (spec.years.table && (varies_by_year(spec.years) || spec.years.table->by_year_in_state)) {
    c.problems.add(spec.years.mark, spec.key, "years that do not vary by year or year in state", "a table that does");
  }
  if (entry.first_due >= 0 && spec.kind == TimeBeforeSpec::Kind::exponential) {
    c.problems.add(spec.mark, spec.key, "uniform, since the time in " + spec.state + " is fixed", "exponential");
  }
}

/// Nobody can have been in a state for longer than it lasts.
bool fits_duration(const Model& model, const StateEntry& entry, double years) {
  if (entry.first_due < 0) return true;
  const Moment duration = model.transitions[static_cast<std::size_t>(entry.first_due)].duration;
  return years * ticks_per_year < static_cast<double>(duration) + 1;
}

void take(Compilation& c, Attribute& attribute, const TimeBeforeSpec& spec) {
  const auto found = std::find(attribute.states.begin(), attribute.states.end(), spec.state);
  if (found == attribute.states.end()) {
    c.problems.add(spec.mark, spec.key, "a state of " + attribute.name, spec.state,
                   nearest(spec.state, attribute.states));
    return;
  }
  const auto state = static_cast<std::size_t>(found - attribute.states.begin());
  const std::size_t before = c.problems.all().size();
  check(c, attribute, state, spec);
  TimeBefore& spent = attribute.entries[state].spent;
  spent.kind = spec.kind;
  spent.years.assign(rows_by_sex_age, 0.0);
  const auto [first, last] = ages_met(c.setting);
  const int oldest = c.setting.age_rule == AgeRule::lexis ? last : std::min(c.setting.oldest, oldest_age);
  for (int sex = 0; sex < sexes; ++sex) {
    if (!c.setting.sex_met[static_cast<std::size_t>(sex)]) continue;
    for (int age = first; age <= oldest && c.problems.all().size() == before; ++age) {
      const double years =
          c.figures.at(spec.years, {static_cast<Sex>(sex), age, 0, 0, spec.state}, Domain::not_negative);
      if (!fits_duration(c.model, attribute.entries[state], years)) {
        c.problems.add(spec.years.mark, spec.key, "at most the time that " + spec.state + " lasts",
                       std::to_string(years));
      }
      spent.years[sex_age(sex, age)] = years;
    }
  }
}

}  // namespace

void compile_time_spent(Compilation& c) {
  for (std::size_t a = 0; a < c.known_attributes(); ++a) {
    const std::vector<StateEntry>& known = c.narrower->model->attributes[a].entries;
    for (std::size_t s = 0; s < known.size(); ++s) c.model.attributes[a].entries[s].spent = known[s].spent;
  }
  for (std::size_t a = c.known_attributes(); a < c.pack.attributes.size(); ++a) {
    for (const TimeBeforeSpec& spec : c.pack.attributes[a].time_in_state) take(c, c.model.attributes[a], spec);
  }
}

}  // namespace kavel
