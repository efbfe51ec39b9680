#pragma once

#include "experiment/results.hpp"
#include "io/comparison.hpp"
#include "analysis/labels.hpp"

namespace kavel {

/// Are there programmes, and arms that have them?
bool has_arms(const Results& results);

/// What each arm changes against usual care over the whole study, with standard errors of the paired differences. Empty
/// in a study without programmes.
Comparison compare(const Results& results, const Labels& labels);

}  // namespace kavel
