#pragma once

#include <cstddef>
#include <string>

#include "core/age.hpp"
#include "experiment/results.hpp"
#include "io/estimates.hpp"
#include "analysis/detail.hpp"
#include "analysis/labels.hpp"

namespace kavel {

/// A population by decade, in tables one after the other: people, health, wellbeing, care and its meerkosten, outcomes.
std::string population_table(const Results& results, const Estimates& estimates, std::size_t variant, Detail detail,
                             const Labels& labels);

/// A cohort by decade: the share of its founders in each state.
std::string cohort_table(const Results& results, const Estimates& estimates, std::size_t variant, const Labels& labels);

/// What a variant changes in the population of the first, by decade; empty where nothing differs.
std::string difference_table(const Results& results, const Estimates& estimates, std::size_t variant,
                             const Labels& labels);

}  // namespace kavel
