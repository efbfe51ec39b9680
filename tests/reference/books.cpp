#include "tests/reference/books.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "core/int128.hpp"
#include "experiment/align.hpp"
#include "tests/reference/faring.hpp"
#include "tests/reference/lineages.hpp"
#include "tests/reference/own_payment.hpp"
#include "tests/reference/shifted_care.hpp"

namespace kavel::reference {

namespace {

constexpr std::size_t groups_of_founders = 64;

template <class Int>
std::size_t at(Int index) {
  return static_cast<std::size_t>(index);
}

/// Sums for a set of cells.
struct Sums {
  std::vector<std::int64_t> ticks, events, measured, deductibles;
  std::vector<Int128> outcomes, volumes, values;
};

/// Quanta of a value, rounded to nearest.
template <class Thing>
std::int64_t quanta(double value, const Thing& thing) {
  return std::llround(value / thing.quantum);
}

class VariantBooks {
 public:
  VariantBooks(const Study& study, const CompiledVariant& variant)
      : study_(study), model_(variant.model), valuation_(variant.valuation) {
    result_.name = variant.name;
    const std::size_t years = at(study.years);
    resize(by_sex_age_ses_, years * sexes * study.age_groups.size() * study.population.ses_groups.size());
    resize(by_area_, years * study.population.areas.size());
    resize(by_delineation_, years * 2);
    resize(by_group_, years * groups_of_founders);
    if (!study.population.inside.empty()) resize(by_side_, years * 2 * groups_of_founders);
    adults_.assign(years * groups_of_founders * at(model_.states), 0);
    const std::size_t strata = sexes * study.age_groups.size() * study.population.ses_groups.size();
    resize(by_cross_, years * strata * study.population.areas.size());
    resize(crossed_, strata * groups_of_founders);
    people_.assign(years * strata * groups_of_founders, 0);
    alive_.assign(years * sexes * age_rows, 0);
    result_.deaths.values.assign(years * sexes * age_rows, 0);
    for (auto* persons : {&result_.conservation.start, &result_.conservation.births, &result_.conservation.arrivals,
                          &result_.conservation.deaths, &result_.conservation.departures, &result_.conservation.end}) {
      persons->assign(years, 0);
    }
  }

  void add(const Life& life) {
    const int first = life.who.entry == 0 ? 0 : year_of(life.who.entry);
    const int last = life.end == life.who.entry ? first : year_of(life.end);
    for (int year = first; year <= last; ++year) {
      alive_[by_age(life, year)] += overlap(life.who.entry, life.end, year);
      people_[crossed_cell(life, year)] += overlap(life.who.entry, life.end, year);
      for (const Stay& stay : life.stays) add_stay(life, stay, year);
      add_own_payments(life, year);
      if (year > first || life.who.entry == 0) ++result_.conservation.start[at(year)];
      if (year < last || life.left == Leaving::no) ++result_.conservation.end[at(year)];
    }
    if (life.who.arrived) ++result_.conservation.arrivals[at(first)];
    for (const Happening& happening : life.happenings) add_happening(life, happening);
    for (const Stretch& stretch : faring(life)) add_stretch(life, stretch);
    add_shifted(life);
    if (life.left == Leaving::death) {
      ++result_.deaths.values[by_age(life, last)];
      ++result_.conservation.deaths[at(last)];
    }
    if (life.left == Leaving::emigration) ++result_.conservation.departures[at(last)];
  }

  /// What one life adds to an outcome of its lineage, discounted, in quanta x ticks.
  Int128 lifetime(const Life& life, std::size_t outcome) const {
    Int128 total = 0;
    for (const Stay& stay : life.stays) {
      for (std::size_t p = 0; p < valuation_.state_payoffs.size(); ++p) {
        const StatePayoff& payoff = valuation_.state_payoffs[p];
        if (at(payoff.outcome) != outcome || payoff.state != position_of(stay)) continue;
        total += model_.cycles_per_year == 0 ? continuous(life, stay, p) : counted(life, stay, p);
      }
    }
    for (const Happening& happening : life.happenings) {
      for (std::size_t p = 0; p < valuation_.transition_payoffs.size(); ++p) {
        const TransitionPayoff& payoff = valuation_.transition_payoffs[p];
        if (at(payoff.outcome) == outcome && payoff.lane == happening.lane) total += paid(life, happening, p);
      }
    }
    for (const WellbeingOutcome& counted : valuation_.wellbeing.outcomes) {
      if (at(counted.outcome) == outcome) total += discounted_faring(life, counted);
    }
    each_shifted(model_, valuation_, life, [&](int year, int activity, double volume, Moment ticks) {
      for (const Worth& worth : valuation_.worths) {
        if (worth.activity != activity || at(worth.outcome) != outcome) continue;
        const Outcome& of = valuation_.outcomes[outcome];
        total += static_cast<Int128>(quanta(volume * worth.by_year[at(year)] * of.weight[at(year)], of)) * ticks;
      }
    });
    return total;
  }

  /// What fixed costs add to an outcome, discounted, in quanta.
  double fixed(std::size_t outcome) const {
    std::int64_t sum = 0;
    for (const FixedCost& cost : valuation_.fixed_costs) {
      for (const FixedCost::Value& value : cost.values) {
        for (const std::int64_t quanta : value.discounted) sum += at(value.outcome) == outcome ? quanta : 0;
      }
    }
    return static_cast<double>(sum);
  }

  VariantResults results() {
    const std::size_t years = at(study_.years);
    for (Sums* sums : {&by_sex_age_ses_, &by_area_, &by_delineation_, &by_group_, &by_cross_, &by_side_}) {
      share_out_fixed(*sums, years);
    }
    share_out_fixed(crossed_, 1);
    result_.by_sex_age_ses =
        in_units(by_sex_age_ses_, {years, sexes, study_.age_groups.size(), study_.population.ses_groups.size()});
    result_.by_area = in_units(by_area_, {years, study_.population.areas.size()});
    result_.by_delineation = in_units(by_delineation_, {years, 2});
    result_.by_group = in_units(by_group_, {years, groups_of_founders});
    result_.by_cross = in_units(by_cross_, {years, sexes, study_.age_groups.size(), study_.population.ses_groups.size(),
                                            study_.population.areas.size()});
    result_.wellbeing_by_sex_age_ses = faring_in_units(by_sex_age_ses_, result_.by_sex_age_ses.outcomes.shape);
    result_.wellbeing_by_area = faring_in_units(by_area_, result_.by_area.outcomes.shape);
    result_.wellbeing_by_delineation = faring_in_units(by_delineation_, result_.by_delineation.outcomes.shape);
    result_.wellbeing_by_group = faring_in_units(by_group_, result_.by_group.outcomes.shape);
    result_.wellbeing_by_cross = faring_in_units(by_cross_, result_.by_cross.outcomes.shape);
    result_.alive = {{years, sexes, age_rows}, in_years(alive_)};
    result_.people.adults = {{years, groups_of_founders, at(model_.states)}, in_years(adults_)};
    if (!study_.population.inside.empty()) {
      const Trajectories sides = in_units(by_side_, {years, 2, groups_of_founders});
      result_.people.by_side.person_years = sides.person_years;
      result_.people.by_side.volumes = sides.volumes;
    }
    if (!valuation_.care.activities.empty()) take_people();
    result_.deaths.shape = {years, sexes, age_rows};
    result_.prices.nominal.shape = {years, valuation_.care.activities.size()};
    result_.prices.real.shape = result_.prices.nominal.shape;
    for (std::size_t year = 0; year < years; ++year) {
      for (const Activity& activity : valuation_.care.activities) {
        result_.prices.nominal.values.push_back(activity.price[year]);
        result_.prices.real.values.push_back(activity.real_price[year]);
      }
    }
    return result_;
  }

 private:
  void resize(Sums& sums, std::size_t cells) const {
    sums.ticks.assign(cells * at(model_.states), 0);
    sums.events.assign(cells * model_.transitions.size(), 0);
    sums.outcomes.assign(cells * valuation_.outcomes.size(), 0);
    sums.volumes.assign(cells * valuation_.care.activities.size(), 0);
    sums.deductibles.assign(cells * valuation_.deductibles.size(), 0);
    sums.measured.assign(cells * valuation_.wellbeing.measures.size(), 0);
    sums.values.assign(cells * valuation_.wellbeing.measures.size(), 0);
  }

  /// Fixed costs by the time lived in each cell: of those up to a cell what they have together, rounded down.
  void share_out_fixed(Sums& sums, std::size_t years) const {
    const std::size_t cells = sums.ticks.size() / at(model_.states) / years;
    for (std::size_t year = 0; year < years && cells > 0; ++year) {
      std::vector<Int128> lived{0};
      for (std::size_t cell = year * cells; cell < (year + 1) * cells; ++cell) {
        lived.push_back(lived.back());
        for (std::size_t state = 0; state < model_.attributes.front().states.size(); ++state)
          lived.back() += sums.ticks[cell * at(model_.states) + state];
      }
      for (std::size_t i = 0; i < cells; ++i) {
        const auto part = [&](std::int64_t whole) -> Int128 {
          const Int128 all = static_cast<Int128>(whole) * ticks_per_year;
          if (lived.back() == 0) return i == 0 ? all : 0;
          return all * lived[i + 1] / lived.back() - all * lived[i] / lived.back();
        };
        const std::size_t cell = year * cells + i;
        for (const FixedCost& cost : valuation_.fixed_costs) {
          sums.volumes[cell * valuation_.care.activities.size() + at(cost.activity)] += part(cost.quanta[year]);
          for (const FixedCost::Value& value : cost.values)
            sums.outcomes[cell * valuation_.outcomes.size() + at(value.outcome)] += part(value.quanta[year]);
        }
      }
    }
  }

  void add_own_payments(const Life& life, int year) {
    const std::vector<std::int64_t> paid = own_payments(model_, valuation_, key_of(study_.seed, 0), life, year);
    each_cell(life, year, [&](Sums& sums, std::size_t cell) {
      for (std::size_t d = 0; d < paid.size(); ++d) sums.deductibles[cell * paid.size() + d] += paid[d];
    });
  }

  std::vector<Stretch> faring(const Life& life) const {
    if (valuation_.wellbeing.empty()) return {};
    return faring_of(model_, valuation_.wellbeing, key_of(study_.seed, 0), life);
  }

  void add_shifted(const Life& life) {
    each_shifted(model_, valuation_, life, [&](int year, int activity, double volume, Moment ticks) {
      each_cell(life, year, [&](Sums& sums, std::size_t cell) {
        sums.volumes[cell * valuation_.care.activities.size() + at(activity)] +=
            static_cast<Int128>(quanta(volume, valuation_.care.activities[at(activity)])) * ticks;
        for (const Worth& worth : valuation_.worths) {
          if (worth.activity != activity) continue;
          const Outcome& outcome = valuation_.outcomes[at(worth.outcome)];
          sums.outcomes[cell * valuation_.outcomes.size() + at(worth.outcome)] +=
              static_cast<Int128>(quanta(volume * worth.by_year[at(year)], outcome)) * ticks;
        }
      });
    });
  }

  void add_stretch(const Life& life, const Stretch& stretch) {
    const std::size_t measures = valuation_.wellbeing.measures.size();
    each_cell(life, stretch.year, [&](Sums& sums, std::size_t cell) {
      for (std::size_t m = 0; m < measures; ++m) {
        if (stretch.measured[m]) sums.measured[cell * measures + m] += stretch.ticks;
        sums.values[cell * measures + m] += static_cast<Int128>(stretch.values[m]) * stretch.ticks;
      }
      for (const WellbeingOutcome& of : valuation_.wellbeing.outcomes) {
        sums.outcomes[cell * valuation_.outcomes.size() + at(of.outcome)] +=
            static_cast<Int128>(stretch.values[at(of.measure)]) * stretch.ticks;
      }
    });
  }

  /// The year's discount factor, rounded to 2^-30; each value, times it, rounded to quanta, half up.
  Int128 discounted_faring(const Life& life, const WellbeingOutcome& of) const {
    Int128 total = 0;
    for (const Stretch& stretch : faring(life)) {
      const std::int64_t weight =
          std::llround(valuation_.outcomes[at(of.outcome)].weight[at(stretch.year)] * 1073741824);
      const Int128 value = static_cast<Int128>(stretch.values[at(of.measure)]) * weight;
      total += static_cast<Int128>(rounded_quotient(value, 1073741824)) * stretch.ticks;
    }
    return total;
  }

  WellbeingTrajectories faring_in_units(const Sums& sums, std::vector<std::size_t> shape) const {
    shape.back() = valuation_.wellbeing.measures.size();
    WellbeingTrajectories result;
    result.measured = {shape, in_years(sums.measured)};
    result.values.shape = shape;
    for (const Int128 value : sums.values) {
      result.values.values.push_back(static_cast<double>(value) / ticks_per_year * 1e-6);
    }
    return result;
  }

  static std::int64_t overlap(Moment from, Moment to, int year) {
    return std::max<std::int64_t>(0, std::min(to, moment(year + 1, 0)) - std::max(from, moment(year, 0)));
  }

  static int age(const Life& life, int year) { return life.who.age_at_start + year; }

  std::size_t by_age(const Life& life, int year) const {
    return at((year * sexes + static_cast<int>(life.who.sex)) * age_rows + age_index(age(life, year)));
  }

  int position_of(const Stay& stay) const { return model_.attributes[at(stay.attribute)].first_state + stay.state; }
  int level(const Life& life) const {
    return valuation_.level_of_area.empty() ? 0 : valuation_.level_of_area[at(life.who.area)];
  }

  /// Position in arrays [year x sex x age group x SES].
  std::size_t cell_of(const Life& life, int year) const {
    std::size_t group = 0;
    while (group + 1 < study_.age_groups.size() && study_.age_groups[group + 1] <= age(life, year)) ++group;
    const std::size_t sex = at(static_cast<int>(life.who.sex));
    return ((at(year) * sexes + sex) * study_.age_groups.size() + group) * study_.population.ses_groups.size() +
           at(life.who.ses);
  }

  std::size_t crossed_cell(const Life& life, int year) const {
    return cell_of(life, year) * groups_of_founders + at(life.who.group);
  }

  void take_people() {
    const std::vector<std::size_t> cells{sexes, study_.age_groups.size(), study_.population.ses_groups.size(),
                                         groups_of_founders};
    const std::vector<Activity>& activities = valuation_.care.activities;
    Array<double>& volumes = result_.people.first.volumes;
    volumes.shape = {1, cells[0], cells[1], cells[2], cells[3], activities.size()};
    for (std::size_t i = 0; i < crossed_.volumes.size(); ++i) {
      const Activity& activity = activities[i % activities.size()];
      volumes.values.push_back(static_cast<double>(crossed_.volumes[i]) / ticks_per_year * activity.quantum *
                               activity.growth[0]);
    }
    Array<double>& deductibles = result_.people.first.deductibles;
    deductibles.shape = {1, cells[0], cells[1], cells[2], cells[3], valuation_.deductibles.size()};
    for (const std::int64_t paid : crossed_.deductibles) deductibles.values.push_back(static_cast<double>(paid) * 1e-3);
    result_.people.person_years.shape = {at(study_.years)};
    for (const std::size_t size : cells) result_.people.person_years.shape.push_back(size);
    result_.people.person_years.values = in_years(people_);
  }

  /// Calls take(sums, cell) for each cell a person is counted in.
  template <class Take>
  void each_cell(const Life& life, int year, const Take& take) {
    const std::size_t stratum = cell_of(life, year);
    take(by_sex_age_ses_, stratum);
    take(by_cross_, stratum * study_.population.areas.size() + at(life.who.area));
    if (year == 0) take(crossed_, crossed_cell(life, 0));
    take(by_area_, at(year) * study_.population.areas.size() + at(life.who.area));
    const bool inside = study_.population.is_inside(life.who.area, life.who.affiliation);
    take(by_delineation_, at(year) * 2 + (inside ? 0 : 1));
    if (!study_.population.inside.empty())
      take(by_side_, (at(year) * 2 + (inside ? 0 : 1)) * groups_of_founders + at(life.who.group));
    take(by_group_, at(year) * groups_of_founders + at(life.who.group));
  }

  void add_stay(const Life& life, const Stay& stay, int year) {
    const std::int64_t ticks = overlap(stay.from, stay.to, year);
    const std::size_t state = at(position_of(stay));
    if (age(life, year) >= 18)
      adults_[(at(year) * groups_of_founders + at(life.who.group)) * at(model_.states) + state] += ticks;
    const PayoffRow<double> annual = valuation_.of_states.amounts(row(life, year));
    each_cell(life, year, [&](Sums& sums, std::size_t cell) {
      sums.ticks[cell * at(model_.states) + state] += ticks;
      for (std::size_t p = 0; p < valuation_.state_payoffs.size(); ++p) {
        const StatePayoff& payoff = valuation_.state_payoffs[p];
        if (at(payoff.state) != state) continue;
        sums.outcomes[cell * valuation_.outcomes.size() + at(payoff.outcome)] +=
            static_cast<Int128>(ticks) * quanta(annual[p], valuation_.outcomes[at(payoff.outcome)]);
      }
      add_volumes(life, year, state, ticks, sums.volumes.data() + cell * valuation_.care.activities.size());
    });
  }

  void add_volumes(const Life& life, int year, std::size_t state, std::int64_t ticks, Int128* sums) const {
    const Payoffs& volumes = valuation_.volumes;
    const PayoffRow<double> annual = volumes.of_states.amounts(row(life, year));
    for (std::size_t p = 0; p < volumes.state_payoffs.size(); ++p) {
      if (at(volumes.state_payoffs[p].state) != state) continue;
      const std::size_t activity = at(volumes.state_payoffs[p].outcome);
      sums[activity] += static_cast<Int128>(ticks) * quanta(annual[p], valuation_.care.activities[activity]);
    }
  }

  void add_happening(const Life& life, const Happening& happening) {
    const int year = happening.year;
    if (model_.transitions[at(happening.lane)].birth) ++result_.conservation.births[at(year)];
    each_cell(life, year, [&](Sums& sums, std::size_t cell) {
      ++sums.events[cell * model_.transitions.size() + at(happening.lane)];
      for (std::size_t p = 0; p < valuation_.transition_payoffs.size(); ++p) {
        const TransitionPayoff& payoff = valuation_.transition_payoffs[p];
        if (payoff.lane != happening.lane) continue;
        const Outcome& outcome = valuation_.outcomes[at(payoff.outcome)];
        sums.outcomes[cell * valuation_.outcomes.size() + at(payoff.outcome)] +=
            static_cast<Int128>(quanta(amount(life, year, p), outcome)) * ticks_per_year;
      }
      for (std::size_t p = 0; p < valuation_.volumes.transition_payoffs.size(); ++p) {
        const TransitionPayoff& payoff = valuation_.volumes.transition_payoffs[p];
        if (payoff.lane != happening.lane) continue;
        const double volume = valuation_.volumes.of_transitions.amounts(row(life, year))[p];
        sums.volumes[cell * valuation_.care.activities.size() + at(payoff.outcome)] +=
            static_cast<Int128>(quanta(volume, valuation_.care.activities[at(payoff.outcome)])) * ticks_per_year;
      }
    });
  }

  PayoffsOf row(const Life& life, int year) const { return {life.who.sex, age(life, year), year, level(life)}; }

  double amount(const Life& life, int year, std::size_t payoff) const {
    return valuation_.of_transitions.amounts(row(life, year))[payoff];
  }

  Int128 continuous(const Life& life, const Stay& stay, std::size_t p) const {
    const Outcome& outcome = valuation_.outcomes[at(valuation_.state_payoffs[p].outcome)];
    Int128 total = 0;
    for (int year = 0; year < model_.years; ++year) {
      const std::int64_t ticks = overlap(stay.from, stay.to, year);
      if (ticks == 0) continue;
      const double annual = valuation_.of_states.amounts(row(life, year))[p];
      total += static_cast<Int128>(quanta(annual * outcome.weight[at(year)], outcome)) * ticks;
    }
    return total;
  }

  /// The points at which the person is in the state, each worth a cycle.
  Int128 counted(const Life& life, const Stay& stay, std::size_t p) const {
    const Outcome& outcome = valuation_.outcomes[at(valuation_.state_payoffs[p].outcome)];
    Int128 total = 0;
    for (int point = 0; point <= model_.years * model_.cycles_per_year; ++point) {
      const Moment now = Moment{point} * model_.cycle();
      if (now < stay.from || (now >= stay.to && !stay.until_the_end)) continue;
      const int year = std::min(point / model_.cycles_per_year, model_.years - 1);
      const double annual = valuation_.of_states.amounts(row(life, year))[p];
      total += static_cast<Int128>(quanta(annual * outcome.weight[at(point)], outcome)) * model_.cycle();
    }
    return total;
  }

  Int128 paid(const Life& life, const Happening& happening, std::size_t payoff) const {
    const Outcome& outcome = valuation_.outcomes[at(valuation_.transition_payoffs[payoff].outcome)];
    const int year = happening.year;
    const std::size_t point = model_.cycles_per_year == 0 ? at(year) : at(happening.moment / model_.cycle());
    return static_cast<Int128>(quanta(amount(life, year, payoff) * outcome.weight[point], outcome)) * ticks_per_year;
  }

  static std::vector<double> in_years(const std::vector<std::int64_t>& ticks) {
    std::vector<double> years;
    for (const std::int64_t value : ticks) years.push_back(static_cast<double>(value) / ticks_per_year);
    return years;
  }

  Trajectories in_units(const Sums& sums, const std::vector<std::size_t>& cells) const {
    const auto with = [&](std::size_t last) {
      std::vector<std::size_t> shape = cells;
      shape.push_back(last);
      return shape;
    };
    Trajectories result;
    result.person_years = {with(at(model_.states)), in_years(sums.ticks)};
    result.events = {with(model_.transitions.size()), sums.events};
    result.outcomes.shape = with(valuation_.outcomes.size());
    for (std::size_t i = 0; i < sums.outcomes.size(); ++i) {
      const double quantum = valuation_.outcomes[i % valuation_.outcomes.size()].quantum;
      result.outcomes.values.push_back(static_cast<double>(sums.outcomes[i]) / ticks_per_year * quantum);
    }
    result.deductibles.shape = with(valuation_.deductibles.size());
    for (const std::int64_t paid : sums.deductibles)
      result.deductibles.values.push_back(static_cast<double>(paid) * 1e-3);
    const std::vector<Activity>& activities = valuation_.care.activities;
    result.volumes.shape = with(activities.size());
    for (std::size_t i = 0; i < sums.volumes.size(); ++i) {
      const Activity& activity = activities[i % activities.size()];
      const std::size_t year = i / (sums.volumes.size() / at(study_.years));
      result.volumes.values.push_back(static_cast<double>(sums.volumes[i]) / ticks_per_year * activity.quantum *
                                      activity.growth[year]);
    }
    return result;
  }

  const Study& study_;
  const Model& model_;
  const Valuation& valuation_;
  VariantResults result_{};
  Sums by_sex_age_ses_{}, by_area_{}, by_delineation_{}, by_group_{}, by_cross_{};
  std::vector<std::int64_t> alive_{};
  Sums crossed_{};  ///< of the first year, by sex, age group, SES and random group
  Sums by_side_{};  ///< by year, side and random group
  std::vector<std::int64_t> adults_{};
  std::vector<std::int64_t> people_{};
};

Role role_of(const Transition& transition) {
  if (transition.birth) return Role::birth;
  if (transition.leaving == Leaving::no) return Role::change;
  return transition.leaving == Leaving::death ? Role::death : Role::departure;
}

Results names_of(const Study& study, const std::vector<CompiledVariant>& variants, const Axes& axes) {
  const CompiledVariant& variant = variants.front();
  Results results;
  for (int year = 0; year < study.years; ++year) results.years.push_back(study.start + year);
  results.age_groups = study.age_groups;
  results.ses_groups = study.population.ses_groups;
  results.areas = study.population.areas;
  results.delineation = study.delineation;
  for (const Axes::Place& place : axes.attributes()) {
    const Attribute& attribute = variants[place.variant].model.attributes[place.index];
    for (const std::string& state : attribute.states) results.states.push_back(attribute.name + '.' + state);
  }
  for (const Axes::Place& place : axes.transitions()) {
    const Transition& transition = variants[place.variant].model.transitions[place.index];
    results.transitions.push_back(transition.name);
    results.roles.push_back(role_of(transition));
  }
  for (const Measure& measure : variant.valuation.wellbeing.measures) {
    results.measures.push_back({measure.name, measure.unit, measure.least, measure.most, measure.from_age});
  }
  for (const Outcome& outcome : variant.valuation.outcomes) {
    results.outcomes.push_back(outcome.name);
    results.outcome_units.push_back(outcome.unit);
    results.outcome_kinds.push_back(outcome.kind);
  }
  return results;
}

}  // namespace

Results keep_books(const Study& study, const std::vector<CompiledVariant>& variants,
                   const std::vector<std::vector<Life>>& lives) {
  const Axes axes(variants);
  Results results = names_of(study, variants, axes);
  const std::size_t outcomes = variants.front().valuation.outcomes.size();
  for (const Life& life : lives.front()) results.founders += life.who.entry == 0 ? 1 : 0;
  std::vector<LineageTotals> comparator;
  std::vector<double> comparator_sums;
  for (std::size_t v = 0; v < variants.size(); ++v) {
    VariantBooks books(study, variants[v]);
    std::vector<LineageTotals> totals(outcomes);
    for (const Life& life : lives[v]) {
      books.add(life);
      for (std::size_t o = 0; o < outcomes; ++o) totals[o][life.who.founder.value] += books.lifetime(life, o);
    }
    std::vector<double> fixed;
    for (std::size_t o = 0; o < outcomes; ++o) fixed.push_back(books.fixed(o));
    VariantResults result = books.results();
    if (v == 0) comparator = totals;
    const Lineages lineages{study, lives[v], variants[v].valuation.outcomes, totals, minus(totals, comparator)};
    if (v == 0) comparator_sums = lineages.sums();
    result.totals = lineages.per_person(static_cast<double>(results.founders), fixed, comparator_sums);
    if (v > 0 && outcomes > 0) {
      result.differences_by_stratum = lineages.differences_by_stratum();
      result.differences_by_area = lineages.differences_by_area();
    }
    for (const double years : result.alive.values) results.person_years += years;
    axes.align(result, v);
    results.variants.push_back(std::move(result));
  }
  return results;
}

}  // namespace kavel::reference
