#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "experiment/study.hpp"
#include "io/run_record.hpp"

namespace kavel {

/// A study read from its files, or from the result file that holds it.
struct OpenedStudy {
  Study study{};
  StoredStudy stored{};
  std::vector<std::string> files{};  ///< names of the files that were read
};

/// Reads a study, or the study in a result file, with further `--set` overrides and perhaps another seed.
OpenedStudy open_study(const std::string& path, const std::vector<std::string>& overrides = {},
                       std::optional<std::uint64_t> seed = {});

/// Reads a study as of so many persons, however many it was to have.
OpenedStudy open_study_of(std::uint64_t persons, const std::string& path, std::vector<std::string> overrides);

/// `--set` overrides with so many persons, instead of those they perhaps set.
std::vector<std::string> with_persons(std::vector<std::string> overrides, std::uint64_t persons);

/// Reads a study to calibrate its pack, whose section `calibration` must be there: see Purpose. Of the tables that it
/// writes, those given are read as they are.
OpenedStudy open_to_calibrate(const std::string& path, const std::vector<std::string>& overrides,
                              const std::vector<std::pair<std::string, std::string>>& given = {});

}  // namespace kavel
