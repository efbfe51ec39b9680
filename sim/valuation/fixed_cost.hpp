#pragma once

#include <cstdint>
#include <vector>

namespace kavel {

/// What an activity costs however many people there are: volumes by year, in its quanta, before growth beyond
/// demography, and what they are worth in the outcomes that hold it.
struct FixedCost {
  struct Value {
    int outcome = 0;
    std::vector<std::int64_t> quanta{};      ///< [year]
    std::vector<std::int64_t> discounted{};  ///< [year]: the same times the year's weight
  };
  int activity = 0;
  std::vector<std::int64_t> quanta{};  ///< [year]
  std::vector<Value> values{};
};

}  // namespace kavel
