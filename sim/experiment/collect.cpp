#include "experiment/collect.hpp"

#include <algorithm>

#include "population/zones.hpp"
#include "experiment/align.hpp"
#include "experiment/proofs.hpp"
#include "experiment/share_out.hpp"

namespace kavel {

namespace {

using Shape = std::vector<std::size_t>;

Array<double> in_years(Shape shape, const std::vector<std::int64_t>& ticks) {
  Array<double> years{std::move(shape), std::vector<double>(ticks.size())};
  std::transform(ticks.begin(), ticks.end(), years.values.begin(),
                 [](std::int64_t value) { return static_cast<double>(value) / ticks_per_year; });
  return years;
}

Array<double> in_euros(Shape shape, const std::vector<std::int64_t>& quanta) {
  Array<double> euros{std::move(shape), std::vector<double>(quanta.size())};
  std::transform(quanta.begin(), quanta.end(), euros.values.begin(),
                 [](std::int64_t value) { return static_cast<double>(value) * money_quantum; });
  return euros;
}

Shape with(Shape shape, int last) {
  shape.push_back(static_cast<std::size_t>(last));
  return shape;
}

/// Volumes as tallied; of money, times growth beyond demography.
Array<double> grown_volumes(const Shape& cells, const std::vector<Int128>& sums, const Care& care) {
  const std::size_t activities = care.activities.size();
  Array<double> volumes{with(cells, static_cast<int>(activities)), std::vector<double>(sums.size())};
  const std::size_t a_year = sums.size() / cells.front();
  for (std::size_t i = 0; i < sums.size(); ++i) {
    const Activity& activity = care.activities[i % activities];
    volumes.values[i] = static_cast<double>(sums[i]) / ticks_per_year * activity.quantum * activity.growth[i / a_year];
  }
  return volumes;
}

UnitPrices prices_of(const Care& care, std::size_t years) {
  const Shape shape{years, care.activities.size()};
  UnitPrices prices{{shape, {}}, {shape, {}}};
  for (std::size_t year = 0; year < years; ++year) {
    for (const Activity& activity : care.activities) {
      prices.nominal.values.push_back(activity.price[year]);
      prices.real.values.push_back(activity.real_price[year]);
    }
  }
  return prices;
}

std::vector<PartyLabel> labels_of(const std::vector<Party>& parties) {
  std::vector<PartyLabel> labels;
  for (const Party& party : parties) labels.push_back({party.name, party.title});
  return labels;
}

/// Where an activity has no payer, nobody is one.
CareLabels labels_of(const Valuation& valuation, const std::vector<Activity>& activities) {
  const Care& care = valuation.care;
  CareLabels labels{labels_of(care.sectors), labels_of(care.payers), labels_of(care.providers), {}, {}};
  const bool unpaid =
      std::any_of(activities.begin(), activities.end(), [](const Activity& activity) { return activity.payer < 0; });
  if (unpaid) labels.payers.push_back({"none", "nobody"});
  for (const Activity& activity : activities) {
    const std::size_t payer = activity.payer < 0 ? care.payers.size() : static_cast<std::size_t>(activity.payer);
    labels.activities.push_back(
        {activity.name, activity.title, activity.unit, static_cast<std::size_t>(activity.sector), payer,
         static_cast<std::size_t>(activity.provider), activity.fixed_share, activity.deductible,
         activity.spread < 0 ? std::string() : valuation.spreads[static_cast<std::size_t>(activity.spread)].name});
  }
  for (const Deductible& deductible : valuation.deductibles) {
    labels.deductibles.push_back({deductible.name, static_cast<std::size_t>(deductible.payer),
                                  static_cast<std::size_t>(deductible.insurer), deductible.from_age});
  }
  return labels;
}

Trajectories trajectories(const Shape& cells, const Cells& sums, const TallyShape& shape, const Valuation& valuation) {
  Trajectories result;
  result.person_years = in_years(with(cells, shape.states), sums.ticks);
  result.events = {with(cells, shape.transitions), sums.events};
  result.outcomes = {with(cells, shape.outcomes), std::vector<double>(sums.outcomes.size())};
  for (std::size_t i = 0; i < sums.outcomes.size(); ++i) {
    const double quantum = valuation.outcomes[i % valuation.outcomes.size()].quantum;
    result.outcomes.values[i] = static_cast<double>(sums.outcomes[i]) / ticks_per_year * quantum;
  }
  result.volumes = grown_volumes(cells, sums.volumes, valuation.care);
  result.deductibles = in_euros(with(cells, shape.deductibles), sums.deductibles);
  return result;
}

/// An outcome that counts wellbeing has it added; both are in quanta x ticks of 10^-6.
void add_wellbeing(Cells& sums, const WellbeingCells& cells, const Valuation& valuation) {
  const std::size_t outcomes = valuation.outcomes.size();
  const std::size_t measures = valuation.wellbeing.measures.size();
  for (const WellbeingOutcome& of : valuation.wellbeing.outcomes) {
    for (std::size_t cell = 0; cell * outcomes < sums.outcomes.size(); ++cell) {
      sums.outcomes[cell * outcomes + static_cast<std::size_t>(of.outcome)] +=
          cells.values[cell * measures + static_cast<std::size_t>(of.measure)];
    }
  }
}

WellbeingTrajectories trajectories(const Shape& cells, const WellbeingCells& sums, int measures) {
  WellbeingTrajectories result;
  result.measured = in_years(with(cells, measures), sums.measured);
  result.values = {with(cells, measures), std::vector<double>(sums.values.size())};
  std::transform(sums.values.begin(), sums.values.end(), result.values.values.begin(),
                 [](Int128 value) { return static_cast<double>(value) / ticks_per_year * wellbeing_quantum; });
  return result;
}

std::vector<Total> totals_of(const Valuation& valuation, std::int64_t founders, const std::vector<std::int64_t>& sizes,
                             const LineageSums& lineages, int v) {
  std::vector<Total> totals;
  const double persons = static_cast<double>(founders);
  for (std::size_t o = 0; o < valuation.outcomes.size(); ++o) {
    const int outcome = static_cast<int>(o);
    const double quantum = valuation.outcomes[o].quantum;
    Total total;
    const double sum = lineages.sum(v, outcome) + static_cast<double>(fixed_lifetime(valuation, outcome));
    total.sum = sum * quantum;
    total.mean = total.sum / persons;
    total.standard_error = lineages.standard_error(v, outcome, sizes, founders) * quantum;
    total.difference = (sum - lineages.sum(0, outcome)) * quantum / persons;
    total.difference_standard_error = lineages.difference_standard_error(v, outcome, sizes, founders) * quantum;
    for (std::size_t other = 0; other < valuation.outcomes.size(); ++other) {
      total.difference_covariances.push_back(
          lineages.difference_covariance(v, outcome, static_cast<int>(other), sizes, founders) * quantum *
          valuation.outcomes[other].quantum);
    }
    totals.push_back(total);
  }
  return totals;
}

PeopleByRandomGroup people_of(const Tally& tally, const Valuation& valuation) {
  const TallyShape& shape = tally.shape;
  const auto size = [](int value) { return static_cast<std::size_t>(value); };
  PeopleByRandomGroup people;
  people.adults = in_years({size(shape.years), size(random_groups), size(shape.states)}, tally.people.adults);
  if (!shape.sides.empty()) {
    const Shape sides{size(shape.years), 2, size(random_groups)};
    people.by_side.person_years = in_years(with(sides, shape.states), tally.by_side.ticks);
    std::vector<Int128> volumes = tally.by_side.volumes;
    share_out_volumes(valuation, by_everyone(tally.by_side.ticks, shape), shape.years, volumes);
    people.by_side.volumes = grown_volumes(sides, volumes, valuation.care);
  }
  if (!shape.crossed) return people;
  Shape cells{size(shape.years), size(sexes), size(shape.age_groups), size(shape.ses_groups), size(random_groups)};
  people.person_years = in_years(cells, tally.people.ticks);
  cells.front() = 1;
  std::vector<Int128> first_volumes = tally.people.first_volumes;
  const std::vector<std::int64_t>& ticks = tally.people.ticks;
  const std::vector<std::int64_t> first_ticks(
      ticks.begin(), ticks.begin() + static_cast<std::ptrdiff_t>(ticks.size() / size(shape.years)));
  share_out_volumes(valuation, first_ticks, 1, first_volumes);
  people.first.volumes = grown_volumes(cells, first_volumes, valuation.care);
  people.first.deductibles = in_euros(with(cells, shape.deductibles), tally.people.first_deductibles);
  return people;
}

Role role_of(const Transition& transition) {
  if (transition.birth) return Role::birth;
  if (transition.leaving == Leaving::death) return Role::death;
  return transition.leaving == Leaving::emigration ? Role::departure : Role::change;
}

VariantResults variant_results(const CompiledVariant& variant, const Tally& tally, const Zones& zones) {
  const TallyShape& shape = tally.shape;
  const auto years = static_cast<std::size_t>(shape.years);
  const auto size = [](int value) { return static_cast<std::size_t>(value); };
  VariantResults result;
  result.name = variant.name;
  const auto take = [&](const Shape& cells, Cells sums, const WellbeingCells& wellbeing, Trajectories& all,
                        WellbeingTrajectories& faring) {
    add_wellbeing(sums, wellbeing, variant.valuation);
    share_out(variant.valuation, by_everyone(sums.ticks, shape), shape.years, sums);
    all = trajectories(cells, sums, shape, variant.valuation);
    faring = trajectories(cells, wellbeing, shape.measures);
  };
  const Shape by_sex_age_ses{years, size(sexes), size(shape.age_groups), size(shape.ses_groups)};
  if (shape.full_cross == FullCross::no) {
    take(by_sex_age_ses, tally.by_sex_age_ses, tally.wellbeing.by_sex_age_ses, result.by_sex_age_ses,
         result.wellbeing_by_sex_age_ses);
  } else {  // zones add up to all, and to areas
    const auto take_cross = [&](const std::vector<int>& group_of, const Shape& cells, int groups, Trajectories& all,
                                WellbeingTrajectories& faring) {
      const int rows = shape.years * sexes * shape.age_groups * shape.ses_groups;
      take(cells, tally.by_sex_age_ses.grouped(group_of, groups, rows),
           tally.wellbeing.by_sex_age_ses.grouped(group_of, groups, rows), all, faring);
    };
    const int areas = zones.all().back().area + 1;
    take_cross(std::vector<int>(zones.all().size(), 0), by_sex_age_ses, 1, result.by_sex_age_ses,
               result.wellbeing_by_sex_age_ses);
    take_cross(zones.areas(), with(by_sex_age_ses, areas), areas, result.by_cross, result.wellbeing_by_cross);
  }
  const auto take_zones = [&](const std::vector<int>& group_of, int groups, Trajectories& all,
                              WellbeingTrajectories& faring) {
    take({years, size(groups)}, tally.by_area.grouped(group_of, groups, shape.years),
         tally.wellbeing.by_area.grouped(group_of, groups, shape.years), all, faring);
  };
  take_zones(zones.areas(), zones.all().back().area + 1, result.by_area, result.wellbeing_by_area);
  take_zones(zones.sides(), 2, result.by_delineation, result.wellbeing_by_delineation);
  take({years, size(random_groups)}, tally.by_group, tally.wellbeing.by_group, result.by_group,
       result.wellbeing_by_group);
  result.people = people_of(tally, variant.valuation);
  result.alive = in_years({years, size(sexes), size(age_rows)}, tally.alive);
  result.deaths = {{years, size(sexes), size(age_rows)}, tally.deaths};
  result.prices = prices_of(variant.valuation.care, years);
  result.conservation = {tally.start, tally.births, tally.arrivals, tally.dead, tally.departures, tally.end};
  return result;
}

}  // namespace

bool Conservation::holds() const {
  for (std::size_t year = 0; year < start.size(); ++year) {
    if (start[year] + births[year] + arrivals[year] - deaths[year] - departures[year] != end[year]) return false;
    if (year > 0 && start[year] != end[year - 1]) return false;
  }
  return true;
}

Results collect(const Study& study, const std::vector<CompiledVariant>& variants, std::int64_t founders,
                const std::vector<std::int64_t>& cohort_sizes, const std::vector<Tally>& tallies,
                const LineageSums& lineages) {
  Results results;
  const Zones zones(study.population);
  const CompiledVariant& first = variants.front();
  const Axes axes(variants);
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
  for (const Outcome& outcome : first.valuation.outcomes) {
    results.outcomes.push_back(outcome.name);
    results.outcome_units.push_back(outcome.unit);
    results.outcome_kinds.push_back(outcome.kind);
  }
  for (const Measure& measure : first.valuation.wellbeing.measures) {
    results.measures.push_back({measure.name, measure.unit, measure.least, measure.most, measure.from_age});
  }
  std::vector<Activity> activities;
  for (const Axes::Place& place : axes.activities()) {
    activities.push_back(variants[place.variant].valuation.care.activities[place.index]);
  }
  results.care = labels_of(first.valuation, activities);
  results.founders = founders;
  for (std::size_t v = 0; v < variants.size(); ++v) {
    VariantResults result = variant_results(variants[v], tallies[v], zones);
    result.totals = totals_of(variants[v].valuation, founders, cohort_sizes, lineages, static_cast<int>(v));
    const Pack& pack = study.variants[std::min(v, study.variants.size() - 1)].pack;  // arms have that of usual care
    for (std::size_t o = 0; o < result.totals.size(); ++o) {
      result.totals[o].discount = pack.outcomes[o].discount;
    }
    prove_conserved(result.name, result.conservation, study.start);
    if (variants[v].portfolio) {
      result.proof = prove_arm(variants[v], tallies[v], tallies.front(), study.population.ses_groups);
    }
    for (const double years : result.alive.values) results.person_years += years;
    axes.align(result, v);
    results.variants.push_back(std::move(result));
  }
  return results;
}

}  // namespace kavel
