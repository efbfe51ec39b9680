#pragma once

#include <cstdint>

#include "core/ids.hpp"
#include "random/philox.hpp"

namespace kavel {

inline constexpr int word_batch = 8;  ///< persons, or streams, come in multiples of it

// The same bits on every instruction set.

/// `random_word(key, person, stream, occurrence)` of each of `number` persons.
void random_words(Key key, const PersonId* persons, int number, StreamId stream, std::uint32_t occurrence,
                  std::uint32_t* words);

/// `random_word(key, person, stream, occurrence)` of each of `number` streams.
void random_words(Key key, PersonId person, const std::uint32_t* streams, int number, std::uint32_t occurrence,
                  std::uint32_t* words);

}  // namespace kavel
