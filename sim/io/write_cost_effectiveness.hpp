#pragma once

#include "experiment/results.hpp"
#include "io/cost_effectiveness.hpp"
#include "io/hdf5_writer.hpp"

namespace kavel {

/// The group /cost_effectiveness; nothing where no effect differs.
void write_cost_effectiveness(Hdf5Writer& file, const Results& results, const CostEffectiveness& of);

}  // namespace kavel
