#pragma once

#include <string>
#include <vector>

#include "experiment/study.hpp"

namespace kavel {

/// The resolved study in plain text: people, attributes, transitions, outcomes; figures with unit, status and source.
std::string describe_study(const Study& study);

/// A line for each part of it, and how to see more; a small study as a whole. `path`: where it was read.
std::string outline_of(const Study& study, const std::string& path);

/// Only the parts of these names, as in the whole: `smoking`, `attributes`, `gli`. Throws InputError where there is
/// none.
std::string describe_parts(const Study& study, const std::vector<std::string>& names);

}  // namespace kavel
