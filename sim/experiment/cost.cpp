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

Array<double> cost_of(const Array<double>& volumes, const Array<double>& prices_by_year, Prices prices) {
  Array<double> cost{volumes.shape, std::vector<double>(volumes.values.size())};
  if (volumes.values.empty()) return cost;
  const std::size_t activities = volumes.shape.back();
  const std::size_t a_year = volumes.values.size() / volumes.shape.front();
  for (std::size_t i = 0; i < volumes.values.size(); ++i) {
    const std::size_t year = prices == Prices::real ? 0 : i / a_year;
    cost.values[i] = volumes.values[i] * prices_by_year.values[year * activities + i % activities];
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

}  // namespace kavel
