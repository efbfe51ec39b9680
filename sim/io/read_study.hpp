#pragma once

#include <string>
#include <vector>

#include "experiment/study.hpp"
#include "io/read_pack.hpp"
#include "io/sources.hpp"

namespace kavel {

/// Reads a study with everything it names; `overrides` are `dotted.key=value` for all variants.
/// Throws one InputError with everything wrong, sorted by file and line.
Study read_study(const std::string& path, const std::vector<std::string>& overrides, Sources& sources,
                 Purpose purpose = Purpose::run);

}  // namespace kavel
