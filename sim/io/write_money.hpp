#pragma once

#include <string>
#include <vector>

#include "experiment/results.hpp"
#include "io/estimates.hpp"
#include "io/hdf5_writer.hpp"

namespace kavel {

// What follows writes nothing for a study without activities.

/// The root's coordinates activity, sector, payer and provider.
void write_care_coordinates(Hdf5Writer& file, const CareLabels& care);

/// `volumes` of one tally into a group.
void write_volumes(Hdf5Writer& file, const std::string& group, std::vector<std::string> dimensions,
                   const Results& results, Trajectories VariantResults::*part);

/// /money (labels, prices, volumes and cost by cell; by_year; by_area) and /meerkosten.
void write_money(Hdf5Writer& file, const Results& results, const MoneyEstimates& estimates);

}  // namespace kavel
