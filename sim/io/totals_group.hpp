#pragma once

#include "experiment/results.hpp"
#include "io/hdf5_reader.hpp"
#include "io/hdf5_writer.hpp"

namespace kavel {

/// The group `/totals` of a result file (FORMAT.md): lifetime totals, and by whom they differ where arms or variants
/// do.
void write_totals(Hdf5Writer& file, const Results& results);

/// Fills the totals; the coordinates must have been read.
void read_totals(const Hdf5Reader& file, Results& results);

}  // namespace kavel
