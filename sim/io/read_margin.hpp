#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "population/synthesis.hpp"
#include "io/sources.hpp"

namespace kavel {

/// The names of areas, SES groups, practices or insurers: declared, or as they come.
class GroupNames {
 public:
  /// From now on other names are errors.
  void declare(std::vector<std::string> names);
  /// Position of a name; nothing if it is not among those declared.
  std::optional<int> position(std::string_view name);
  const std::vector<std::string>& names() const { return names_; }

 private:
  std::vector<std::string> names_{};
  std::map<std::string, int, std::less<>> positions_{};
  bool declared_ = false;
};

/// Names by key; those of sex and age stay empty.
using NamesByKey = std::array<GroupNames, population_keys>;

/// One margin of a region. `across`: the columns that are no keys are groups of this key, and hold their shares.
std::optional<MarginTable> read_margin(const SourceFile& source, std::optional<PopulationKey> across, NamesByKey& names,
                                       Problems& problems);

}  // namespace kavel
