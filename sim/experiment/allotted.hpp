#pragma once

#include <cstdint>
#include <vector>

#include "experiment/compiled.hpp"
#include "experiment/results.hpp"

namespace kavel {

/// What came of an arm's allotments, 1 January after 1 January; empty where nobody competes for places.
struct Allotted {
  std::vector<std::int64_t> used{};         ///< [year x pool of each capacity], in thousandths of its unit
  std::vector<std::int64_t> turned_away{};  ///< [year x programme of the arm]: wanted a place and got none
};

/// Tells it in the capacities' units and by programme of the study; `allotted` [variant].
void tell_allotted(const Study& study, const std::vector<CompiledVariant>& variants,
                   const std::vector<Allotted>& allotted, Results& results);

}  // namespace kavel
