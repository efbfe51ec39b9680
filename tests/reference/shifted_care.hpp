#pragma once

#include <functional>

#include "core/ticks.hpp"
#include "valuation/valuation.hpp"
#include "tests/reference/one_life.hpp"

namespace kavel::reference {

/// So much of an activity more (or less) than states and transitions ask for: `volume` a year, for so many ticks.
using TakeShifted = std::function<void(int year, int activity, double volume, Moment ticks)>;

/// Tells all that programmes shift of the care that somebody asks for in their life.
void each_shifted(const Model& model, const Valuation& valuation, const Life& life, const TakeShifted& take);

}  // namespace kavel::reference
