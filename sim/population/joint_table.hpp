#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "population/margin.hpp"
#include "population/synthesis.hpp"

namespace kavel {

/// One combination of all keys.
using JointCell = std::array<std::int32_t, population_keys>;

/// The combinations of keys in which a region can have inhabitants, and which row of each margin each counts for.
class JointTable {
 public:
  /// Adds to `problems` whatever the margins do not tell, or tell twice.
  JointTable(const RegionMargins& region, Problems& problems);

  const std::vector<JointCell>& cells() const { return cells_; }
  const std::vector<Margin>& margins() const { return margins_; }
  std::vector<Margin>& margins() { return margins_; }

  int age_of(const JointCell& cell) const { return cell[static_cast<std::size_t>(PopulationKey::age)] + first_age_; }

  /// `sex female, age 20-24`: what a row of a margin is about.
  std::string words_of(const MarginTable& table, const MarginRow& row) const;

 private:
  void find_ages(Problems& problems);
  void find_names(Problems& problems);
  std::vector<std::int32_t> rows_of(const MarginTable& table, Problems& problems) const;
  void make_cells(Problems& problems);
  bool can_be(const JointCell& cell) const;
  void make_margin(const MarginTable& table, Problems& problems);
  std::size_t position(const MarginTable& table, const JointCell& cell) const;
  std::string words_of(PopulationKey key, Range range) const;

  const RegionMargins* region_;
  std::array<std::int32_t, population_keys> sizes_{};  ///< of each key; ages from first_age_
  int first_age_ = 0;
  std::vector<JointCell> cells_{};
  std::vector<Margin> margins_{};
};

}  // namespace kavel
