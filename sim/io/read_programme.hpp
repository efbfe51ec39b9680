#pragma once

#include <string>

#include "programme/programme.hpp"
#include "io/programme_figures.hpp"

namespace kavel {

/// A programme from its whole tree, as ProgrammeMerger makes it; `name` is permanent.
Programme read_programme(const std::string& name, const YamlNode& tree, const std::string& path, const Mark& mark,
                         const ProgrammeReading& reading);

}  // namespace kavel
