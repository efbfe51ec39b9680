#pragma once

#include <array>
#include <cstdint>

#include "core/ids.hpp"

namespace kavel {

/// Key of the generator: what tells one run's chance from another's.
struct Key {
  std::uint32_t word0;
  std::uint32_t word1;
  friend constexpr bool operator==(Key, Key) = default;
};

/// Four words: a counter before, four independent random words after.
using PhiloxBlock = std::array<std::uint32_t, 4>;

inline constexpr std::uint32_t philox_multiplier0 = 0xD2511F53;  ///< Salmon et al. 2011, table 2
inline constexpr std::uint32_t philox_multiplier1 = 0xCD9E8D57;
inline constexpr std::uint32_t philox_weyl0 = 0x9E3779B9;  ///< added to the key after every round: golden ratio
inline constexpr std::uint32_t philox_weyl1 = 0xBB67AE85;  ///< sqrt(3) - 1

/// Philox4x32: a bijection of counters for every key (Salmon, Moraes, Dror, Shaw 2011, "Parallel random numbers: as
/// easy as 1, 2, 3"). Everything here uses 10 rounds; other numbers serve the known-answer tests.
template <int rounds = 10>
constexpr PhiloxBlock philox4x32(PhiloxBlock counter, Key key) {
  for (int round = 0; round < rounds; ++round) {
    const std::uint64_t product0 = std::uint64_t{philox_multiplier0} * counter[0];
    const std::uint64_t product1 = std::uint64_t{philox_multiplier1} * counter[2];
    counter = {
        static_cast<std::uint32_t>(product1 >> 32) ^ counter[1] ^ key.word0, static_cast<std::uint32_t>(product1),
        static_cast<std::uint32_t>(product0 >> 32) ^ counter[3] ^ key.word1, static_cast<std::uint32_t>(product0)};
    key = {key.word0 + philox_weyl0, key.word1 + philox_weyl1};
  }
  return counter;
}

/// Key of one replicate of a study: two words of Philox with counter (seed low, seed high, replicate, 0) under the
/// fixed key "key_". Permanent: it decides every result.
constexpr Key key_of(std::uint64_t seed, std::uint32_t replicate) {
  const PhiloxBlock mixed = philox4x32(
      {static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32), replicate, 0}, Key{0x6B65795F, 0});
  return {mixed[0], mixed[1]};
}

/// The random word of one person, stream and occurrence (< 2^16, see that whoever counts them). The counter's words are
/// person low, person high, stream, occurrence / 4; the output's word is occurrence mod 4.
constexpr std::uint32_t random_word(Key key, PersonId person, StreamId stream, std::uint32_t occurrence) {
  const PhiloxBlock counter{static_cast<std::uint32_t>(person.value), static_cast<std::uint32_t>(person.value >> 32),
                            stream.value, occurrence / 4};
  return philox4x32(counter, key)[occurrence % 4];
}

/// The key as one round of Philox4x32-10 uses it, its words widened for code that keeps words in 64-bit lanes.
struct RoundKey {
  std::uint64_t word0;
  std::uint64_t word1;
};
using RoundKeys = std::array<RoundKey, 10>;

constexpr RoundKeys round_keys_of(Key key) {
  RoundKeys keys{};
  for (RoundKey& round : keys) {
    round = {key.word0, key.word1};
    key = {key.word0 + philox_weyl0, key.word1 + philox_weyl1};
  }
  return keys;
}

/// The middle of a word's share of (0, 1): (word + 1/2) 2^-32, exact; never 0 nor 1, and symmetric about 1/2.
constexpr double uniform(std::uint32_t word) { return (word + 0.5) * 0x1p-32; }

}  // namespace kavel
