#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/pack.hpp"
#include "model/region_spec.hpp"
#include "programme/programme.hpp"
#include "experiment/study.hpp"

namespace kavel {

/// One figure of a pack as its author stated it.
struct StatedFigure {
  std::string key{};   ///< dotted path in the study, as `--set` takes it
  std::string what{};  ///< dotted path in the model's words: `attributes.smoking.prevalence.current`
  double value = 0;    ///< not a number where a table gives the values
  double lowest = 0;   ///< of all values it has: the table's, times the factor, or the number
  double highest = 0;
  double low = 0;  ///< 95 % interval, times the factor; not a number where none is stated
  double high = 0;
  std::string table{};      ///< the table, `title, column NAME`; empty for a number
  double outside{};         ///< value outside the table; not a number if the table has all
  double times = 1;         ///< factor on every value
  Provenance provenance{};  ///< its own, else the table's, else the pack's
  Mark mark{};
  std::string identity{};  ///< alike wherever the same column of a table, or the same number of the pack, is used
  friend bool operator==(const StatedFigure&, const StatedFigure&);  ///< wherever it stands
};

/// The identity of the births' sex ratio, which is no figure of its own kind.
inline constexpr std::string_view births_identity = "births.boys_per_girl";

/// A figure of a pack or programme, with the provenance of what is around it; `what` is its key where it names none.
StatedFigure stated(const Quantity& quantity, const Provenance& around, const std::string& what);

/// Every figure of a region besides who lives there.
std::vector<StatedFigure> stated_figures(const RegionSpec& region);

/// Every figure of a pack, in the pack's order: once for each use, which may be for several states.
std::vector<StatedFigure> stated_figures(const Pack& pack);

/// Every figure of a programme.
std::vector<StatedFigure> stated_figures(const Programme& programme);

/// Those of what programmes share.
std::vector<StatedFigure> stated_figures(const CapacitySpec& capacity);

/// Every figure of a study: those of its first variant, and of its programmes.
std::vector<StatedFigure> stated_figures(const Study& study);

/// Those of a pack's sectors and activities.
std::vector<StatedFigure> stated_figures_of_care(const Pack& pack);

/// `published`, `derived`, `assumed` or `unstated`.
std::string_view name_of(Status status);

/// How many figures have each status. A figure that is used several times is one.
struct StatusCounts {
  int published = 0;
  int derived = 0;
  int assumed = 0;
  int unstated = 0;
  int all() const { return published + derived + assumed + unstated; }
  friend StatusCounts operator+(const StatusCounts& a, const StatusCounts& b) {
    return {a.published + b.published, a.derived + b.derived, a.assumed + b.assumed, a.unstated + b.unstated};
  }
};
StatusCounts counts_of(const std::vector<StatedFigure>& figures);

}  // namespace kavel
