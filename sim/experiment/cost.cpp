#include "experiment/cost.hpp"

#include "core/errors.hpp"

namespace kavel {

std::size_t parts(const CareLabels& care, PartOfCare of) {
  switch (of) {
    case PartOfCare::sector:
      return care.sectors.size();
    case PartOfCare::payer:
      return care.payers.size();
    case PartOfCare::provider:
      return care.providers.size();
    case PartOfCare::whole:
      break;
  }
  return 1;
}

std::size_t part_of(const ActivityLabel& activity, PartOfCare of) {
  switch (of) {
    case PartOfCare::sector:
      return activity.sector;
    case PartOfCare::payer:
      return activity.payer;
    case PartOfCare::provider:
      return activity.provider;
    case PartOfCare::whole:
      break;
  }
  return 0;
}

Array<double> cost_of(const Array<double>& volumes, const UnitPrices& unit, Prices prices) {
  Array<double> cost{volumes.shape, std::vector<double>(volumes.values.size())};
  if (volumes.values.empty()) return cost;
  const std::size_t activities = volumes.shape.back();
  const std::size_t years = volumes.shape.front();
  const std::size_t cells_a_year = volumes.values.size() / years / activities;
  std::size_t i = 0;
  for (std::size_t year = 0; year < years; ++year) {
    const double* const price = (prices == Prices::real ? unit.real : unit.nominal).values.data() + year * activities;
    for (std::size_t cell = 0; cell < cells_a_year; ++cell) {
      for (std::size_t a = 0; a < activities; ++a, ++i) cost.values[i] = volumes.values[i] * price[a];
    }
  }
  return cost;
}

Array<double> added_up(const Array<double>& cost, const CareLabels& care, PartOfCare of, ShareOfCost share) {
  const std::size_t activities = care.activities.size();
  const std::size_t width = parts(care, of);
  expects(activities > 0 && cost.shape.back() == activities, "cost is by activity");
  const std::size_t cells = cost.values.size() / activities;
  Array<double> sums{cost.shape, std::vector<double>(cells * width, 0.0)};
  sums.shape.back() = width;
  for (std::size_t cell = 0; cell < cells; ++cell) {
    for (std::size_t a = 0; a < activities; ++a) {
      const double counted = share == ShareOfCost::fixed ? care.activities[a].fixed_share : 1;
      sums.values[cell * width + part_of(care.activities[a], of)] += counted * cost.values[cell * activities + a];
    }
  }
  return sums;
}

namespace {

/// Cost of the activities under a deductible in one year, over all cells.
double cost_under(const Array<double>& cost, const CareLabels& care, std::size_t deductible, std::size_t year) {
  const std::size_t activities = care.activities.size();
  const std::size_t a_year = cost.values.size() / cost.shape.front();
  double sum = 0;
  for (std::size_t i = year * a_year; i < (year + 1) * a_year; ++i) {
    if (care.activities[i % activities].deductible == static_cast<int>(deductible)) sum += cost.values[i];
  }
  return sum;
}

}  // namespace

Array<double> cost_by(PartOfCare of, Prices prices, const Trajectories& cells, const UnitPrices& unit,
                      const CareLabels& care) {
  const Array<double> cost = cost_of(cells.volumes, unit, prices);
  Array<double> sums = added_up(cost, care, of);
  const std::size_t deductibles = care.deductibles.size();
  if (of != PartOfCare::payer || deductibles == 0) return sums;
  const Array<double> nominal = cost_of(cells.volumes, unit, Prices::nominal);
  const std::size_t years = cost.shape.front();
  const std::size_t cells_a_year = cells.deductibles.values.size() / deductibles / years;
  for (std::size_t year = 0; year < years; ++year) {
    for (std::size_t d = 0; d < deductibles; ++d) {
      const double at_prices_of_year = cost_under(nominal, care, d, year);
      const double level = at_prices_of_year == 0 ? 1 : cost_under(cost, care, d, year) / at_prices_of_year;
      for (std::size_t cell = year * cells_a_year; cell < (year + 1) * cells_a_year; ++cell) {
        const double paid = cells.deductibles.values[cell * deductibles + d] * level;
        sums.values[cell * sums.shape.back() + care.deductibles[d].payer] += paid;
        sums.values[cell * sums.shape.back() + care.deductibles[d].insurer] -= paid;
      }
    }
  }
  return sums;
}

}  // namespace kavel
