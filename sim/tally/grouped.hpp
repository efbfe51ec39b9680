#pragma once

#include <cstddef>
#include <vector>

namespace kavel {

/// [year x cell x …] added up to [year x group x …]; `group_of` [cell].
template <class Value>
std::vector<Value> grouped(const std::vector<Value>& values, const std::vector<int>& group_of, int groups, int years) {
  const std::size_t width = values.size() / (static_cast<std::size_t>(years) * group_of.size());
  std::vector<Value> result(static_cast<std::size_t>(years) * static_cast<std::size_t>(groups) * width);
  std::size_t from = 0;
  for (std::size_t year = 0; year < static_cast<std::size_t>(years); ++year) {
    for (const int group : group_of) {
      const std::size_t to = (year * static_cast<std::size_t>(groups) + static_cast<std::size_t>(group)) * width;
      for (std::size_t i = 0; i < width; ++i) result[to + i] += values[from++];
    }
  }
  return result;
}

}  // namespace kavel
