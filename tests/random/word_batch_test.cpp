#include "random/word_batch.hpp"

#include <vector>

#include <gtest/gtest.h>

#include "random/instruction_set.hpp"

namespace kavel {
namespace {

/// Each test runs on every instruction set of this processor.
class RandomWords : public testing::TestWithParam<InstructionSet> {
 protected:
  void SetUp() override { use_only(GetParam()); }
  void TearDown() override { use_best(); }
};

TEST_P(RandomWords, AreThoseOfEachPerson) {
  const Key key = key_of(11, 3);
  std::vector<PersonId> persons;
  for (std::uint64_t i = 0; i < 5 * word_batch; ++i) persons.push_back({i * 0x9E3779B97F4A7C15});
  for (const std::uint32_t occurrence : {0U, 1U, 2U, 3U, 2023U, 2026U, 65535U}) {
    std::vector<std::uint32_t> words(persons.size() + 1, 77);
    random_words(key, persons.data(), static_cast<int>(persons.size()), {0xDEADBEEF}, occurrence, words.data());
    for (std::size_t i = 0; i < persons.size(); ++i) {
      EXPECT_EQ(words[i], random_word(key, persons[i], {0xDEADBEEF}, occurrence)) << i << ", " << occurrence;
    }
    EXPECT_EQ(words.back(), 77U);
  }
}

TEST_P(RandomWords, AreThoseOfEachStream) {
  for (std::uint32_t i = 0; i < 3000; ++i) {
    const Key key = key_of(i, i % 3);
    const PersonId person{std::uint64_t{i} << 40 | i};
    for (const int number : {0, word_batch, 3 * word_batch}) {
      std::vector<std::uint32_t> streams;
      for (int s = 0; s < number; ++s) streams.push_back(random_word({i, 3}, {0}, {7}, static_cast<std::uint32_t>(s)));
      std::vector<std::uint32_t> words(streams.size() + 1, 77);
      const std::uint32_t occurrence = i % 7 == 0 ? 0 : i;
      random_words(key, person, streams.data(), number, occurrence, words.data());
      for (std::size_t s = 0; s < streams.size(); ++s) {
        ASSERT_EQ(words[s], random_word(key, person, {streams[s]}, occurrence));
      }
      EXPECT_EQ(words.back(), 77U);
    }
  }
}

INSTANTIATE_TEST_SUITE_P(EveryInstructionSet, RandomWords, testing::ValuesIn(available_instruction_sets()),
                         [](const auto& set) {
                           return std::string(instruction_set_names[static_cast<std::size_t>(set.param)]);
                         });

}  // namespace
}  // namespace kavel
