#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "core/each.hpp"
#include "experiment/results.hpp"
#include "experiment/study.hpp"
#include "io/estimates.hpp"
#include "io/run_record.hpp"

namespace kavel {

/// Everything that goes into a result file.
struct ResultContent {
  const Study& study;
  const StoredStudy& stored;
  const Results& results;
  const Estimates& estimates;
  const RunRecord& run;
};

/// The bytes of the result file (FORMAT.md): equal for equal content but for /provenance.
/// `each`: does several things at once.
std::vector<std::byte> result_image(const ResultContent& content, const Each& each = one_by_one);

/// Writes the result file as a whole; SystemError where the machine refuses.
void write_result(const std::string& path, const ResultContent& content, const Each& each = one_by_one);

}  // namespace kavel
