#pragma once

#include <cstdint>
#include <string>

#include "cli/open_study.hpp"

#include "experiment/results.hpp"
#include "io/write_result.hpp"
#include "analysis/estimate.hpp"

namespace kavel {

/// Everything the end of a run tells.
struct FinishedRun {
  const OpenedStudy& opened;
  const Results& results;
  const Estimates& estimates;
  const RunRecord& record;
  std::string output{};
  std::uint64_t output_bytes = 0;
  double seconds_before = 0;  ///< reading
  double seconds_after = 0;   ///< standard errors and writing
};

/// What `kavel run --json` prints: one object, with a line break at its end.
std::string json_of(const FinishedRun& run);

}  // namespace kavel
