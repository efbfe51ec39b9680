#include "io/vary_figure.hpp"

#include <cmath>
#include <memory>

#include "model/quantities.hpp"
#include "io/stated_figures.hpp"

namespace kavel {

namespace {

/// Every value to a power.
void raise(Quantity& ratio, double power) {
  ratio.value = std::pow(ratio.value * ratio.times, power);
  if (ratio.outside) ratio.outside = std::pow(*ratio.outside, power);
  if (ratio.table) {
    auto table = std::make_shared<Table>(*ratio.table);
    for (TableRow& row : table->rows) {
      double& value = row.values[static_cast<std::size_t>(ratio.column)];
      value = std::pow(value * ratio.times, power);
    }
    ratio.table = std::move(table);
  }
  ratio.times = 1;
}

bool vary(Pack& pack, const std::string& identity, double factor) {
  bool found = false;
  for_each_quantity(pack, [&](Quantity& quantity, Meaning meaning) {
    if (stated(quantity, pack.provenance, "").identity != identity) return;
    if (meaning == Meaning::ratio) {
      raise(quantity, factor);
    } else {
      quantity.times *= factor;
    }
    found = true;
  });
  if (!pack.births || identity != births_identity) return found;
  pack.births->boys_per_girl *= factor;
  return true;
}

bool vary(RegionSpec& region, const std::string& identity, double factor) {
  bool found = false;
  if (region.cost_level && stated(region.cost_level->figure, {}, "").identity == identity) {
    for (CostFactor& level : region.cost_level->factors) level.factor *= factor;
    found = true;
  }
  for (AreaPrevalenceSpec& prevalence : region.prevalences) {
    for (auto& [state, share] : prevalence.shares) {
      if (stated(share, {}, "").identity != identity) continue;
      share.times *= factor;
      found = true;
    }
  }
  return found;
}

}  // namespace

Study usual_care_of(const Study& study) {
  Study alone = study;
  alone.variants.resize(1);
  alone.programmes.clear();
  alone.arms.clear();
  return alone;
}

std::optional<Study> with_figure_times(const Study& study, const std::string& identity, double factor) {
  if (identity.empty()) return std::nullopt;
  Study varied = usual_care_of(study);
  const bool in_pack = vary(varied.variants.front().pack, identity, factor);
  const bool in_region = vary(varied.region, identity, factor);
  return in_pack || in_region ? std::optional(std::move(varied)) : std::nullopt;
}

}  // namespace kavel
