#include "experiment/blocks.hpp"

#include <algorithm>

namespace kavel {

namespace {

constexpr std::int64_t largest_block = 32768;  ///< large, so that its children make large cohorts
constexpr std::int64_t smallest_block = 64;

}  // namespace

Blocks::Blocks(const Study& study, const CompiledVariant& usual, Key key, std::int64_t size, int threads)
    : key_(key),
      founders_(study.population, usual.valuation.level_of_area),
      newcomers_(study.population),
      arrivals_(study.population, usual.model, key, usual.valuation.level_of_area),
      size_(size > 0 ? size : std::clamp(founders_.persons() / (16 * threads), smallest_block, largest_block)),
      founder_blocks_(blocks_of(founders_.persons())),
      cohort_sizes_(founders_.cohort_sizes()) {
  cohort_sizes_.insert(cohort_sizes_.end(), arrivals_.cohort_sizes().begin(), arrivals_.cohort_sizes().end());
}

}  // namespace kavel
