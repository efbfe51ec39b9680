#pragma once

#include "experiment/results.hpp"
#include "io/estimates.hpp"
#include "io/hdf5_reader.hpp"
#include "io/hdf5_writer.hpp"

namespace kavel {

/// The group `/wellbeing` of a result file (FORMAT.md); absent where the pack has no measures.
void write_wellbeing(Hdf5Writer& file, const Results& results, const Estimates& estimates);

/// Their full cross, in the group `/full_cross`.
void write_wellbeing_cross(Hdf5Writer& file, const Results& results);

/// Fills the measures and their trajectories; the coordinates and by_group must have been read.
void read_wellbeing(const Hdf5Reader& file, Results& results);

}  // namespace kavel
