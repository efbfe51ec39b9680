#pragma once

#include <string>

namespace kavel {

/// How many threads to run: as the option `--threads` says, or one for each processor this process may run on.
int threads_of(const std::string& option);

}  // namespace kavel
