#pragma once

#include <cstdint>
#include <vector>

#include "core/ids.hpp"
#include "random/philox.hpp"
#include "population/population.hpp"
#include "population/zones.hpp"

namespace kavel {

/// The permanent name of the draw of practice and insurer.
inline constexpr const char* affiliation_stream = "person@affiliation";

/// With which practice and insurer people arrive in an area: those of one of its inhabitants at the start, by the
/// person's keyed number.
class Newcomers {
 public:
  explicit Newcomers(const Population& population);

  int affiliation_of(Key key, PersonId person, int area) const;
  int zone_of(int area, int affiliation) const { return zones_.of(area, affiliation); }

 private:
  Zones zones_;
  std::size_t affiliations_;
  std::vector<std::int64_t>
      cumulative_{};  ///< [area x affiliation]: inhabitants with this affiliation or one before it
};

}  // namespace kavel
