#include "population/zones.hpp"

namespace kavel {

Zones::Zones(const Population& population) : affiliations_(population.affiliations.size()) {
  for (int area = 0; area < static_cast<int>(population.areas.size()); ++area) {
    int side[] = {-1, -1};  // zone of those outside, of those inside
    for (int affiliation = 0; affiliation < static_cast<int>(affiliations_); ++affiliation) {
      const bool inside = population.is_inside(area, affiliation);
      int& zone = side[inside ? 1 : 0];
      if (zone < 0) {
        zone = size();
        all_.push_back({area, inside});
      }
      zone_.push_back(zone);
    }
  }
}

std::vector<int> Zones::areas() const {
  std::vector<int> result;
  for (const Zone& zone : all_) result.push_back(zone.area);
  return result;
}

std::vector<int> Zones::sides() const {
  std::vector<int> result;
  for (const Zone& zone : all_) result.push_back(zone.inside ? 0 : 1);
  return result;
}

}  // namespace kavel
