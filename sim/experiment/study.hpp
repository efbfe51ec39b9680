#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "core/errors.hpp"
#include "model/pack.hpp"
#include "model/region_spec.hpp"
#include "population/population.hpp"
#include "programme/programme.hpp"

namespace kavel {

/// A variant of the study: the same persons with the same luck under other figures.
struct Variant {
  std::string name{};
  Pack pack{};
  std::vector<std::string> changes{};  ///< dotted paths that it sets, `model.outcomes.cost.discount`

  /// Where a key is written: under `variants.NAME` if the variant sets it or what it is in.
  std::string place_of(const std::string& key) const {
    for (const std::string& change : changes) {
      const bool within = key.starts_with(change) &&
                          (key.size() == change.size() || key[change.size()] == '.' || key[change.size()] == ' ');
      if (within) return "variants." + name + '.' + key;
    }
    return key;
  }
};

/// A portfolio being simulated beside usual care.
struct Arm {
  std::string name{};
  std::vector<int> programmes{};  ///< positions in Study::programmes, ascending
  Mark mark{};
};

/// What to simulate, as read from the user's files.
struct Study {
  std::string title{};
  std::string source{};  ///< of figures that do not say so themselves
  std::uint64_t seed = 1;
  int start = 2025;  ///< the first calendar year
  int years = 0;
  Population population{};
  RegionSpec region{};                     ///< what its region says besides
  std::string delineation{};               ///< who is inside, in words; empty: everyone
  std::vector<Variant> variants{};         ///< at least one; the first is the comparator
  std::vector<CapacitySpec> capacities{};  ///< on which programmes draw
  std::vector<Programme> programmes{};     ///< that arms may use
  std::vector<Arm> arms{};                 ///< beside usual care; then there is one variant, which is usual care
  std::vector<int> age_groups{};  ///< first age of each group of the trajectories, ascending from 0; the last is open
  std::vector<Problem> doubts{};  ///< what may be simulated but is hardly meant
};

/// What is to be fitted, of a study that was opened to be calibrated.
inline const CalibrationSpec& calibration_of(const Study& study) {
  return present(study.variants.front().pack.calibration, "a study to calibrate has a section calibration");
}

}  // namespace kavel
