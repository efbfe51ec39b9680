#pragma once

#include <atomic>
#include <cstdint>
#include <functional>

#include <oneapi/tbb/enumerable_thread_specific.h>

#include "experiment/run.hpp"
#include "experiment/sums.hpp"

namespace kavel {

/// Several threads that work on blocks, each with its own sums.
class Workers {
 public:
  /// `empty`: what a thread begins with. `rounds`: how often every block is worked on in all, for the progress.
  Workers(const RunOptions& options, int threads, std::function<Sums()> empty);

  /// Does something within these threads.
  void within(const std::function<void()>& work);
  /// Within them: work(block) for blocks 0 … count - 1, several at once, until it is cancelled. False if it was.
  bool each(std::int64_t count, const std::function<void(std::int64_t)>& work);

  /// Of the calling thread.
  Sums& sums() { return sums_.local(); }
  /// Everything, once no thread works any more.
  Sums all();

  void expect_rounds(std::int64_t of_blocks) { expected_ = of_blocks; }
  void add_ticks(std::int64_t ticks) { ticks_ += ticks; }
  bool cancelled() const { return stop_; }

 private:
  void report();

  const RunOptions& options_;
  int threads_;
  std::function<Sums()> empty_;
  oneapi::tbb::enumerable_thread_specific<Sums> sums_;
  std::int64_t expected_ = 1;
  std::atomic<bool> stop_ = false;
  std::atomic<std::int64_t> done_ = 0;
  std::atomic<std::int64_t> ticks_ = 0;
};

}  // namespace kavel
