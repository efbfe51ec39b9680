#pragma once

#include <cstddef>
#include <functional>
#include <vector>

#include "life/diary.hpp"
#include "experiment/compiled.hpp"
#include "experiment/persons_sample.hpp"

namespace kavel {

/// Adds what one block's diary tells of one variant.
void record(Diary& diary, std::size_t variant, std::vector<RecordedLife>& lives);

/// Adds what the diaries tell of one arm lived by divergence: that of usual care, up to where each life diverged, and
/// that of those who did. `since`: DivergedBlock::since.
void record_arm(Diary& usual, Diary& diverged, const std::function<const int*(PersonId)>& since,
                const CompiledVariant& arm, std::size_t variant, std::vector<RecordedLife>& lives);

/// Puts lives in their order, whichever block or thread they came from.
void put_in_order(std::vector<RecordedLife>& lives);

}  // namespace kavel
