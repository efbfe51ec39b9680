#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "model/table.hpp"

namespace kavel {

/// Mortality that remains when what other death transitions explain is taken from all-cause mortality.
struct BackgroundSpec {
  std::string transition{};  ///< `attribute.from>to/cause`
  Quantity all_cause{};      ///< hazard of death from all causes, by sex x age x year
  double most_explained = 0.85;
  std::string writes{};  ///< name of the table
  Mark mark{};
  std::string key{};
};

/// How many deaths in the base year some death transitions together may explain.
struct AttributableDeathsSpec {
  enum class Follows { nothing, all_cause };
  std::string name{};
  std::vector<std::string> transitions{};  ///< `attribute.from>to/cause`
  Quantity deaths{};                       ///< a year, among `CalibrationSpec::inhabitants`
  Follows follows =
      Follows::nothing;            ///< all_cause: after the base year the excess changes as all-cause mortality does
  std::optional<double> weight{};  ///< in the fit of a condition; absent: the deaths are exactly these
  std::string writes{};
  Mark mark{};
  std::string key{};
};

/// Published volumes of some activities, of which the residual is what states and transitions do not explain.
struct ResidualsSpec {
  std::string name{};
  std::string unit{};                                         ///< of the activities
  std::vector<std::pair<std::string, Quantity>> published{};  ///< activity and its volume per inhabitant and year
  std::string writes{};
  Mark mark{};
  std::string key{};
};

/// The published mean of a measure of wellbeing, which its baseline is to give.
struct BaselineSpec {
  std::string measure{};
  Quantity norm{};
  std::string writes{};
  Mark mark{};
  std::string key{};
};

/// A figure of a condition that its fit is to meet, or is held against.
struct TargetSpec {
  enum class Of {
    prevalence,  ///< share of people who have it on 1 January
    new_cases,   ///< a year
    deaths,      ///< a year, of those attributed to it
    steady       ///< those who have it after ten years under the base year's hazards, against the start
  };
  std::string condition{};
  std::string measure{};  ///< as its table calls it
  Of of = Of::prevalence;
  bool total = false;  ///< a number among inhabitants; else per inhabitant
  std::optional<Sex> sex{};
  Range ages{};  ///< on 1 January
  double value = 1;
  double weight = 0;  ///< of the square of ln(fitted / value); 0: told only
  Mark mark{};
};

/// Targets, and whom they are of.
struct TargetsSpec {
  std::vector<TargetSpec> targets{};
  std::optional<Quantity> inhabitants{};  ///< whom totals are of, on 1 January of the base year
  std::string folder{};                   ///< of a region: where it keeps tables of its own
  Provenance provenance{};
  Mark mark{};
  std::string key{};
};

/// A condition whose onset and start are fitted to targets, or only held against them.
struct ConditionSpec {
  std::string name{};
  std::string attribute{};
  std::vector<std::string> cases{};  ///< states in which someone has it
  std::vector<std::string> onset{};  ///< `attribute.from>to/cause`: new cases, those who die at once included
  std::vector<int> knots{};          ///< ages between which the logarithm of a factor is linear
  double hold = 1;                   ///< weight with which the logarithm of every factor is held at 0
  std::string deaths{};              ///< the budget that is its deaths; empty: none
  std::vector<std::pair<std::string, Quantity>> start{};  ///< prevalence by state, before the fit
  std::string writes_onset{};                             ///< name of the table; empty: onset is not fitted
  std::string writes_start{};                             ///< name of the table; empty: the start is not fitted
  bool only_in_regions = false;  ///< to a region's own targets; of the country the tables say what the pack has
  Mark mark{};
  std::string key{};
};

/// What `kavel calibrate` fits in the national reference run; see scenarios/README.md, "Calibration".
struct CalibrationSpec {
  std::int64_t persons = 4'000'000;       ///< of the reference run
  std::string folder{};                   ///< where the pack keeps the tables that are written
  std::optional<Quantity> inhabitants{};  ///< whom published totals are of, on 1 January of the base year
  std::optional<BackgroundSpec> background{};
  std::vector<AttributableDeathsSpec> attributable_deaths{};
  std::vector<ConditionSpec> conditions{};
  TargetsSpec targets{};  ///< of the conditions
  std::vector<ResidualsSpec> residuals{};
  std::vector<BaselineSpec> baselines{};
  Mark mark{};
  std::string key{};
};

}  // namespace kavel
