#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

namespace kavel {

/// What may be said of an arm's extra cost and extra effect, against the first.
enum class Verdict {
  unclear,         ///< the effect may be chance: no ratio means anything
  dominant,        ///< more effect at less cost
  dominated,       ///< less effect at more cost
  cost_per_gain,   ///< the ratio is what a unit of effect gained costs
  saving_per_loss  ///< … what is saved for a unit of effect lost
};
inline constexpr std::array verdict_names{"unclear", "dominant", "dominated", "cost_per_gain", "saving_per_loss"};

/// An incremental cost-effectiveness ratio (ICER) and the simulation's chance in it.
struct Icer {
  Verdict verdict = Verdict::unclear;
  double ratio = 0;                                 ///< difference in cost / difference in effect
  double standard_error = 0;                        ///< by the delta method
  std::optional<std::pair<double, double>> within;  ///< 95 % interval after Fieller; none where the effect may be zero
};

/// Does the ratio mean something?
inline bool has_ratio(const Icer& icer) {
  return icer.verdict == Verdict::cost_per_gain || icer.verdict == Verdict::saving_per_loss;
}

/// The ratios of one effect.
struct IcerRow {
  std::size_t effect = 0;    ///< position of its outcome
  std::vector<Icer> arms{};  ///< [variant]; of the first, which differs from itself by nothing, unclear
};

/// What effects cost, lifetime totals discounted; no rows where nothing differs or no one cost is theirs.
struct CostEffectiveness {
  std::size_t cost = 0;  ///< position of its outcome
  std::vector<IcerRow> rows{};
};

}  // namespace kavel
