#pragma once

#include <cstdint>
#include <vector>

#include "core/int128.hpp"
#include "random/philox.hpp"
#include "valuation/wellbeing.hpp"
#include "tests/reference/one_life.hpp"

namespace kavel::reference {

/// A stretch of a life within one year in which no state changed, and how the person fared.
struct Stretch {
  int year = 0;
  std::int64_t ticks = 0;
  std::vector<bool> measured{};        ///< [measure]
  std::vector<std::int64_t> values{};  ///< [measure], quanta; 0 where not measured
};

/// dividend / divisor (above 0) to the nearest integer, halves up.
std::int64_t rounded_quotient(Int128 dividend, std::int64_t divisor);

/// How somebody fared, as sim/README.md says it, every value from nothing.
std::vector<Stretch> faring_of(const Model& model, const Wellbeing& wellbeing, Key key, const Life& life);

}  // namespace kavel::reference
