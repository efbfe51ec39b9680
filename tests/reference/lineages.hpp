#pragma once

#include <cstdint>
#include <map>
#include <vector>

#include "core/int128.hpp"
#include "valuation/valuation.hpp"
#include "experiment/results.hpp"
#include "experiment/study.hpp"
#include "tests/reference/one_life.hpp"

namespace kavel::reference {

/// Founder: lifetime total of the lineage, in quanta x ticks.
using LineageTotals = std::map<std::uint64_t, Int128>;

/// [outcome]: what lineages have more than those of the comparator.
std::vector<LineageTotals> minus(std::vector<LineageTotals> totals, const std::vector<LineageTotals>& comparator);

/// What the lineages of a variant add up to, and how sure that is.
struct Lineages {
  const Study& study;
  const std::vector<Life>& lives;
  const std::vector<Outcome>& outcomes;
  const std::vector<LineageTotals>& totals;  ///< [outcome]
  std::vector<LineageTotals> differences;    ///< [outcome]: with the first variant's

  /// [outcome]: in all, in quanta x years.
  std::vector<double> sums() const;
  /// [outcome]. `fixed` [outcome]: what is nobody's; `comparator` [outcome]: sums() of the first variant.
  std::vector<Total> per_person(double persons, const std::vector<double>& fixed,
                                const std::vector<double>& comparator) const;
  StratumDifferences differences_by_stratum() const;
  StratumDifferences differences_by_area() const;
};

}  // namespace kavel::reference
