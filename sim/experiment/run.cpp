// Why the result does not depend on threads or blocks: a founder block's lives depend on nothing outside it; what it
// adds to (tallies, lineage sums) are integers, whose sum is the same in any order and grouping; each thread adds to
// its own.

#include "experiment/run.hpp"

#include <algorithm>
#include <atomic>
#include <optional>

#include <oneapi/tbb/blocked_range.h>
#include <oneapi/tbb/enumerable_thread_specific.h>
#include <oneapi/tbb/global_control.h>
#include <oneapi/tbb/info.h>
#include <oneapi/tbb/parallel_for.h>
#include <oneapi/tbb/task_arena.h>

#include "population/lineage_sample.hpp"
#include "population/zones.hpp"
#include "life/founder_block.hpp"
#include "experiment/collect.hpp"
#include "experiment/compiled.hpp"
#include "experiment/record_lives.hpp"

namespace kavel {

namespace {

constexpr std::int64_t largest_block = 32768;  ///< large, so that its children make large cohorts
constexpr std::int64_t smallest_block = 64;

std::int64_t block_size_of(const RunOptions& options, std::int64_t persons, int threads) {
  if (options.block_size > 0) return options.block_size;
  return std::clamp(persons / (16 * threads), smallest_block, largest_block);
}

/// What one thread adds up.
struct Sums {
  std::vector<Tally> tallies{};  ///< [variant]
  LineageSums lineages{};
  std::vector<RecordedLife> lives{};  ///< sampled
  std::vector<Int128> totals{};       ///< of the block at hand
  std::vector<Int128> by_lineage{};   ///< [lineage x variant x outcome], of the block at hand
};

class Runner {
 public:
  Runner(const Study& study, const RunOptions& options)
      : options_(options),
        variants_(compile_variants(study)),
        founders_(study.population, variants_.front().valuation.level_of_area),
        newcomers_(study.population),
        key_(key_of(study.seed, 0)),
        arrivals_(study.population, variants_.front().model, key_, variants_.front().valuation.level_of_area),
        threads_(options.threads > 0 ? options.threads : oneapi::tbb::info::default_concurrency()),
        block_(block_size_of(options, founders_.persons(), threads_)),
        founder_blocks_(blocks_of(founders_.persons())),
        cohort_sizes_(founders_.cohort_sizes()) {
    cohort_sizes_.insert(cohort_sizes_.end(), arrivals_.cohort_sizes().begin(), arrivals_.cohort_sizes().end());
    for (const CompiledVariant& variant : variants_) {
      shapes_.emplace_back(variant.model, variant.valuation, study.age_groups,
                           static_cast<int>(study.population.ses_groups.size()), Zones(study.population).size(),
                           options.full_cross ? FullCross::yes : FullCross::no);
      if (!study.population.inside.empty()) shapes_.back().sides = Zones(study.population).sides();
    }
    if (options.full_cross && options.announce) {
      options.announce(full_cross_size(shapes_, static_cast<int>(study.population.areas.size()), threads_));
    }
    if (options.persons_sample > 0) {
      check_sample();
      sample_.emplace(key_, founders_.persons(), options.persons_sample);
    }
  }

  Results run(const Study& study) {
    const std::int64_t blocks = this->blocks();
    oneapi::tbb::global_control limit(oneapi::tbb::global_control::max_allowed_parallelism,
                                      static_cast<std::size_t>(threads_));
    oneapi::tbb::task_arena arena(threads_);
    oneapi::tbb::enumerable_thread_specific<Sums> sums([this] { return empty_sums(); });
    stop_ = false;  // what stands before is seen by whoever reads it: every block does
    arena.execute([&] {
      oneapi::tbb::parallel_for(
          oneapi::tbb::blocked_range<std::int64_t>(0, blocks, 1),
          [&](const oneapi::tbb::blocked_range<std::int64_t>& range) {
            for (std::int64_t block = range.begin(); block != range.end(); ++block) {
              if (stop_) return;
              live_block(block, sums.local());
              report(blocks);
            }
          },
          oneapi::tbb::simple_partitioner());
    });
    if (stop_) throw Cancelled();
    expects(done_ == blocks, "every block was lived");  // and what each added is seen from here on
    Sums all = added_up(sums);
    Results results = collect(study, variants_, founders_.persons(), cohort_sizes_, all.tallies, all.lineages);
    put_in_order(all.lives);
    results.sample = {options_.persons_sample, std::move(all.lives)};
    return results;
  }

  Trace trace(std::size_t variant) {
    Trace events;
    Tally tally(shapes_[variant]);
    std::vector<Int128> totals;
    for (std::int64_t block = 0; block < blocks(); ++block) {
      Diary diary;
      live_variant({&variants_[variant].model, &variants_[variant].valuation, key_, &tally, &diary, &newcomers_}, block,
                   totals);
      events.insert(events.end(), diary.events().begin(), diary.events().end());
    }
    std::sort(events.begin(), events.end());
    return events;
  }

 private:
  std::int64_t blocks_of(std::int64_t persons) const { return (persons + block_ - 1) / block_; }
  std::int64_t blocks() const { return founder_blocks_ + blocks_of(arrivals_.persons()); }

  Sums empty_sums() const {
    Sums sums;
    for (const TallyShape& shape : shapes_) sums.tallies.emplace_back(shape);
    sums.lineages = LineageSums(static_cast<int>(cohort_sizes_.size()), static_cast<int>(variants_.size()), outcomes());
    return sums;
  }

  /// The sums of all threads, each given up once it is added.
  template <class Threads>
  Sums added_up(Threads& threads) const {
    std::optional<Sums> all;
    for (Sums& part : threads) {
      if (!all) {
        all = std::move(part);
        continue;
      }
      std::move(part.lives.begin(), part.lives.end(), std::back_inserter(all->lives));
      for (std::size_t v = 0; v < variants_.size(); ++v) all->tallies[v].add(part.tallies[v]);
      all->lineages.add(part.lineages);
      part = Sums{};
    }
    return all ? std::move(*all) : empty_sums();
  }

  void check_sample() const {
    if (options_.persons_sample <= founders_.persons()) return;
    throw InputError(Mark{}, "--persons-sample",
                     "no more than there are persons at the start, " + std::to_string(founders_.persons()),
                     std::to_string(options_.persons_sample));
  }

  int outcomes() const { return static_cast<int>(variants_.front().valuation.outcomes.size()); }

  /// First come the founders' blocks, then those of arrivals.
  void live_variant(const BlockRun& run, std::int64_t block, std::vector<Int128>& totals) const {
    if (block < founder_blocks_) {
      run_block(run, founders_.between(block * block_, block_), totals);
    } else {
      run_block(run, arrivals_.between((block - founder_blocks_) * block_, block_), totals);
    }
  }

  /// Calls take(cohort) for each lineage of a block, in its order.
  template <class Take>
  void each_lineage(std::int64_t block, const Take& take) const {
    const auto each = [&](const auto& runs, int first_cohort) {
      for (const auto& run : runs) {
        for (std::int64_t i = 0; i < run.persons; ++i) take(first_cohort + run.cohort);
      }
    };
    if (block < founder_blocks_) return each(founders_.between(block * block_, block_), 0);
    each(arrivals_.between((block - founder_blocks_) * block_, block_), founders_.cohorts());
  }

  /// All variants of a block in turn, so that lineages can be compared.
  void live_block(std::int64_t block, Sums& sums) {
    const auto variants = variants_.size();
    const auto width = static_cast<std::size_t>(outcomes());
    for (std::size_t v = 0; v < variants; ++v) {
      const std::int64_t before = sums.tallies[v].person_ticks;
      std::optional<Diary> diary;
      if (sample_) diary.emplace(&*sample_);
      live_variant({&variants_[v].model, &variants_[v].valuation, key_, &sums.tallies[v], diary ? &*diary : nullptr,
                    &newcomers_},
                   block, sums.totals);
      if (diary) record(*diary, v, sums.lives);
      ticks_ += sums.tallies[v].person_ticks - before;
      const std::size_t lineages = width == 0 ? 0 : sums.totals.size() / width;
      sums.by_lineage.resize(lineages * variants * width);
      for (std::size_t lineage = 0; lineage < lineages; ++lineage) {
        std::copy_n(sums.totals.begin() + static_cast<std::ptrdiff_t>(lineage * width), width,
                    sums.by_lineage.begin() + static_cast<std::ptrdiff_t>((lineage * variants + v) * width));
      }
      if (options_.cancelled && options_.cancelled()) {
        stop_ = true;
        return;
      }
    }
    if (width == 0) return;
    const Int128* lineage = sums.by_lineage.data();
    each_lineage(block, [&](int cohort) {
      sums.lineages.add(cohort, lineage);
      lineage += variants * width;
    });
  }

  void report(std::int64_t blocks) {
    const std::int64_t done = ++done_;
    if (options_.progress) {
      options_.progress(static_cast<double>(done) / static_cast<double>(blocks),
                        static_cast<double>(ticks_.load()) / ticks_per_year);
    }
  }

  const RunOptions& options_;
  std::vector<CompiledVariant> variants_;
  Founders founders_;
  Newcomers newcomers_;
  Key key_;
  Arrivals arrivals_;
  int threads_;
  std::int64_t block_;
  std::int64_t founder_blocks_;
  std::vector<std::int64_t> cohort_sizes_;  ///< lineages: of founders by sex and age, then of arrivals by birth year
  std::vector<TallyShape> shapes_{};
  std::optional<LineageSample> sample_{};
  std::atomic<bool> stop_ = false;
  std::atomic<std::int64_t> done_ = 0;
  std::atomic<std::int64_t> ticks_ = 0;
};

}  // namespace

Results run(const Study& study, const RunOptions& options) { return Runner(study, options).run(study); }

Trace trace(const Study& study, std::size_t variant, const RunOptions& options) {
  return Runner(study, options).trace(variant);
}

}  // namespace kavel
