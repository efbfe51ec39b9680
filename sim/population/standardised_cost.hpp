#pragma once

#include <span>
#include <vector>

namespace kavel {

/// What those of one sex and age class in an area cost in a year.
struct CostCell {
  int area = 0;      ///< position
  int stratum = 0;   ///< position of sex and age class
  double years = 0;  ///< person-years
  double cost = 0;   ///< EUR
};

/// An area's cost beside what people of their sex and age cost in the country.
struct StandardisedCost {
  double years = 0;
  double cost = 0;
  double expected = 0;  ///< Σ years × the country's cost per year of the stratum
  double ratio() const { return expected > 0 ? cost / expected : 0; }
};

/// Indirect standardisation: for every area the country's cost per person-year of each stratum, on the area's years.
/// All cells together are the country.
std::vector<StandardisedCost> standardised_costs(std::span<const CostCell> cells, int areas, int strata);

}  // namespace kavel
