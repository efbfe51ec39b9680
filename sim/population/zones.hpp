#pragma once

#include <vector>

#include "population/population.hpp"

namespace kavel {

/// Where a person's years are tallied: an area, inside or outside the study's delineation.
struct Zone {
  int area = 0;
  bool inside = true;
};

/// The zones of a population; without a delineation, its areas.
class Zones {
 public:
  explicit Zones(const Population& population);

  const std::vector<Zone>& all() const { return all_; }
  int size() const { return static_cast<int>(all_.size()); }
  int of(int area, int affiliation) const {
    return zone_[static_cast<std::size_t>(area) * affiliations_ + static_cast<std::size_t>(affiliation)];
  }
  /// [zone]: its area.
  std::vector<int> areas() const;
  /// [zone]: 0 inside, 1 outside.
  std::vector<int> sides() const;

 private:
  std::vector<Zone> all_{};
  std::vector<int> zone_{};  ///< [area x affiliation]
  std::size_t affiliations_ = 1;
};

}  // namespace kavel
