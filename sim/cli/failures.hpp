#pragma once

#include <functional>
#include <vector>

#include "cli/exit_code.hpp"

#include "core/errors.hpp"

namespace kavel {

/// One line per problem on stderr, then how many there are.
void report(const std::vector<Problem>& problems);

/// Does the work; whatever it throws is said on stderr and becomes an exit code.
ExitCode guarded(const std::function<void()>& work);

}  // namespace kavel
