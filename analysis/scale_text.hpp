#pragma once

#include <string>

#include "experiment/results.hpp"

namespace kavel {

/// Where fewer, or more, persons are simulated than the region has inhabitants, a line that says so; else nothing.
std::string scale_text(const Results& results);

/// `, of the 1 000 000 simulated`, for headings of amounts, where it must be said.
std::string of_those_simulated(const Results& results);

}  // namespace kavel
