#pragma once

#include "experiment/results.hpp"
#include "io/hdf5_writer.hpp"

namespace kavel {

/// Writes the group /persons: the sampled lives (FORMAT.md). Nothing where no sample was asked for.
void write_persons(Hdf5Writer& file, const Results& results);

}  // namespace kavel
