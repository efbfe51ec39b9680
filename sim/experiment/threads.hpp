#pragma once

#include "core/each.hpp"

namespace kavel {

/// How many threads are meant: 0 means as many as there are cores for this process.
int threads_or_all(int asked);

/// Does several things at once, on this many threads.
Each on_threads(int threads);

}  // namespace kavel
