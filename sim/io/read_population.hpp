#pragma once

#include <string>
#include <utility>
#include <vector>

#include "model/region_spec.hpp"
#include "population/population.hpp"
#include "io/node.hpp"
#include "io/read_figure.hpp"
#include "io/read_people.hpp"
#include "io/region_tables.hpp"

namespace kavel {

/// Share in each state of one attribute, as a cohort gives them.
struct CohortStates {
  std::string attribute{};
  std::vector<std::pair<std::string, Quantity>> shares{};
  Mark mark{};
  std::string key{};
};

struct PopulationRead {
  Population population{};
  RegionSpec region{};
  GivenStates given{};
  std::vector<CohortStates> states{};
  std::optional<RegionTables> tables{};  ///< of the region, where it has targets
};

/// The people of a study: a cohort, or the inhabitants of a region.
PopulationRead read_population(const YamlNode& node, const std::string& path, FigureReader& figures,
                               Problems& problems);

}  // namespace kavel
