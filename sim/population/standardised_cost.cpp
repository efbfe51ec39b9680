#include "population/standardised_cost.hpp"

#include "core/errors.hpp"

namespace kavel {

std::vector<StandardisedCost> standardised_costs(std::span<const CostCell> cells, int areas, int strata) {
  std::vector<double> years(static_cast<std::size_t>(strata)), cost(years.size());
  for (const CostCell& cell : cells) {
    expects(cell.area >= 0 && cell.area < areas && cell.stratum >= 0 && cell.stratum < strata,
            "cells lie in the table");
    years[static_cast<std::size_t>(cell.stratum)] += cell.years;
    cost[static_cast<std::size_t>(cell.stratum)] += cell.cost;
  }
  std::vector<StandardisedCost> standardised(static_cast<std::size_t>(areas));
  for (const CostCell& cell : cells) {
    const auto stratum = static_cast<std::size_t>(cell.stratum);
    StandardisedCost& area = standardised[static_cast<std::size_t>(cell.area)];
    area.years += cell.years;
    area.cost += cell.cost;
    if (years[stratum] > 0) area.expected += cell.years * (cost[stratum] / years[stratum]);
  }
  return standardised;
}

}  // namespace kavel
