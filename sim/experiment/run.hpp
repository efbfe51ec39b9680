#pragma once

#include <cstdint>
#include <functional>
#include <stdexcept>

#include "model/event.hpp"
#include "experiment/full_cross.hpp"
#include "experiment/results.hpp"
#include "experiment/study.hpp"

namespace kavel {

/// How to run a study; nothing here changes a result, the sample and the full cross no other.
struct RunOptions {
  int threads = 0;                                       ///< 0: as many as the machine has
  int block_size = 0;                                    ///< founders a block; 0: chosen by the size of the population
  bool full_arms = false;                                ///< everyone lives in every arm, not only those it touches
  std::int64_t persons_sample = 0;                       ///< how many founders' lineages are recorded, event by event
  bool full_cross = false;                               ///< trajectories by sex, age, SES and area at once too
  std::function<void(const FullCrossSize&)> announce{};  ///< told of the full cross before anything is lived
  std::function<void(double share_done, double person_years)> progress{};  ///< called now and then, from any thread
  std::function<bool()> cancelled{};                                       ///< asked now and then, from any thread
};

/// The run was cancelled before it ended.
class Cancelled : public std::runtime_error {
 public:
  Cancelled() : std::runtime_error("the run was cancelled") {}
};

/// Simulates all variants of a study. Throws InputError, Cancelled, SystemError.
Results run(const Study& study, const RunOptions& options);

/// Every event of every life of one variant, ordered by person and time: for tests and small populations.
Trace trace(const Study& study, std::size_t variant, const RunOptions& options);

}  // namespace kavel
