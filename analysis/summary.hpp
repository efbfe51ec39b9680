#pragma once

#include <cstdint>
#include <string>

#include "core/age.hpp"
#include "experiment/results.hpp"
#include "io/estimates.hpp"
#include "analysis/labels.hpp"

namespace kavel {

/// Which tables are shown: what a reader looks for first, or all.
enum class Tables { few, all };

/// What a summary says about the run besides its results.
struct SummaryHead {
  std::string title{};
  AgeRule age_rule = AgeRule::exact;
  std::uint64_t seed = 1;
  int threads = 1;
  double seconds = 0;
  std::string file{};  ///< where the results are
  std::uint64_t file_bytes = 0;
  int figures = 0;              ///< the model rests on
  int assumed = 0;              ///< of these
  int unstated = 0;             ///< of these, without a status
  bool places_limited = false;  ///< people compete for places of a programme, or for capacities
  std::string not_started{};    ///< programmes in which nobody starts, and why
  Labels labels{};              ///< of states and measures
  Tables tables = Tables::few;
};

/// The table at the end of a run: plain text, at most 100 columns wide.
///
/// Arms beside each other against usual care, and what usual care comes to; without arms a population by decade, with
/// what each other variant changes; a cohort by the share in each state; lifetime totals per person with paired
/// differences and what effects cost (ICER).
std::string summary(const Results& results, const Estimates& estimates, const SummaryHead& head);

}  // namespace kavel
