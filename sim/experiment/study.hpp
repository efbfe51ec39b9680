#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "core/errors.hpp"
#include "model/pack.hpp"
#include "model/region_spec.hpp"
#include "population/population.hpp"

namespace kavel {

/// A variant of the study: the same persons with the same luck under other figures.
struct Variant {
  std::string name{};
  Pack pack{};
};

/// What to simulate, as read from the user's files.
struct Study {
  std::string title{};
  std::string source{};  ///< of figures that do not say so themselves
  std::uint64_t seed = 1;
  int start = 2025;  ///< the first calendar year
  int years = 0;
  Population population{};
  RegionSpec region{};              ///< what its region says besides
  std::string delineation{};        ///< who is inside, in words; empty: everyone
  std::vector<Variant> variants{};  ///< at least one; the first is the comparator
  std::vector<int> age_groups{};    ///< first age of each group of the trajectories, ascending from 0; the last is open
};

/// What is to be fitted, of a study that was opened to be calibrated.
inline const CalibrationSpec& calibration_of(const Study& study) {
  return present(study.variants.front().pack.calibration, "a study to calibrate has a section calibration");
}

}  // namespace kavel
