#pragma once

#include <cstdint>
#include <vector>

#include "core/person.hpp"
#include "tally/lineage_sums.hpp"
#include "experiment/blocks.hpp"
#include "experiment/compiled.hpp"
#include "experiment/results.hpp"

namespace kavel {

/// Strata of lineages: the sex, age group, SES and area of who begins one, at the start or on 1 January of the year in
/// which they arrive.
class LineageStrata {
 public:
  /// `first_ages`: of each age group.
  LineageStrata(std::vector<int> first_ages, int ses_groups, int areas)
      : first_ages_(std::move(first_ages)), ses_groups_(ses_groups), areas_(areas) {}

  int count() const { return sexes * age_groups() * ses_groups_ * areas_; }
  int of(const LineageStart& who) const;

  /// Fills in what each variant changes of lifetime totals, by sex, age group and SES, and by area; `sums` by stratum.
  void tell(const Blocks& blocks, const LineageSums& sums, const std::vector<CompiledVariant>& variants,
            Results& results) const;

 private:
  int age_groups() const { return static_cast<int>(first_ages_.size()); }

  std::vector<int> first_ages_;
  int ses_groups_, areas_;
};

}  // namespace kavel
