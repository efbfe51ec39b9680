#pragma once

#include <cstdint>

namespace kavel {

/// How many persons every law is held for; the executables differ in nothing else.
extern const std::int64_t law_persons;

}  // namespace kavel
