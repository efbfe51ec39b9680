#pragma once

#include <functional>

#include "model/pack.hpp"

namespace kavel {

/// What a figure says: itself, or how much something multiplies another (rate ratios, odds ratios, factors on
/// wellbeing).
enum class Meaning { figure, ratio };

/// Calls `visit` for every figure of a pack that a simulation uses, each as often as it is used. What only a
/// calibration reads is not among them.
void for_each_quantity(Pack& pack, const std::function<void(Quantity&, Meaning)>& visit);

}  // namespace kavel
