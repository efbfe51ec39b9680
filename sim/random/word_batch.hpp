#pragma once

#include <cstdint>

#include "core/ids.hpp"
#include "random/philox.hpp"

namespace kavel {

inline constexpr int word_batch = 8;  ///< persons come in multiples of it

/// `random_word(key, person, stream, occurrence)` of every person; `persons` is a multiple of `word_batch`. The same
/// bits on every instruction set.
void random_words(Key key, const PersonId* persons, int number, StreamId stream, std::uint32_t occurrence,
                  std::uint32_t* words);

}  // namespace kavel
