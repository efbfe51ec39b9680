#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/errors.hpp"
#include "model/table.hpp"
#include "population/population.hpp"

namespace kavel {

/// What inhabitants are told apart by, in the order in which they are numbered.
enum class PopulationKey : std::uint8_t { sex, age, area, ses, practice, insurer };
inline constexpr std::size_t population_keys = 6;
inline constexpr std::array<std::string_view, population_keys> population_key_names{"sex", "age",      "area",
                                                                                    "ses", "practice", "insurer"};

/// One row of a margin: everyone with these keys.
struct MarginRow {
  std::array<Range, population_keys> keys{};  ///< positions among the names, or years of age; all: not asked for
  double value = 0;                           ///< persons, or a share
  int line = 0;
};

/// What is known of a region's inhabitants by some of the keys.
struct MarginTable {
  std::string name{};  ///< the file, for messages
  Mark mark{};
  std::vector<PopulationKey> keys{};  ///< in the order of the columns
  bool shares = false;  ///< values are shares of the last key's groups within each combination of the keys before it
  std::vector<MarginRow> rows{};
};

/// A region as its margins tell it.
struct RegionMargins {
  std::vector<std::string> areas{}, ses_groups{}, practices{}, insurers{};
  std::vector<int> practice_area{};  ///< [practice]: area all its patients live in; -1: any
  std::vector<MarginTable> margins{};
  std::optional<std::int64_t> persons{};  ///< scaled to so many
  Mark mark{};
};

/// The inhabitants: the joint table that fits all margins and assumes nothing else (proportional_fitting.hpp), in whole
/// persons (controlled_rounding.hpp). Adds to `problems` what the margins lack, and where they contradict each other.
Population synthesise(const RegionMargins& region, Problems& problems);

}  // namespace kavel
