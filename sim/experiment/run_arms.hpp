#pragma once

#include <vector>

#include "experiment/block_in_arms.hpp"
#include "experiment/run_variants.hpp"

namespace kavel {

/// Usual care lived by everyone, and arms by those they touch. Where in some arm people compete for places, all blocks
/// live in step, and all arms with them.
class RunArms {
 public:
  RunArms(const Running& running, Workers& workers)
      : running_(running), workers_(workers), allotted_(running.variants.size()) {}
  void run();
  std::int64_t work() const;
  /// [variant]
  const std::vector<Allotted>& allotted() const { return allotted_; }

 private:
  struct Diaries;
  bool is_coupled() const;
  int years() const { return running_.variants.front().model.years; }
  std::unique_ptr<BlockInArms> block(std::int64_t place, Diaries* diaries);
  void live_year(BlockInArms& block, int year);
  void live_block(std::int64_t place);
  void live_in_step();
  void finish(std::int64_t place, BlockInArms& block, Diaries* diaries);

  const Running& running_;
  Workers& workers_;
  std::vector<Allotted> allotted_;  ///< [variant]
};

/// The tallies of all arms, from those of usual care and of those who diverged.
void complete(const std::vector<CompiledVariant>& variants, Sums& sums);

}  // namespace kavel
