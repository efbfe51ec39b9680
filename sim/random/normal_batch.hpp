#pragma once

#include <cstdint>

#include "core/ids.hpp"
#include "random/philox.hpp"

namespace kavel {

inline constexpr int normals_at_once = 8;

/// draws[i] = normal_quantile(uniform(random_word(key, person, {streams[i]}, 0))), of `normals_at_once` streams. The
/// same bits on every instruction set.
void normal_draws(Key key, PersonId person, const std::uint32_t* streams, double* draws);

}  // namespace kavel
