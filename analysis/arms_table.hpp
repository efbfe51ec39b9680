#pragma once

#include <string>

#include "experiment/results.hpp"

namespace kavel {

/// What each arm changes against usual care over the whole study: people reached, events, life, wellbeing, cost by
/// payer, with standard errors of the paired differences. Empty in a study without programmes.
std::string arms_table(const Results& results);

}  // namespace kavel
