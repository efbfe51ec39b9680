#pragma once

#include <cstddef>
#include <string>

#include "experiment/results.hpp"

namespace kavel {

/// Who is inside the study's delineation and who outside: years of life, and what care costs them. Empty without one.
std::string delineation_table(const Results& results, std::size_t variant);

}  // namespace kavel
