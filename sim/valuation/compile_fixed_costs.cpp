#include "valuation/compile_fixed_costs.hpp"

#include <algorithm>
#include <cmath>

#include "model/figures.hpp"

namespace kavel {

namespace {

constexpr double greatest_cost = 1e12;  ///< EUR a year

/// [year]: the volume, in the activity's unit.
std::vector<double> volumes_of(const FixedCostSpec& spec, const Setting& setting, Figures& figures) {
  std::vector<double> volumes;
  for (int index = 0; index < setting.years; ++index) {
    const int year = setting.start + index;
    const Circumstances then{Sex::female, 0, index, 0, ""};
    double volume = 0;
    if (spec.once && year == spec.first) volume += figures.at(*spec.once, then, Domain::not_negative);
    if (spec.per_year && spec.first <= year && (!spec.last || year <= *spec.last)) {
      volume += figures.at(*spec.per_year, then, Domain::not_negative);
    }
    volumes.push_back(volume);
  }
  return volumes;
}

FixedCost::Value value_of(const Worth& worth, const Outcome& outcome, const std::vector<double>& volumes) {
  FixedCost::Value value{worth.outcome, {}, {}};
  for (std::size_t year = 0; year < volumes.size(); ++year) {
    const double amount = volumes[year] * worth.by_year[year];
    value.quanta.push_back(std::llround(amount / outcome.quantum));
    value.discounted.push_back(std::llround(amount * outcome.weight[year] / outcome.quantum));
  }
  return value;
}

}  // namespace

std::vector<FixedCost> compile_fixed_costs(const Pack& pack, const Setting& setting, const Valuation& valuation,
                                           Problems& problems) {
  std::vector<FixedCost> all;
  if (!problems.empty()) return all;
  Figures figures(setting.start, problems);
  const std::vector<Activity>& activities = valuation.care.activities;
  for (const FixedCostSpec& spec : pack.fixed_costs) {
    const auto activity = std::find_if(activities.begin(), activities.end(),
                                       [&](const Activity& one) { return one.name == spec.activity; });
    FixedCost cost;
    cost.activity = static_cast<int>(activity - activities.begin());
    const std::vector<double> volumes = volumes_of(spec, setting, figures);
    if (*std::max_element(volumes.begin(), volumes.end()) > greatest_cost) {
      const Quantity& figure = present(spec.once ? spec.once : spec.per_year, "a fixed cost has an amount");
      problems.add(figure.mark, figure.key, "at most 10^12 EUR a year", "more");
      continue;
    }
    for (const double volume : volumes) cost.quanta.push_back(std::llround(volume / activity->quantum));
    for (const Worth& worth : valuation.worths) {
      if (worth.activity != cost.activity) continue;
      cost.values.push_back(value_of(worth, valuation.outcomes[static_cast<std::size_t>(worth.outcome)], volumes));
    }
    all.push_back(std::move(cost));
  }
  return all;
}

}  // namespace kavel
