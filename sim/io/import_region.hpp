#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/errors.hpp"
#include "core/person.hpp"
#include "population/standardised_cost.hpp"
#include "io/encoding.hpp"

namespace kavel {

/// A file that the user downloaded, and how it is written.
struct Download {
  std::string path{};
  Encoding encoding = Encoding::utf8;
  int year = 0;
};

/// What a region is to be made of.
struct RegionRequest {
  Download population{};             ///< StatLine; year: of its 1 January
  std::optional<Download> costs{};   ///< Vektis; year: of its costs
  bool cost_year_stated = false;     ///< not taken from the file's name
  std::vector<std::string> areas{};  ///< `NAME`, or `NAME=NAME AS VEKTIS HAS IT`; none: every region of the population
};

struct ImportedArea {
  std::string name{};
  std::vector<double> persons{};  ///< [sex × age to `oldest`]
  StandardisedCost cost{};
};

/// A region's inhabitants and cost level, from the user's downloads.
struct ImportedRegion {
  RegionRequest request{};
  int oldest = 0;  ///< the last age, open
  std::vector<ImportedArea> areas{};
  std::size_t municipalities = 0;  ///< that the cost level is held against
  double unassigned = 0;           ///< share of the country's cost that no municipality, sex and age has
  double persons(const ImportedArea& area) const;
};

/// Reads the downloads and takes the areas from them. Reports everything that is wrong.
ImportedRegion import_region(const RegionRequest& request, Problems& problems);

}  // namespace kavel
