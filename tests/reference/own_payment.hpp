#pragma once

#include <cstdint>
#include <vector>

#include "random/philox.hpp"
#include "valuation/valuation.hpp"
#include "tests/reference/one_life.hpp"

namespace kavel::reference {

/// What somebody pays under each deductible in one year, in quanta, from the volumes of care and their prices.
std::vector<std::int64_t> own_payments(const Model& model, const Valuation& valuation, Key key, const Life& life,
                                       int year);

}  // namespace kavel::reference
