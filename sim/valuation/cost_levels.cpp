#include "valuation/cost_levels.hpp"

#include <algorithm>

namespace kavel {

namespace {

constexpr std::size_t most_levels = 50;  ///< each has payoffs of its own, by sex, age and year

/// Does a factor of a region count for this activity?
bool counts_for(const CostLevelSpec& spec, const CostFactor& factor, const ActivitySpec& activity) {
  if (activity.of_programme) return false;
  if (spec.of == CostLevelSpec::Of::sector) return factor.of == activity.sector;
  return spec.of == CostLevelSpec::Of::everything || factor.of == activity.name;
}

std::vector<double> factors_in(const std::string& area, const CostLevelSpec& spec, const Pack& pack) {
  std::vector<double> factors(pack.activities.size(), 1.0);
  for (const CostFactor& factor : spec.factors) {
    if (factor.area != area) continue;
    for (std::size_t a = 0; a < pack.activities.size(); ++a) {
      if (counts_for(spec, factor, pack.activities[a])) factors[a] = factor.factor;
    }
  }
  return factors;
}

}  // namespace

double CostLevels::greatest() const {
  double most = 1;
  for (const std::vector<double>& level : factors) {
    for (const double factor : level) most = std::max(most, factor);
  }
  return most;
}

CostLevels cost_levels(const Pack& pack, const Setting& setting, Problems& problems) {
  CostLevels levels;
  if (!setting.region.cost_level) {
    levels.factors.emplace_back(pack.activities.size(), 1.0);
    return levels;
  }
  const CostLevelSpec& spec = *setting.region.cost_level;
  for (const std::string& area : setting.areas) {
    std::vector<double> factors = factors_in(area, spec, pack);
    const auto known = std::find(levels.factors.begin(), levels.factors.end(), factors);
    levels.of_area.push_back(static_cast<int>(known - levels.factors.begin()));
    if (known == levels.factors.end()) levels.factors.push_back(std::move(factors));
  }
  if (levels.factors.size() > most_levels) {
    problems.add(spec.figure.mark, spec.figure.key,
                 "at most " + std::to_string(most_levels) + " areas that differ: round the factors",
                 std::to_string(levels.factors.size()));
  }
  return levels;
}

}  // namespace kavel
