#pragma once

#include "experiment/results.hpp"
#include "io/comparison.hpp"
#include "io/hdf5_writer.hpp"

namespace kavel {

/// The group /comparison; nothing where nothing is compared.
void write_comparison(Hdf5Writer& file, const Results& results, const Comparison& comparison);

}  // namespace kavel
