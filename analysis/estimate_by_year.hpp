#pragma once

#include <algorithm>
#include <cstddef>
#include <functional>
#include <numeric>
#include <vector>

#include "experiment/results.hpp"
#include "io/estimates.hpp"
#include "analysis/random_groups.hpp"

namespace kavel {

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

/// Yearly sums of `width` things with their standard errors, and paired differences with the first variant; `array_of`
/// gives the array [year x random group x thing] of a variant by its position.
template <class ArrayOf>
YearlyEstimates estimate_by_year(const Results& results, std::size_t width, const ArrayOf& array_of) {
  YearlyEstimates all;
  const std::vector<std::size_t> shape{results.variants.size(), results.years.size(), width};
  for (Array<double>* array : {&all.total, &all.standard_error, &all.difference, &all.difference_standard_error}) {
    array->shape = shape;
  }
  const auto sum = [](const std::vector<double>& values) { return std::accumulate(values.begin(), values.end(), 0.0); };
  for (std::size_t variant = 0; variant < results.variants.size(); ++variant) {
    for (std::size_t year = 0; year < results.years.size(); ++year) {
      for (std::size_t index = 0; index < width; ++index) {
        std::vector<double> groups = group_sums(array_of(variant), year, index);
        all.total.values.push_back(sum(groups));
        all.standard_error.values.push_back(standard_error_of_total(evened(groups, results.founders)));
        const std::vector<double> comparator = group_sums(array_of(0), year, index);
        std::transform(groups.begin(), groups.end(), comparator.begin(), groups.begin(), std::minus<>());
        all.difference.values.push_back(sum(groups));
        all.difference_standard_error.values.push_back(standard_error_of_total(evened(groups, results.founders)));
      }
    }
  }
  return all;
}

}  // namespace kavel
