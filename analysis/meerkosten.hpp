#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "experiment/cost.hpp"
#include "experiment/results.hpp"
#include "io/estimates.hpp"

namespace kavel {

/// Cells of one year's people: sex x age group x SES.
struct PeopleShape {
  std::size_t sexes = 1, age_groups = 1, ses_groups = 1;
  std::size_t cells() const { return sexes * age_groups * ses_groups; }
};

/// Cost per person-year of each cell. Where a cell had nobody, that of its sex and age group; else of its age group;
/// else of everyone.
std::vector<double> cost_per_head(std::span<const double> cost, std::span<const double> people,
                                  const PeopleShape& shape);

/// Extra cost against a base year, in whole EUR: price + demography + volume is the whole, exactly.
struct ExtraCost {
  double price = 0;       ///< what the year's care costs more than at base-year prices
  double demography = 0;  ///< base-year cost per head of each cell x the year's people, minus the base year's cost
  double volume = 0;      ///< what remains: more care for people of one cell
  double real() const { return demography + volume; }
  double nominal() const { return price + demography + volume; }
};

/// A year's cost of one part of care.
struct CostOfYear {
  std::span<const double> real{};    ///< EUR by cell, at base-year prices
  double nominal = 0;                ///< EUR in all, at prices of the year
  std::span<const double> people{};  ///< person-years by cell
};

/// Splits nominal cost of `now` minus that of `base` (whose prices are the base).
ExtraCost extra_cost(const CostOfYear& base, const CostOfYear& now, const PeopleShape& shape);

/// Every variant and year against the first year of the first variant.
Meerkosten meerkosten(const Results& results, PartOfCare of);

/// The sum over the parts.
Meerkosten summed(const Meerkosten& parts);

}  // namespace kavel
