#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "experiment/run.hpp"
#include "experiment/study.hpp"
#include "io/stated_figures.hpp"
#include "analysis/influence.hpp"

namespace kavel {

/// A figure that is assumed, all it is used for, and what it does to cost.
struct Assumption {
  /// What it may change: cost of usual care; wellbeing or who pays; what arms do; what kavel calibrate writes.
  enum class Touches { cost, no_cost, arms, calibration };
  StatedFigure figure{};
  std::vector<std::string> uses{};
  Touches touches = Touches::cost;
  double factor = 0;                         ///< by which it was multiplied; 0: it cannot be varied on its own
  std::optional<CostChange> change{};        ///< of cost, at that factor
  std::string arm{};                         ///< of one that touches arms: where what it changes is largest
  std::optional<DifferenceChange> in_arm{};  ///< of what that arm costs beyond usual care, at that factor
  /// Change of cost per 1 % that the figure is higher, in percent.
  double elasticity() const;
};

/// What a study assumes.
struct Assumptions {
  std::vector<Assumption> all{};  ///< by influence on cost, the greatest first, where it is known; else as they come
  std::string cost{};             ///< what cost is; empty: the study has none
  std::int64_t persons = 0;       ///< in the runs; 0: none were made
};

/// Every assumed figure, as it comes.
Assumptions assumptions_of(const Study& study);

/// How many runs tell their influence.
int runs_of(const Assumptions& assumptions);

/// The same, each that may change cost 10 % higher (of ratios the logarithm) in a run of its own, with the same people
/// and luck as a run without; where that is no possible value, 10 % lower. Those of programmes with the arms that have
/// them, for what these cost beyond usual care.
Assumptions weighed(const Study& study, const RunOptions& options);

/// In plain text.
std::string assumptions_text(const Study& study, const Assumptions& assumptions);

}  // namespace kavel
