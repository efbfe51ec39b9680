#pragma once

#include <string>

#include "experiment/study.hpp"

namespace kavel {

/// The resolved study in plain text: people, attributes, transitions, outcomes; figures with unit, status and source.
std::string describe_study(const Study& study);

}  // namespace kavel
