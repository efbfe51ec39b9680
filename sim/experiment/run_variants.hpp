#pragma once

#include <optional>
#include <vector>

#include "population/lineage_sample.hpp"
#include "experiment/allotted.hpp"
#include "experiment/blocks.hpp"
#include "experiment/lineage_strata.hpp"
#include "experiment/workers.hpp"

namespace kavel {

/// What the ways of running a study share.
struct Running {
  const std::vector<CompiledVariant>& variants;
  const Blocks& blocks;
  const std::vector<TallyShape>& shapes;  ///< [variant]
  const LineageSample* sample = nullptr;  ///< whose lives are recorded; null: nobody's
  const LineageStrata& strata;

  std::size_t outcomes() const { return variants.front().valuation.outcomes.size(); }
};

/// Each variant, and each arm, lived by everyone. Where people of an arm compete for places, all blocks live it in
/// step.
class RunVariants {
 public:
  RunVariants(const Running& running, Workers& workers)
      : running_(running), workers_(workers), allotted_(running.variants.size()) {}
  /// Adds to the workers' sums; stops where it is cancelled.
  void run();
  /// How often a block is worked on, in all.
  std::int64_t work() const;
  /// [variant]
  const std::vector<Allotted>& allotted() const { return allotted_; }

 private:
  bool is_coupled(std::size_t variant) const;
  void live_in_step(std::size_t variant);
  void live_block(std::int64_t block);
  void live_alone(std::size_t variant, std::int64_t block, std::vector<Int128>& totals);

  const Running& running_;
  Workers& workers_;
  std::vector<Allotted> allotted_;                           ///< [variant]
  std::vector<std::vector<std::vector<Int128>>> in_step_{};  ///< [variant][block]: lifetime totals of coupled arms
};

/// Adds a block's lifetime totals, [variant][lineage x outcome], to the sums over lineages.
void add_lineages(const Running& running, std::int64_t block, const std::vector<std::vector<Int128>>& totals,
                  Sums& sums);

}  // namespace kavel
