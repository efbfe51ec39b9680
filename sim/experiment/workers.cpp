#include "experiment/workers.hpp"

#include <algorithm>
#include <iterator>
#include <optional>

#include <oneapi/tbb/blocked_range.h>
#include <oneapi/tbb/global_control.h>
#include <oneapi/tbb/parallel_for.h>
#include <oneapi/tbb/task_arena.h>

#include "core/ticks.hpp"

namespace kavel {

Workers::Workers(const RunOptions& options, int threads, std::function<Sums()> empty)
    : options_(options), threads_(threads), empty_(std::move(empty)), sums_([this] { return empty_(); }) {}

void Workers::within(const std::function<void()>& work) {
  oneapi::tbb::global_control limit(oneapi::tbb::global_control::max_allowed_parallelism,
                                    static_cast<std::size_t>(threads_));
  oneapi::tbb::task_arena arena(threads_);
  stop_ = false;  // what stands before is seen by whoever reads it: every block does
  arena.execute(work);
}

bool Workers::each(std::int64_t count, const std::function<void(std::int64_t)>& work) {
  const std::int64_t before = done_;
  oneapi::tbb::parallel_for(
      oneapi::tbb::blocked_range<std::int64_t>(0, count, 1),
      [&](const oneapi::tbb::blocked_range<std::int64_t>& range) {
        for (std::int64_t block = range.begin(); block != range.end() && !stop_; ++block) {
          work(block);
          report();
        }
      },
      oneapi::tbb::simple_partitioner());
  if (stop_) return false;
  expects(done_ == before + count, "every block was worked on");  // and what each added is seen from here on
  return true;
}

void Workers::report() {
  const std::int64_t done = ++done_;
  if (options_.cancelled && options_.cancelled()) stop_ = true;
  if (options_.progress) {
    options_.progress(static_cast<double>(done) / static_cast<double>(expected_),
                      static_cast<double>(ticks_.load()) / ticks_per_year);
  }
}

Sums Workers::all() {
  std::optional<Sums> all;
  for (Sums& part : sums_) {
    if (!all) {
      all = std::move(part);
      continue;
    }
    std::move(part.lives.begin(), part.lives.end(), std::back_inserter(all->lives));
    for (std::size_t v = 0; v < all->tallies.size(); ++v) all->tallies[v].add(part.tallies[v]);
    all->lineages.add(part.lineages);
    all->strata.add(part.strata);
    part = Sums{};  // its room is given up
  }
  return all ? std::move(*all) : empty_();
}

}  // namespace kavel
