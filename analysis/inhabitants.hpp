#pragma once

#include <cstddef>
#include <vector>

#include "experiment/results.hpp"

namespace kavel {

/// The states of the first attribute: everyone is in one of them, so that their person-years are those of everyone.
std::vector<std::size_t> states_of_everyone(const Results& results);

/// Person-years of everyone [year x sex x age group x SES].
Array<double> inhabitants_by_cell(const Results& results, const VariantResults& variant);

/// Person-years of everyone in a year, by random group.
std::vector<double> inhabitants_by_group(const Results& results, const VariantResults& variant, std::size_t year);

}  // namespace kavel
