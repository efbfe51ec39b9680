#pragma once

#include <cstddef>
#include <vector>

#include "experiment/results.hpp"

namespace kavel {

/// By random group: one column of [year x random group x …], added up over the years.
template <class Value>
std::vector<double> over_years(const Array<Value>& array, std::size_t column) {
  const std::size_t groups = array.shape[1];
  const std::size_t width = array.shape[2];
  std::vector<double> sums(groups, 0.0);
  for (std::size_t cell = 0; cell * width < array.values.size(); ++cell) {
    sums[cell % groups] += static_cast<double>(array.values[cell * width + column]);
  }
  return sums;
}

/// The same of several columns together.
template <class Value>
std::vector<double> over_columns(const Array<Value>& array, const std::vector<std::size_t>& columns) {
  std::vector<double> sums(array.shape[1], 0.0);
  for (const std::size_t column : columns) {
    const std::vector<double> of = over_years(array, column);
    for (std::size_t g = 0; g < sums.size(); ++g) sums[g] += of[g];
  }
  return sums;
}

}  // namespace kavel
