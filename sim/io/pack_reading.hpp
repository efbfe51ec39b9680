#pragma once

#include "io/pack_names.hpp"
#include "io/read_figure.hpp"

namespace kavel {

/// What the readers of a pack's parts share.
struct PackReading {
  FigureReader& figures;
  Problems& problems;
  const PackNames& names;
  int cycles_per_year = 0;              ///< 0: continuous dynamics
  int years = 0;                        ///< of the study; 0: not known
  std::vector<std::string> measures{};  ///< names of the section `wellbeing`
};

/// The source and status that `fields` gives to figures within it.
Provenance read_near(Fields& fields);

}  // namespace kavel
