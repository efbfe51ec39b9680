#include "cli/version.hpp"

namespace kavel {

std::string program_version() { return std::string("kavel ") + KAVEL_VERSION; }

std::string compiler_version() {
#ifdef __clang__
  return __VERSION__;
#else
  return std::string("GCC ") + __VERSION__;
#endif
}

}  // namespace kavel
