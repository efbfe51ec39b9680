#include "random/philox.hpp"

#include <array>
#include <cmath>
#include <set>

#include <gtest/gtest.h>

namespace kavel {
namespace {

constexpr std::uint32_t ones = 0xFFFFFFFF;
constexpr PhiloxBlock pi_counter{0x243F6A88, 0x85A308D3, 0x13198A2E, 0x03707344};
constexpr Key pi_key{0xA4093822, 0x299F31D0};

// Known answers: Random123, tests/kat_vectors.
TEST(Philox, GivesTheKnownAnswersAfterSevenRounds) {
  EXPECT_EQ(philox4x32<7>({0, 0, 0, 0}, {0, 0}), (PhiloxBlock{0x5F6FB709, 0x0D893F64, 0x4F121F81, 0x4F730A48}));
  EXPECT_EQ(philox4x32<7>({ones, ones, ones, ones}, {ones, ones}),
            (PhiloxBlock{0x5207DDC2, 0x45165E59, 0x4D8EE751, 0x8C52F662}));
  EXPECT_EQ(philox4x32<7>(pi_counter, pi_key), (PhiloxBlock{0x4DFCCABA, 0x190A87F0, 0xC47362BA, 0xB6B5242A}));
}

TEST(Philox, GivesTheKnownAnswersAfterTenRounds) {
  EXPECT_EQ(philox4x32<>({0, 0, 0, 0}, {0, 0}), (PhiloxBlock{0x6627E8D5, 0xE169C58D, 0xBC57AC4C, 0x9B00DBD8}));
  EXPECT_EQ(philox4x32<>({ones, ones, ones, ones}, {ones, ones}),
            (PhiloxBlock{0x408F276D, 0x41C83B0E, 0xA20BC7C6, 0x6D5451FD}));
  EXPECT_EQ(philox4x32<>(pi_counter, pi_key), (PhiloxBlock{0xD16CFE09, 0x94FDCCEB, 0x5001E420, 0x24126EA1}));
}

TEST(Philox, LaysOutItsCounterAsPersonStreamOccurrence) {
  const Key key{1, 0};
  const PersonId person{0x85A308D3243F6A88};
  const StreamId stream{0x13198A2E};
  for (std::uint32_t occurrence = 0; occurrence < 40; ++occurrence) {
    const PhiloxBlock block = philox4x32<>({0x243F6A88, 0x85A308D3, 0x13198A2E, occurrence / 4}, key);
    EXPECT_EQ(random_word(key, person, stream, occurrence), block[occurrence % 4]);
  }
}

TEST(Philox, RoundKeysStepByTheWeylConstants) {
  const RoundKeys keys = round_keys_of({0xFFFFFFFF, 5});
  EXPECT_EQ(keys[0].word0, 0xFFFFFFFFU);
  EXPECT_EQ(keys[1].word0, philox_weyl0 - 1);  // modulo 2^32
  EXPECT_EQ(keys[9].word1, static_cast<std::uint32_t>(5 + 9 * std::uint64_t{philox_weyl1}));
}

TEST(KeyOf, IsPermanent) {
  EXPECT_EQ(key_of(0, 0), (Key{0x199390B1, 0x97B53E35}));
  EXPECT_EQ(key_of(20260101, 7), (Key{0x5E4A6F53, 0x4181005A}));
}

TEST(KeyOf, DiffersBetweenSeedsAndReplicates) {
  std::set<std::uint64_t> keys;
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    for (std::uint32_t replicate = 0; replicate < 300; ++replicate) {
      const Key key = key_of(seed << 33 ^ seed, replicate);
      keys.insert(std::uint64_t{key.word1} << 32 | key.word0);
    }
  }
  EXPECT_EQ(keys.size(), 300U * 300U);
}

TEST(Uniform, IsTheExactMiddleOfAWordsShareOfTheUnitInterval) {
  EXPECT_EQ(uniform(0), 0x1p-33);
  EXPECT_EQ(uniform(0xFFFFFFFF), 1 - 0x1p-33);
  EXPECT_EQ(uniform(0x80000000), 0.5 + 0x1p-33);
  for (std::uint32_t word = 0; word < 1000000; word += 997) EXPECT_EQ(uniform(word) + uniform(~word), 1.0);
}

// Every bit of the word is set half of the time, also when only one part of the counter moves.
TEST(RandomWord, HasFairBitsAlongEveryPartOfTheCounter) {
  constexpr int draws = 100000;
  const auto expect_fair = [](auto word_of) {
    std::array<int, 32> set{};
    for (int i = 0; i < draws; ++i) {
      const std::uint32_t word = word_of(static_cast<std::uint32_t>(i));
      for (int bit = 0; bit < 32; ++bit) set[bit] += word >> bit & 1;
    }
    for (const int count : set) EXPECT_NEAR(count, draws / 2, 4.5 * std::sqrt(draws / 4));  // 4.5: 128 looks
  };
  const Key key = key_of(1, 2);
  expect_fair([&](std::uint32_t i) { return random_word(key, {i}, {7}, 0); });
  expect_fair([&](std::uint32_t i) { return random_word(key, {7}, {i}, 0); });
  expect_fair([&](std::uint32_t i) { return random_word(key, {7}, {7}, i); });
  expect_fair([&](std::uint32_t i) { return random_word(key_of(1, i), {7}, {7}, 0); });
}

// The law of independence that coupling rests on: words of neighbouring persons, streams and occurrences do not
// correlate.
TEST(RandomWord, DoesNotCorrelateBetweenNeighbours) {
  constexpr int draws = 200000;
  const Key key = key_of(3, 4);
  double persons = 0;
  double streams = 0;
  double occurrences = 0;
  for (std::uint32_t i = 0; i < draws; ++i) {
    const double here = uniform(random_word(key, {i}, {11}, 0)) - 0.5;
    persons += here * (uniform(random_word(key, {i + 1}, {11}, 0)) - 0.5);
    streams += here * (uniform(random_word(key, {i}, {12}, 0)) - 0.5);
    occurrences += here * (uniform(random_word(key, {i}, {11}, 1)) - 0.5);
  }
  const double standard_error = std::sqrt(draws / 144.0);
  EXPECT_NEAR(persons, 0, 4 * standard_error);
  EXPECT_NEAR(streams, 0, 4 * standard_error);
  EXPECT_NEAR(occurrences, 0, 4 * standard_error);
}

}  // namespace
}  // namespace kavel
