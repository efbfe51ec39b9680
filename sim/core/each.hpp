#pragma once

#include <cstddef>
#include <functional>

namespace kavel {

/// Does work(i) for i = 0 … count - 1, in any order, perhaps several at once: each writes only what is its own, so that
/// the result depends on neither.
using Each = std::function<void(std::size_t count, const std::function<void(std::size_t)>& work)>;

/// One after another.
inline void one_by_one(std::size_t count, const std::function<void(std::size_t)>& work) {
  for (std::size_t i = 0; i < count; ++i) work(i);
}

}  // namespace kavel
