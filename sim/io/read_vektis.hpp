#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/errors.hpp"
#include "population/standardised_cost.hpp"
#include "io/municipality_names.hpp"
#include "io/sources.hpp"

namespace kavel {

/// Cost of the Zorgverzekeringswet by municipality, sex and age class, from Vektis' open data.
struct VektisCosts {
  MunicipalityNames municipalities{};
  std::vector<std::string> strata{};  ///< sex and age class, as they come
  std::vector<CostCell> cells{};      ///< area: a municipality; cost: all categories together
  double unassigned = 0;              ///< EUR of those whose sex, age or municipality is not told
};

/// The year in a file's name, as in `Vektis Open Databestand Zorgverzekeringswet 2023 - gemeente.csv`: the file itself
/// does not say it. Nothing where there is none, or more than one.
std::optional<int> year_in_name(const std::string& path);

/// Reads the download per municipality: geslacht, leeftijdsklasse, gemeentenaam, aantal_verzekerdejaren and every
/// column kosten_…; names in upper or lower case, numbers with a point or a comma. Reports what is wrong with it.
VektisCosts read_vektis_costs(const SourceFile& source, Problems& problems);

}  // namespace kavel
