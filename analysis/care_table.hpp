#pragma once

#include <cstddef>
#include <string>

#include "experiment/results.hpp"
#include "io/estimates.hpp"
#include "analysis/detail.hpp"

namespace kavel {

/// What care costs by decade: per inhabitant by sector and payer, in units where it has some, and meerkosten against
/// the first year with their parts; empty in a study without activities.
std::string care_tables(const Results& results, const Estimates& estimates, std::size_t variant, Detail detail);

}  // namespace kavel
