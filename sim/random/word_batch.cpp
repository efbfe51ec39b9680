#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "random/word_batch.cpp"
#include "random/word_batch.hpp"

#include <hwy/foreach_target.h>  // compiles this file once per target
#include <hwy/highway.h>

#include "random/instruction_set.hpp"
#include "random/winding-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace kavel {
namespace HWY_NAMESPACE {

void words_in_vectors(const RoundKeys& keys, const PersonId* persons, int number, StreamId stream,
                      std::uint32_t occurrence, std::uint32_t* words) {
  namespace hn = hwy::HWY_NAMESPACE;
  using winding::WordTag;
  constexpr int parts = word_batch / winding::part_lanes;
  const hn::Rebind<std::uint32_t, WordTag> narrow;
  for (int first = 0; first < number; first += word_batch) {
    winding::Block<parts> block{{}, {}, winding::every<parts>(stream.value), winding::every<parts>(occurrence / 4)};
    for (int part = 0; part < parts; ++part) {
      alignas(64) std::uint64_t ids[winding::part_lanes];
      for (int lane = 0; lane < winding::part_lanes; ++lane) {
        ids[lane] = persons[first + part * winding::part_lanes + lane].value;
      }
      block.word0.part[part] = hn::Load(WordTag{}, ids);
      block.word1.part[part] = hn::ShiftRight<32>(block.word0.part[part]);
    }
    winding::mix(keys, block);
    const winding::Words<parts>* const of_occurrence[4] = {&block.word0, &block.word1, &block.word2, &block.word3};
    for (int part = 0; part < parts; ++part) {
      hn::StoreU(hn::TruncateTo(narrow, of_occurrence[occurrence % 4]->part[part]), narrow,
                 words + first + part * winding::part_lanes);
    }
  }
}

}  // namespace HWY_NAMESPACE
}  // namespace kavel
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace kavel {
namespace {

HWY_EXPORT(words_in_vectors);

}  // namespace

void random_words(Key key, const PersonId* persons, int number, StreamId stream, std::uint32_t occurrence,
                  std::uint32_t* words) {
  if (in_use() != InstructionSet::plain) {
    HWY_DYNAMIC_DISPATCH(words_in_vectors)(round_keys_of(key), persons, number, stream, occurrence, words);
    return;
  }
  for (int i = 0; i < number; ++i) words[i] = random_word(key, persons[i], stream, occurrence);
}

}  // namespace kavel
#endif
