// Random words of many streams in vectors, and what is made of them, for whoever dispatches by highway: include it
// after <hwy/foreach_target.h> and <hwy/highway.h>, and call it inside a target region. Bit by bit what philox.hpp and
// math.hpp do.
#if defined(KAVEL_RANDOM_WORDS_INL) == defined(HWY_TARGET_TOGGLE)
#ifdef KAVEL_RANDOM_WORDS_INL
#undef KAVEL_RANDOM_WORDS_INL
#else
#define KAVEL_RANDOM_WORDS_INL
#endif

#include <bit>
#include <cstdint>

#include <hwy/highway.h>

#include "core/clock.hpp"
#include "core/ids.hpp"
#include "random/log_series.hpp"
#include "random/philox.hpp"

HWY_BEFORE_NAMESPACE();
namespace kavel {
namespace HWY_NAMESPACE {
namespace words {

namespace hn = hwy::HWY_NAMESPACE;

/// A 32-bit word sits in the low half of a 64-bit lane; its high half is whatever, for products read only the low half.
using WordTag = hn::CappedTag<std::uint64_t, 8>;
using RealTag = hn::RebindToFloat<WordTag>;
using ClockTag = hn::Rebind<Clock, WordTag>;

inline constexpr int part_lanes = static_cast<int>(hn::MaxLanes(WordTag{}));  ///< 2, 4 or 8

/// Several vectors as one: each operation goes over all of them in turn, so that none waits for the one before.
template <class Tag, int parts>
struct Wide {
  hn::VFromD<Tag> part[parts];
};
template <int parts>
using Words = Wide<WordTag, parts>;
template <int parts>
using Reals = Wide<RealTag, parts>;

#define KAVEL_WIDE(SYMBOL, OPERATION)                                                                        \
  template <class Tag, int parts>                                                                            \
  HWY_INLINE Wide<Tag, parts> operator SYMBOL(const Wide<Tag, parts>& a, const Wide<Tag, parts>& b) {        \
    Wide<Tag, parts> result;                                                                                 \
    for (int part = 0; part < parts; ++part) result.part[part] = OPERATION(a.part[part], b.part[part]);      \
    return result;                                                                                           \
  }                                                                                                          \
  template <class Tag, int parts>                                                                            \
  HWY_INLINE Wide<Tag, parts> operator SYMBOL(const Wide<Tag, parts>& a, hn::TFromD<Tag> b) {                \
    Wide<Tag, parts> result;                                                                                 \
    for (int part = 0; part < parts; ++part) result.part[part] = OPERATION(a.part[part], hn::Set(Tag{}, b)); \
    return result;                                                                                           \
  }
KAVEL_WIDE(+, hn::Add)
KAVEL_WIDE(-, hn::Sub)
KAVEL_WIDE(*, hn::Mul)
KAVEL_WIDE(/, hn::Div)
KAVEL_WIDE(&, hn::And)
KAVEL_WIDE(|, hn::Or)
KAVEL_WIDE(^, hn::Xor)
#undef KAVEL_WIDE

template <class To, class From, int parts>
HWY_INLINE Wide<To, parts> cast(const Wide<From, parts>& a) {
  Wide<To, parts> result;
  for (int part = 0; part < parts; ++part) result.part[part] = hn::BitCast(To{}, a.part[part]);
  return result;
}

template <int bits, int parts>
HWY_INLINE Words<parts> shifted_right(const Words<parts>& a) {
  Words<parts> result;
  for (int part = 0; part < parts; ++part) result.part[part] = hn::ShiftRight<bits>(a.part[part]);
  return result;
}

template <int parts>
HWY_INLINE Words<parts> product(const Words<parts>& a, std::uint32_t multiplier) {
  const hn::Repartition<std::uint32_t, WordTag> halves;
  Words<parts> result;
  for (int part = 0; part < parts; ++part) {
    result.part[part] = hn::MulEven(hn::BitCast(halves, a.part[part]), hn::Set(halves, multiplier));
  }
  return result;
}

template <int parts>
HWY_INLINE Words<parts> every(std::uint64_t word) {
  Words<parts> result;
  for (int part = 0; part < parts; ++part) result.part[part] = hn::Set(WordTag{}, word);
  return result;
}

template <int parts>
HWY_INLINE Words<parts> words_from(const std::uint32_t* from) {
  Words<parts> result;
  const hn::Rebind<std::uint32_t, WordTag> narrow;
  for (int part = 0; part < parts; ++part) {
    result.part[part] = hn::PromoteTo(WordTag{}, hn::LoadU(narrow, from + part * part_lanes));
  }
  return result;
}

/// Four words: counters before `mix`, random words after it; high halves are noise.
template <int parts>
struct Block {
  Words<parts> word0, word1, word2, word3;
};

/// Philox4x32-10 of each lane.
template <int parts>
HWY_INLINE void mix(const RoundKeys& keys, Block<parts>& block) {
  for (const RoundKey& key : keys) {
    const Words<parts> product0 = product(block.word0, philox_multiplier0);
    const Words<parts> product1 = product(block.word2, philox_multiplier1);
    block.word0 = shifted_right<32>(product1) ^ (block.word1 ^ key.word0);
    block.word1 = product1;
    block.word2 = shifted_right<32>(product0) ^ (block.word3 ^ key.word1);
    block.word3 = product0;
  }
}

/// `random_word(key, person, stream, 0)` of each stream; high halves are noise.
template <int parts>
HWY_INLINE Words<parts> first_words(const RoundKeys& keys, PersonId person, const std::uint32_t* streams) {
  Block<parts> block{every<parts>(person.value), every<parts>(person.value >> 32), words_from<parts>(streams),
                     every<parts>(0)};
  mix(keys, block);
  return block.word0;
}

/// An integer below 2^52 as a real, plus `added`: exact where the sum has 53 bits.
template <int parts>
HWY_INLINE Reals<parts> real_of(const Words<parts>& integer, double added) {
  return cast<RealTag>(integer | std::bit_cast<std::uint64_t>(0x1p52)) - (0x1p52 - added);
}

/// `log_series`, lane by lane.
template <int parts>
HWY_INLINE Reals<parts> series_of(const Reals<parts>& z) {
  const Reals<parts> z2 = z * z;
  const Reals<parts> terms12 = z * log_terms[1] + log_terms[0];
  const Reals<parts> terms34 = z * log_terms[3] + log_terms[2];
  const Reals<parts> terms56 = z * log_terms[5] + log_terms[4];
  const Reals<parts> last = z2 * log_terms[6] + terms56;
  return z * (terms12 + z2 * (terms34 + z2 * last));
}

/// `portable_log(uniform(word))`, lane by lane; high halves are ignored.
template <int parts>
HWY_INLINE Reals<parts> log_of(const Words<parts>& words) {
  constexpr std::uint64_t sqrt_half_bits = std::bit_cast<std::uint64_t>(sqrt_half);
  constexpr std::uint64_t one_bits = std::bit_cast<std::uint64_t>(1.0);
  const Reals<parts> number = real_of(words & 0xFFFFFFFF, 0.5);  // 2^32 U
  const Words<parts> shifted = cast<WordTag>(number) + (one_bits - sqrt_half_bits);
  const Reals<parts> mantissa = cast<RealTag>((shifted & ((std::uint64_t{1} << 52) - 1)) + sqrt_half_bits);
  const Reals<parts> f = mantissa - 1.0;
  const Reals<parts> s = f / (mantissa + 1.0);
  const Reals<parts> exponent = real_of(shifted_right<52>(shifted), -1023 - 32);
  const Reals<parts> series = series_of(s * s);
  return exponent * ln2_high + (f - (s * (f - series) - exponent * ln2_low));
}

}  // namespace words
}  // namespace HWY_NAMESPACE
}  // namespace kavel
HWY_AFTER_NAMESPACE();

#endif
