#pragma once

#include <string>

#include "experiment/study.hpp"

namespace kavel {

/// The resolved study in plain text: people, attributes, transitions, outcomes; figures with unit, status and source.
std::string describe_study(const Study& study);

/// Only the figures that are assumed, each with its key, value and reason.
std::string describe_assumptions(const Study& study);

}  // namespace kavel
