#include "valuation/care_rates.hpp"

#include <algorithm>
#include <cmath>

namespace kavel {

namespace {

std::size_t place_of(const std::vector<int>& all, int one) {
  return static_cast<std::size_t>(std::lower_bound(all.begin(), all.end(), one) - all.begin());
}

/// Adds what a volume of an activity counts for to the sums.
void add(const Valuation& valuation, const CareChange& change, double volume, std::size_t year, std::int64_t* sums) {
  const CareShifts& shifts = valuation.care_shifts;
  const Activity& activity = valuation.care.activities[static_cast<std::size_t>(change.activity)];
  sums[place_of(shifts.activities, change.activity)] += std::llround(volume / activity.quantum);
  for (const Worth& worth : valuation.worths) {
    if (worth.activity != change.activity) continue;
    const Outcome& outcome = valuation.outcomes[static_cast<std::size_t>(worth.outcome)];
    const std::size_t place = place_of(shifts.outcomes, worth.outcome);
    const double value = volume * worth.by_year[year];
    sums[shifts.outcome_sum() + place] += std::llround(value / outcome.quantum);
    sums[shifts.lifetime_sum() + place] += std::llround(value * outcome.weight[year] / outcome.quantum);
  }
  for (std::size_t i = 0; i < shifts.spending.size(); ++i) {
    const SpendingPart& part = shifts.spending[i];
    if (activity.deductible != part.deductible || activity.spread != part.spread) continue;
    const double price = activity.growth[year] * activity.price[year];
    sums[shifts.spending_sum() + i] += std::llround(volume * price / money_quantum);
  }
}

}  // namespace

void CareRates::fill(const Model& model, const Valuation& valuation, const CareProgramme& programme, double strength,
                     const CareOf& of) {
  const std::size_t width = valuation.care_shifts.width();
  states.assign(static_cast<std::size_t>(model.states) * width, 0);
  lanes.assign(model.transitions.size() * width, 0);
  const Payoffs& volumes = valuation.volumes;
  const PayoffsOf row{of.sex, of.age, of.year_index, of.level};
  const PayoffRow<double> annual = volumes.of_states.amounts(row);
  const PayoffRow<double> at_once = volumes.of_transitions.amounts(row);
  const auto year = static_cast<std::size_t>(of.year_index);
  for (const CareShift& shift : programme.shifts) {
    const double share = shift.share * strength;
    const auto fill_one = [&](double volume, std::int64_t* sums) {
      for (const CareChange& change : shift.changes) {
        add(valuation, change, volume * share * change.per_unit[year], year, sums);
      }
    };
    for (std::size_t p = 0; p < volumes.state_payoffs.size(); ++p) {
      const auto [state, activity] = volumes.state_payoffs[p];
      if (activity == shift.activity) fill_one(annual[p], states.data() + static_cast<std::size_t>(state) * width);
    }
    for (std::size_t p = 0; p < volumes.transition_payoffs.size(); ++p) {
      const auto [lane, activity] = volumes.transition_payoffs[p];
      if (activity == shift.activity) fill_one(at_once[p], lanes.data() + static_cast<std::size_t>(lane) * width);
    }
  }
}

}  // namespace kavel
