#pragma once

#include <cstdint>
#include <vector>

#include "population/arrivals.hpp"
#include "population/founders.hpp"
#include "population/newcomers.hpp"
#include "life/founder_block.hpp"
#include "experiment/compiled.hpp"
#include "experiment/study.hpp"

namespace kavel {

/// Who begins a lineage.
struct LineageStart {
  int cohort = 0;  ///< of Blocks::cohort_sizes
  Sex sex = Sex::female;
  int age = 0;  ///< on the first 1 January; of who arrives, on that of the year
  int area = 0;
  int ses = 0;
};

/// The founder blocks of a study: who each begins with. First come the founders' blocks, then those of arrivals.
class Blocks {
 public:
  /// `size`: persons a block; 0: by the size of the population. `usual`: whose arrivals and cost levels there are.
  Blocks(const Study& study, const CompiledVariant& usual, Key key, std::int64_t size, int threads);
  Blocks(const Blocks&) = delete;

  std::int64_t count() const { return founder_blocks_ + blocks_of(arrivals_.persons()); }
  std::int64_t founders() const { return founders_.persons(); }
  /// Lineages by the sex and age of who begins them: of founders, then of arrivals.
  const std::vector<std::int64_t>& cohort_sizes() const { return cohort_sizes_; }
  BlockRun run_of(const CompiledVariant& variant, Tally* tally, Diary* diary) const {
    return {&variant.model, &variant.valuation, key_, tally, diary, &newcomers_};
  }

  /// Calls take(who) with those a block begins with.
  template <class Take>
  void with(std::int64_t block, const Take& take) const {
    if (block < founder_blocks_) {
      take(founders_.between(block * size_, size_));
    } else {
      take(arrivals_.between((block - founder_blocks_) * size_, size_));
    }
  }

  /// Calls take(start, lineages) for those of a block who begin lineages alike, in their order.
  template <class Take>
  void each_lineage(std::int64_t block, const Take& take) const {
    const int first = block < founder_blocks_ ? 0 : founders_.cohorts();
    with(block, [&](const auto& runs) {
      for (const auto& run : runs)
        take(LineageStart{first + run.cohort, run.sex, age_of(run), run.area, run.ses}, std::int64_t{run.persons});
    });
  }

 private:
  static int age_of(const FounderRun& run) { return run.age; }
  static int age_of(const ArrivalRun& run) { return run.age(); }
  std::int64_t blocks_of(std::int64_t persons) const { return (persons + size_ - 1) / size_; }

  Key key_;
  Founders founders_;
  Newcomers newcomers_;
  Arrivals arrivals_;
  std::int64_t size_;
  std::int64_t founder_blocks_;
  std::vector<std::int64_t> cohort_sizes_;
};

}  // namespace kavel
