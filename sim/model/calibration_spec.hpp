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
      Follows::nothing;  ///< all_cause: after the base year the excess changes as all-cause mortality does
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

/// What `kavel calibrate` fits in the national reference run; see scenarios/README.md, "Calibration".
struct CalibrationSpec {
  std::int64_t persons = 4'000'000;       ///< of the reference run
  std::string folder{};                   ///< where the pack keeps the tables that are written
  std::optional<Quantity> inhabitants{};  ///< whom published totals are of, on 1 January of the base year
  std::optional<BackgroundSpec> background{};
  std::vector<AttributableDeathsSpec> attributable_deaths{};
  std::vector<ResidualsSpec> residuals{};
  std::vector<BaselineSpec> baselines{};
  Mark mark{};
  std::string key{};
};

}  // namespace kavel
