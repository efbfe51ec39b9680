#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "random/word_batch.cpp"
#include "random/word_batch.hpp"

#include <hwy/foreach_target.h>  // compiles this file once per target
#include <hwy/highway.h>

#include "random/instruction_set.hpp"
#include "random/words-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace kavel {
namespace HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

constexpr int parts = word_batch / words::part_lanes;

/// Mixes a block of counters and writes the words of the occurrence.
HWY_INLINE void draw(const RoundKeys& keys, words::Block<parts>& block, std::uint32_t occurrence, std::uint32_t* out) {
  const hn::Rebind<std::uint32_t, words::WordTag> narrow;
  words::mix(keys, block);
  const words::Words<parts>* const of_occurrence[4] = {&block.word0, &block.word1, &block.word2, &block.word3};
  for (int part = 0; part < parts; ++part) {
    hn::StoreU(hn::TruncateTo(narrow, of_occurrence[occurrence % 4]->part[part]), narrow,
               out + part * words::part_lanes);
  }
}

void words_of_persons(const RoundKeys& keys, const PersonId* persons, int number, StreamId stream,
                      std::uint32_t occurrence, std::uint32_t* out) {
  for (int first = 0; first < number; first += word_batch) {
    words::Block<parts> block{{}, {}, words::every<parts>(stream.value), words::every<parts>(occurrence / 4)};
    for (int part = 0; part < parts; ++part) {
      alignas(64) std::uint64_t ids[words::part_lanes];
      for (int lane = 0; lane < words::part_lanes; ++lane) {
        ids[lane] = persons[first + part * words::part_lanes + lane].value;
      }
      block.word0.part[part] = hn::Load(words::WordTag{}, ids);
      block.word1.part[part] = hn::ShiftRight<32>(block.word0.part[part]);
    }
    draw(keys, block, occurrence, out + first);
  }
}

void words_of_streams(const RoundKeys& keys, PersonId person, const std::uint32_t* streams, int number,
                      std::uint32_t occurrence, std::uint32_t* out) {
  for (int first = 0; first < number; first += word_batch) {
    words::Block<parts> block{words::every<parts>(person.value), words::every<parts>(person.value >> 32),
                              words::words_from<parts>(streams + first), words::every<parts>(occurrence / 4)};
    draw(keys, block, occurrence, out + first);
  }
}

}  // namespace HWY_NAMESPACE
}  // namespace kavel
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace kavel {
namespace {

HWY_EXPORT(words_of_persons);
HWY_EXPORT(words_of_streams);

}  // namespace

void random_words(Key key, const PersonId* persons, int number, StreamId stream, std::uint32_t occurrence,
                  std::uint32_t* words) {
  if (in_use() != InstructionSet::plain) {
    HWY_DYNAMIC_DISPATCH(words_of_persons)(round_keys_of(key), persons, number, stream, occurrence, words);
    return;
  }
  for (int i = 0; i < number; ++i) words[i] = random_word(key, persons[i], stream, occurrence);
}

void random_words(Key key, PersonId person, const std::uint32_t* streams, int number, std::uint32_t occurrence,
                  std::uint32_t* words) {
  if (in_use() != InstructionSet::plain) {
    HWY_DYNAMIC_DISPATCH(words_of_streams)(round_keys_of(key), person, streams, number, occurrence, words);
    return;
  }
  for (int i = 0; i < number; ++i) words[i] = random_word(key, person, {streams[i]}, occurrence);
}

}  // namespace kavel
#endif
