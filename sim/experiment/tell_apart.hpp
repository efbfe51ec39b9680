#pragma once

#include "life/founder_block.hpp"

namespace kavel {

/// 1 January of two blocks in which the same people are lived, in an arm and as in usual care: finds who is just the
/// same in both, so that what their year adds, as they are, is added in neither. `common`: attributes of usual care,
/// which are the first of the arm's.
void tell_apart(FounderBlock& arm, FounderBlock& self, const CareShifts& shifts, std::size_t common);

}  // namespace kavel
