#include "experiment/allotted.hpp"

#include <algorithm>

namespace kavel {

namespace {

std::vector<PoolLabel> pools_of(const Study& study, const Portfolio& portfolio) {
  std::vector<PoolLabel> pools;
  for (std::size_t c = 0; c < study.capacities.size(); ++c) {
    const CapacitySpec& spec = study.capacities[c];
    const std::vector<std::int64_t>& there = portfolio.capacities[c].pools;
    for (std::size_t pool = 0; pool < there.size(); ++pool) {
      const std::string area = spec.by_area.empty() ? "" : study.population.areas[pool];
      pools.push_back({spec.name, spec.title, spec.unit, area, static_cast<double>(there[pool]) / capacity_parts});
    }
  }
  return pools;
}

/// Null: nobody competes for places in it.
const Portfolio* allotting(const CompiledVariant& variant) {
  return variant.portfolio && variant.portfolio->couples() ? &*variant.portfolio : nullptr;
}

void tell(const Allotted& allotted, const Portfolio& portfolio, VariantResults& result) {
  std::transform(allotted.used.begin(), allotted.used.end(), result.used.values.begin(),
                 [](std::int64_t parts) { return static_cast<double>(parts) / capacity_parts; });
  const std::size_t programmes = portfolio.programmes.size();
  for (std::size_t i = 0; i < allotted.turned_away.size(); ++i) {
    const auto in_study = static_cast<std::size_t>(portfolio.programmes[i % programmes].in_study);
    result.turned_away.values[i / programmes * result.turned_away.shape[1] + in_study] = allotted.turned_away[i];
  }
}

}  // namespace

void tell_allotted(const Study& study, const std::vector<CompiledVariant>& variants,
                   const std::vector<Allotted>& allotted, Results& results) {
  const auto first = std::find_if(variants.begin(), variants.end(), allotting);
  if (first == variants.end()) return;
  results.pools = pools_of(study, *allotting(*first));
  for (const Programme& programme : study.programmes) results.allotting.push_back(programme.name);
  const auto years = static_cast<std::size_t>(study.years);
  for (std::size_t v = 0; v < variants.size(); ++v) {
    VariantResults& result = results.variants[v];
    result.used = {{years, results.pools.size()}, std::vector<double>(years * results.pools.size(), 0.0)};
    result.turned_away = {{years, study.programmes.size()},
                          std::vector<std::int64_t>(years * study.programmes.size(), 0)};
    if (const Portfolio* portfolio = allotting(variants[v])) tell(allotted[v], *portfolio, result);
  }
}

}  // namespace kavel
