#pragma once

#include <vector>

#include "tally/lineage_sums.hpp"
#include "tally/tally.hpp"
#include "experiment/allotted.hpp"
#include "experiment/persons_sample.hpp"

namespace kavel {

/// What one thread adds up.
struct Sums {
  std::vector<Tally> tallies{};  ///< [variant]; of an arm lived by divergence: what it adds to usual care
  LineageSums lineages{};
  LineageSums strata{};               ///< the same by stratum of LineageStrata; empty where nothing is compared
  std::vector<RecordedLife> lives{};  ///< sampled
  std::vector<Allotted> allotted{};   ///< [variant]: of the whole region, once no thread works any more
};

}  // namespace kavel
