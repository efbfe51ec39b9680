#pragma once

#include <string>

#include "experiment/results.hpp"
#include "experiment/study.hpp"

namespace kavel {

/// A line for each programme in which nobody starts in any arm: which, and why. Empty where someone starts in all.
std::string not_started(const Study& study, const Results& results);

}  // namespace kavel
