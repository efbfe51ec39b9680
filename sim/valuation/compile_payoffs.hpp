#pragma once

#include <string>
#include <vector>

#include "core/each.hpp"
#include "core/errors.hpp"
#include "model/compile.hpp"
#include "model/figures.hpp"
#include "valuation/payoffs.hpp"

namespace kavel {

/// One figure that a state or a transition pays of one thing; those of the same place and thing are added up.
struct PayoffTerm {
  int place = 0;                     ///< state, or lane
  int thing = 0;                     ///< outcome or activity
  const Quantity* figure = nullptr;  ///< null: what `volume` says
  const Quantity* share = nullptr;   ///< factor on the figure; null: all of it
  bool of_transition = false;        ///< is the place a lane?
  int volume = -1;                   ///< position among the payoffs of the activities …
  std::vector<double> worth{};       ///< … and what one unit of it is worth [year]
  std::string state{};               ///< name of the place, for tables by state; empty: a lane
};

struct PayoffTerms {
  std::vector<PayoffTerm> states{};
  std::vector<PayoffTerm> lanes{};
};

/// What the compiling of payoffs shares.
struct PayoffSetting {
  const Setting& setting;
  const Model& model;
  Figures& figures;
  Problems& problems;
  const Each& each;
};

/// Adds what a spec's per_year and per_transition say of thing `thing`; `key` is its dotted path. The terms point into
/// the specs.
void add_terms(const std::vector<StatePayoffSpec>& per_year, const std::vector<TransitionPayoffSpec>& per_transition,
               const std::string& key, int thing, const Quantity* share, const PayoffSetting& with, PayoffTerms& terms);

/// The unit per quantum of each thing, and how much of it is paid at each cost level.
struct Scales {
  std::vector<double> quanta{};                ///< [thing]
  std::vector<std::vector<double>> factors{};  ///< [level][thing]; empty: as much as `volumes` has levels of
};

/// The payoffs by cost level, sex, age and year; `volumes` is what terms with a volume mean. `narrower`: those of a
/// pack to which this one only adds places, after its own, and with which it has its figures in common (null: there is
/// none).
Payoffs compile_payoffs(PayoffTerms terms, Scales scales, const Payoffs& volumes, const PayoffSetting& with,
                        const Payoffs* narrower);

}  // namespace kavel
