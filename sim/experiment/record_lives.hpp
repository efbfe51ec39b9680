#pragma once

#include <cstddef>
#include <vector>

#include "life/diary.hpp"
#include "experiment/persons_sample.hpp"

namespace kavel {

/// Adds what one block's diary tells of one variant.
void record(Diary& diary, std::size_t variant, std::vector<RecordedLife>& lives);

/// Puts lives in their order, whichever block or thread they came from.
void put_in_order(std::vector<RecordedLife>& lives);

}  // namespace kavel
