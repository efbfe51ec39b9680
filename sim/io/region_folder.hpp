#pragma once

#include <optional>
#include <string>
#include <vector>

#include "io/import_region.hpp"
#include "io/written_table.hpp"

namespace kavel {

/// What the files of a region folder say beside the figures.
struct RegionWords {
  std::string title{};
  std::string sector{};               ///< of the pack: that the cost level is of
  std::optional<WrittenTable> ses{};  ///< shares of SES groups by sex and age; none: everyone is of one group
};

/// The files of a region folder: region.yaml, population.csv, with costs cost_level.csv, and the table of SES.
std::vector<WrittenTable> region_folder(const ImportedRegion& region, const RegionWords& words);

}  // namespace kavel
