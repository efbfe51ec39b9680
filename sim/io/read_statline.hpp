#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/errors.hpp"
#include "core/person.hpp"
#include "io/municipality_names.hpp"
#include "io/sources.hpp"

namespace kavel {

/// Inhabitants on 1 January by single year of age, from a CBS StatLine download.
struct StatlinePopulation {
  static constexpr double unknown = -1;
  MunicipalityNames regions{};
  int oldest = 0;                 ///< the last age, open
  std::vector<double> persons{};  ///< [region × sex × age to `oldest`]; unknown: the file does not say
  std::vector<Mark> marks{};      ///< [region]: where it first stands
  double at(std::size_t region, Sex sex, int age) const {
    return persons[(region * sexes + static_cast<std::size_t>(sex)) * static_cast<std::size_t>(oldest + 1) +
                   static_cast<std::size_t>(age)];
  }
};

/// Reads StatLine's "CSV zonder statistische symbolen" (or with) of a table that has Geslacht, Leeftijd, Perioden and
/// Regio's, such as 03759ned; of other dimensions the total counts, of the periods `year`. Reports what is wrong with
/// it.
StatlinePopulation read_statline_population(const SourceFile& source, int year, Problems& problems);

}  // namespace kavel
