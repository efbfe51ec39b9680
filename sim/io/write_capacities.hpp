#pragma once

#include "experiment/results.hpp"
#include "io/hdf5_writer.hpp"

namespace kavel {

/// The group /capacities: what is used of them, and who gets no place. Only where people compete for places.
void write_capacities(Hdf5Writer& file, const Results& results);

}  // namespace kavel
