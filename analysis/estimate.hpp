#pragma once

#include <cstddef>
#include <vector>

#include "experiment/results.hpp"
#include "io/estimates.hpp"

namespace kavel {

/// Standard errors and life expectancies of results (random_groups.hpp, life_expectancy.hpp).
Estimates estimate(const Results& results);

/// The sums of one year's random groups of founders: place `index` of an array [year x group x …].
template <class Value>
std::vector<double> group_sums(const Array<Value>& by_group, std::size_t year, std::size_t index) {
  const std::size_t groups = by_group.shape[1];
  const std::size_t width = by_group.shape[2];
  std::vector<double> sums(groups);
  for (std::size_t group = 0; group < groups; ++group) {
    sums[group] = static_cast<double>(by_group.values[(year * groups + group) * width + index]);
  }
  return sums;
}

}  // namespace kavel
