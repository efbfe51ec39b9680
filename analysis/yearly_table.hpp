#pragma once

#include <string>
#include <vector>

#include "core/age.hpp"
#include "experiment/results.hpp"
#include "io/estimates.hpp"

namespace kavel {

/// The years a table shows: the first, every tenth after it, and the last.
std::vector<std::size_t> years_to_show(std::size_t years);

/// A population by decade: inhabitants, births, deaths, life expectancy, states, outcomes.
std::string population_table(const Results& results, const Estimates& estimates, std::size_t variant);

/// A cohort by decade: the share of its founders in each state.
std::string cohort_table(const Results& results, const Estimates& estimates, std::size_t variant);

/// What a variant changes in the population of the first, by decade; empty where nothing differs.
std::string difference_table(const Results& results, const Estimates& estimates, std::size_t variant);

}  // namespace kavel
