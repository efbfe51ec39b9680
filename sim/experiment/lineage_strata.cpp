#include "experiment/lineage_strata.hpp"

#include <algorithm>
#include <cmath>

namespace kavel {

namespace {

/// Adds strata up to cells.
class CellsOfStrata {
 public:
  CellsOfStrata(std::size_t cells, const std::vector<Outcome>& outcomes) : outcomes_(outcomes) {
    made_.lineages.assign(cells, 0);
    made_.difference.assign(cells * outcomes.size(), 0.0);
    made_.standard_error = made_.difference;  // squared, until it is whole
  }

  void add(std::size_t cell, const LineageSums& sums, int stratum, int variant, std::int64_t lineages) {
    made_.lineages[cell] += lineages;
    for (std::size_t o = 0; o < outcomes_.size(); ++o) {
      const double quantum = outcomes_[o].quantum;
      const std::size_t place = cell * outcomes_.size() + o;
      const int outcome = static_cast<int>(o);
      made_.difference[place] += sums.difference(stratum, variant, outcome) * quantum;
      made_.standard_error[place] += sums.difference_variance(stratum, variant, outcome, lineages) * quantum * quantum;
    }
  }

  StratumDifferences whole() && {
    for (double& variance : made_.standard_error) variance = std::sqrt(variance);
    return std::move(made_);
  }

 private:
  const std::vector<Outcome>& outcomes_;
  StratumDifferences made_{};
};

}  // namespace

int LineageStrata::of(const LineageStart& who) const {
  const auto group = std::upper_bound(first_ages_.begin() + 1, first_ages_.end(), who.age) - first_ages_.begin() - 1;
  const int sex_age = static_cast<int>(who.sex) * age_groups() + static_cast<int>(group);
  return (sex_age * ses_groups_ + who.ses) * areas_ + who.area;  // areas of one sex, age group and SES lie together
}

void LineageStrata::tell(const Blocks& blocks, const LineageSums& sums, const std::vector<CompiledVariant>& variants,
                         Results& results) const {
  std::vector<std::int64_t> lineages(static_cast<std::size_t>(count()), 0);
  for (std::int64_t block = 0; block < blocks.count(); ++block) {
    blocks.each_lineage(block, [&](const LineageStart& who, std::int64_t alike) {
      lineages[static_cast<std::size_t>(of(who))] += alike;
    });
  }
  for (std::size_t v = 1; v < variants.size(); ++v) {
    const std::vector<Outcome>& outcomes = variants[v].valuation.outcomes;
    if (outcomes.empty()) continue;
    const auto areas = static_cast<std::size_t>(areas_);
    CellsOfStrata by_stratum(lineages.size() / areas, outcomes);
    CellsOfStrata by_area(areas, outcomes);
    for (std::size_t stratum = 0; stratum < lineages.size(); ++stratum) {
      const int place = static_cast<int>(stratum);
      const int variant = static_cast<int>(v);
      by_stratum.add(stratum / areas, sums, place, variant, lineages[stratum]);
      by_area.add(stratum % areas, sums, place, variant, lineages[stratum]);
    }
    results.variants[v].differences_by_stratum = std::move(by_stratum).whole();
    results.variants[v].differences_by_area = std::move(by_area).whole();
  }
}

}  // namespace kavel
