#pragma once

#include <string>

#include "experiment/results.hpp"
#include "io/run_record.hpp"

namespace kavel {

/// What a result file holds; what is estimated from it (io/estimates.hpp) can be made again.
struct ResultFile {
  Results results{};
  StoredStudy study{};
  RunRecord run{};
};

/// Reads a result file (FORMAT.md). InputError for what is not ours, damaged or of another version.
ResultFile read_result(const std::string& path);

/// Only the study that gave it, enough to run it again.
StoredStudy read_stored_study(const std::string& path);

}  // namespace kavel
