#pragma once

#include "experiment/cost.hpp"
#include "experiment/results.hpp"
#include "io/estimates.hpp"

namespace kavel {

/// Standard errors of meerkosten of every variant, year and part of care, by the jackknife over random groups: each
/// estimate again from all groups but one, scaled up, with cost per head of the base year from these groups too.
ExtraCosts meerkosten_errors(const Results& results, PartOfCare of);

}  // namespace kavel
