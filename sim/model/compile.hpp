#pragma once

#include <array>
#include <string>
#include <utility>
#include <vector>

#include "core/each.hpp"
#include "core/errors.hpp"
#include "model/model.hpp"
#include "model/pack.hpp"
#include "model/region_spec.hpp"

namespace kavel {

/// Persons, or shares, by sex x age (0 … oldest_age) x group of SES or area.
struct GroupShares {
  int groups = 1;
  std::vector<double> persons{};  ///< [sex x age x group]
};

/// What a pack is compiled for.
struct Setting {
  int start = 2025;
  int years = 1;
  AgeRule age_rule = AgeRule::exact;
  int youngest = 0;  ///< ages on the first 1 January
  int oldest = 0;
  bool births = false;  ///< children of both sexes are born: they meet every age from 0
  std::array<bool, sexes> sex_met{true, true};
  std::vector<std::string> ses_groups{};
  std::vector<std::string> areas{};
  GroupShares ses{};  ///< of the study's population on the first 1 January
  GroupShares area{};
  RegionSpec region{};
  /// Only where the region knows prevalences: persons [area x sex x age 0 … oldest_age x SES].
  std::vector<double> by_area{};
};

/// The first and last age a study can meet on a 1 January.
std::pair<int, int> ages_met(const Setting& setting);

/// A rate ratio or gate of one transition, as a number per value of a factor, by sex and age.
struct RatioTable {
  int lane = 0;
  int factor = 0;                ///< the attributes in the pack's order, then SES, then area
  std::vector<double> ratios{};  ///< [sex x age 0 … oldest_age x value]
  bool trivial = true;           ///< all ones
  bool gate = false;             ///< 0 or 1: who is not let through is not at risk
};

/// A compiled pack, of which all is as true in one that only adds to it: attributes, their effects on what there was,
/// and ways into states that programmes bring about.
struct Groundwork {
  const Model* model = nullptr;
  std::vector<RatioTable> ratios{};
};

/// Turns a pack into the immutable model the engine runs; adds to `problems` whatever contradicts itself.
/// With problems added, the model returned is not to be used. `narrower`: a pack to which this one only adds (null:
/// there is none); `ratios`: where to put this pack's (null: not wanted); `each`: does several things at once.
Model compile(const Pack& pack, const Setting& setting, Problems& problems, const Groundwork* narrower = nullptr,
              std::vector<RatioTable>* ratios = nullptr, const Each& each = one_by_one);

}  // namespace kavel
