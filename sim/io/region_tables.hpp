#pragma once

#include <string>

#include "core/errors.hpp"
#include "io/sources.hpp"

namespace kavel {

/// Where a region keeps tables of its own, which are read instead of those of the same names that the pack's
/// calibration of conditions writes.
struct RegionTables {
  const SourceFile* region = nullptr;  ///< the file that names the folder
  std::string folder{};                ///< relative to it
  Mark mark{};
  std::string key{};
};

}  // namespace kavel
