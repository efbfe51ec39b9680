#pragma once

#include <string>

namespace kavel {

/// `kavel 0.1.0`
std::string program_version();

/// `GCC 12.2.0`
std::string compiler_version();

}  // namespace kavel
