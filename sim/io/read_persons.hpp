#pragma once

#include "experiment/results.hpp"
#include "io/hdf5_reader.hpp"

namespace kavel {

/// The sampled lives in a result file whose coordinates are in `results`; none where it has no sample.
PersonsSample read_persons(const Hdf5Reader& file, const Results& results);

}  // namespace kavel
